// Validates JSON documents by their schemas with ajv in its strict mode.
//
// Argument: the path of a file with a list of {schema: path, document: any, edits?: Edit[]}. An edit,
// {path: keys and indexes, value?: any}, replaces a value of the document, or removes it.
// Prints a list of texts as JSON, one for each document or for each edit of it: its errors, or an
// empty text. A schema that ajv rejects ends the script with a message.

import { readFileSync } from "node:fs";

import { Ajv2020 } from "ajv/dist/2020.js";

const read = (path) => JSON.parse(readFileSync(path, "utf8"));
// Not strictRequired: a question has either an answer or an error, and the schema requires one of
// the two without repeating their properties.
const ajv = new Ajv2020({ strict: true, strictRequired: false, allErrors: true });
const compiled = new Map();
const errorsOf = ({ schema, document }) => {
  if (!compiled.has(schema)) {
    compiled.set(schema, ajv.compile(read(schema)));
  }
  const validate = compiled.get(schema);
  return validate(document) ? "" : ajv.errorsText(validate.errors);
};

/** Edits a document, calls a function, and restores the document. */
const edited = (document, { path, value }, call) => {
  const key = path.at(-1);
  const parent = path.slice(0, -1).reduce((parent, key) => parent[key], document);
  const old = parent[key];
  if (value !== undefined) {
    parent[key] = value;
  } else if (Array.isArray(parent)) {
    parent.splice(key, 1);
  } else {
    delete parent[key];
  }
  const result = call();
  if (value === undefined && Array.isArray(parent)) {
    parent.splice(key, 0, old);
  } else {
    parent[key] = old;
  }
  return result;
};

const answersOf = ({ edits, ...asked }) =>
  edits?.map((edit) => edited(asked.document, edit, () => errorsOf(asked))) ?? [
    errorsOf(asked),
  ];

console.log(JSON.stringify(read(process.argv[2]).flatMap(answersOf)));
