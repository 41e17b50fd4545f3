// Holds JSON documents to their schemas, as ajv reads them, in its strict mode.
//
// In: pairs of paths, a document and its schema. Out: nothing; what is wrong ends it with a message.

import { readFileSync } from "node:fs";

import { Ajv2020 } from "ajv/dist/2020.js";

const read = (path) => JSON.parse(readFileSync(path, "utf8"));
const paths = process.argv.slice(2);

for (let at = 0; at < paths.length; at += 2) {
  const [document, schema] = [paths[at], paths[at + 1]];
  // Not strictRequired: modes must have `regular`, whatever else they have.
  const options = { strict: true, strictRequired: false, allErrors: true };
  const ajv = new Ajv2020(options);
  const validate = ajv.compile(read(schema));
  if (!validate(read(document))) {
    throw new Error(`${document}: ${ajv.errorsText(validate.errors)}`);
  }
}
