// Parses masks with the installed package: each line of standard input is a list of texts as JSON,
// each line of output the list of their canonical texts (null if a text has errors) with their
// suggestions. Unknown names are kept.

import { createInterface } from "node:readline";
import { stdin, stdout } from "node:process";

import { maskProblems, parseMask } from "statserver-actions";

const options = { unknown: "keep" };

function parse(text) {
  const problems = maskProblems(text, options);
  const isRejected = problems.some(({ severity }) => severity === "error");
  const replacements = problems
    .filter(({ suggestion }) => suggestion !== undefined)
    .map(({ start, length, suggestion }) => [start, length, suggestion]);
  return [isRejected ? null : String(parseMask(text, options)), replacements];
}

for await (const line of createInterface({ input: stdin })) {
  stdout.write(`${JSON.stringify(JSON.parse(line).map(parse))}\n`);
}
