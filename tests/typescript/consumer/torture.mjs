// Asks the installed package the questions of a file, whose path is the argument, and fails if an
// answer differs. `python -m torture` makes the questions.

import { readFileSync } from "node:fs";
import { argv } from "node:process";

import { differences } from "./conformance.mjs";

const differing = differences(JSON.parse(readFileSync(argv[2], "utf8")));
for (const one of differing.slice(0, 5)) console.log(JSON.stringify(one));
process.exitCode = differing.length > 0 ? 1 : 0;
