// Compares the installed package with the conformance corpus, whose path is in CORPUS_JSON.

import { deepStrictEqual, ok } from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import * as bindings from "statserver-actions";

import { differences } from "./conformance.mjs";

const corpus = JSON.parse(readFileSync(process.env.CORPUS_JSON, "utf8"));

test("every question of each level has the expected answer", () => {
  for (const { name } of corpus.levels) {
    deepStrictEqual(differences(corpus, name), []);
  }
});

test("another explanation is a difference at the last level alone", () => {
  const reworded = structuredClone(corpus);
  reworded.questions.mask
    .flatMap(({ answer }) => answer.problems)
    .filter((problem) => "message" in problem)
    .forEach((problem) => (problem.message = "reworded"));
  deepStrictEqual(differences(reworded, "masks"), []);
  ok(differences(reworded, "explanations").length > 100);
});

test("a wrong answer is a difference", () => {
  const broken = structuredClone(corpus);
  for (const [first] of Object.values(broken.questions)) {
    first.answer = "something else";
  }
  deepStrictEqual(
    differences(broken).map(({ kind }) => kind),
    Object.keys(corpus.questions),
  );
});

test("select returns the rows that have the values of all filters", () => {
  const choices = {
    objectType: bindings.OBJECT_TYPES,
    objectClass: bindings.OBJECT_CLASSES,
    timing: bindings.TIMINGS,
    mode: bindings.MODES,
    interactionRelated: [true, false],
  };
  let filters = [{}];
  for (const [key, values] of Object.entries(choices)) {
    filters = [undefined, ...values].flatMap((value) =>
      filters.map((filter) => ({ ...filter, [key]: value })),
    );
  }
  const isSupported = (type, mode) =>
    bindings
      .mask("*")
      .check(type, mode)
      .every(({ reason }) => reason !== "mode-not-on-objects");
  const isPresent = (row, { objectType, mode = "regular" }) =>
    (mode === "regular" || row.restrictedCluster) &&
    row.objectTypes.some(
      (type) =>
        (objectType ?? type) === type &&
        (mode === "regular" || isSupported(type, mode)),
    );
  for (const filter of filters) {
    const { mode: _mode, objectType: _type, ...attributes } = filter;
    const given = Object.entries(attributes).filter(
      ([, value]) => value !== undefined,
    );
    const rows = bindings.ACTIONS.filter(
      (row) =>
        isPresent(row, filter) &&
        given.every(([key, value]) => row[key] === value),
    );
    deepStrictEqual(bindings.select(filter), rows);
  }
  ok(filters.length > 1000);
});
