// Validates JSON documents by their schemas with ajv in its strict mode.
//
// Argument: the path of a file with a list of {schema: path, document: any}.
// Prints a list of texts as JSON, one for each document: its errors, or an empty text. A schema that
// ajv rejects ends the script with a message.

import { readFileSync } from "node:fs";

import { Ajv2020 } from "ajv/dist/2020.js";

const read = (path) => JSON.parse(readFileSync(path, "utf8"));
// Not strictRequired: a question has either an answer or an error, and the schema requires one of
// the two without repeating their properties.
const ajv = new Ajv2020({ strict: true, strictRequired: false, allErrors: true });
const compiled = new Map();
const verdict = ({ schema, document }) => {
  if (!compiled.has(schema)) {
    compiled.set(schema, ajv.compile(read(schema)));
  }
  const validate = compiled.get(schema);
  return validate(document) ? "" : ajv.errorsText(validate.errors);
};

console.log(JSON.stringify(read(process.argv[2]).map(verdict)));
