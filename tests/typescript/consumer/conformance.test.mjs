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
    .map(({ answer }) => answer?.problems)
    .flatMap((problems) => problems?.elements ?? problems ?? [])
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
    instantaneous: [true, false],
    interactionRelated: [true, false],
  };
  let filters = [{}];
  for (const [key, values] of Object.entries(choices)) {
    filters = [undefined, ...values].flatMap((value) =>
      filters.map((filter) => ({ ...filter, [key]: value })),
    );
  }
  const present = new Set();
  for (const type of bindings.OBJECT_TYPES) {
    for (const mode of [...bindings.MODES, undefined]) {
      for (const name of bindings.ACTION_NAMES) {
        const rows = bindings.resolve(name, type, mode);
        rows.forEach(({ id }) => present.add(`${id} ${type} ${mode}`));
      }
    }
  }
  const isPresent = ({ id }, objectTypes, mode) =>
    objectTypes.some((type) => present.has(`${id} ${type} ${mode}`));
  for (const filter of filters) {
    const { objectType, mode, instantaneous, ...facts } = filter;
    const rows = bindings.ACTIONS.filter(
      (row) =>
        isPresent(row, objectType ? [objectType] : row.objectTypes, mode) &&
        [bindings.isInstantaneous(row), undefined].includes(instantaneous) &&
        Object.entries(facts).every(([key, value]) =>
          [row[key], undefined].includes(value),
        ),
    );
    deepStrictEqual(bindings.select(filter), rows);
  }
  ok(filters.length > 1000);
});
