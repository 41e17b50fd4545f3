// The CommonJS build has the exports and the answers of the ES modules.

import {
  deepStrictEqual,
  notStrictEqual,
  ok,
  throws,
} from "node:assert/strict";
import { createRequire } from "node:module";
import { test } from "node:test";

import * as esModule from "statserver-actions";

const require = createRequire(import.meta.url);
const commonJs = require("statserver-actions");
const rows = require("statserver-actions/actions");

test("the CommonJS build exports the same names", () => {
  deepStrictEqual(Object.keys(commonJs).sort(), Object.keys(esModule).sort());
});

test("the CommonJS build has the same rows", () => {
  deepStrictEqual(commonJs.ACTIONS, esModule.ACTIONS);
  for (const row of commonJs.ACTIONS) {
    ok(rows[row.id] === row && commonJs.Action[row.id] === row);
  }
});

test("exports of the CommonJS build cannot be changed", () => {
  for (const exported of [commonJs, commonJs.Action, rows]) {
    ok(Object.isFrozen(exported));
  }
  throws(() => (commonJs.ACTIONS = []), TypeError);
});

test("both builds in one process have values of their own, as the README states", () => {
  const [row] = commonJs.ACTIONS;
  const [same] = esModule.ACTIONS;
  notStrictEqual(row, same);
  deepStrictEqual(esModule.parseAction(row.id), same);
  const mask = esModule.parseMask(row.name);
  const other = commonJs.parseMask(row.name);
  ok(!(mask instanceof commonJs.Mask));
  throws(() => mask.equals(other), /expected a mask/);
  ok(mask.equals(esModule.parseMask(String(other))));
  ok(mask.has(row));
  ok(commonJs.parseMask(String(mask)).has(same));
});
