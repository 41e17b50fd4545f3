// Tells of JSON documents what ajv, in its strict mode, finds wrong with them by their schemas.
//
// In: a path to a file with a list of {schema: path, document: any}.
// Out: a list of texts as JSON, one for each: what is wrong, or an empty text. A schema that ajv
// does not take ends it with a message.

import { readFileSync } from "node:fs";

import { Ajv2020 } from "ajv/dist/2020.js";

const read = (path) => JSON.parse(readFileSync(path, "utf8"));
// Not strictRequired: a question has either an answer or an error, and says so without naming
// their properties again.
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
