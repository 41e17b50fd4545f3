// The installed package against out/json/actions.json (its path is in ACTIONS_JSON): the same facts.

import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import * as actions from "statserver-actions";
import * as rows from "statserver-actions/actions";

const {
  catalog,
  actions: expected,
  ...vocabulary
} = JSON.parse(readFileSync(process.env.ACTIONS_JSON, "utf8"));

// Everything is recomputed from the JSON in the most direct way.
const ids = (selected) => selected.map((action) => action.id);
const idsWhere = (holds) => ids(expected.filter(holds));

test("every row has every attribute of the table, in table order", () => {
  deepStrictEqual(
    actions.ACTIONS,
    expected.map((row) => ({
      id: row.id,
      name: row.name,
      scope: row.scope,
      label: row.label,
      objectClass: row.object_class,
      objectTypes: row.object_types,
      timing: row.timing,
      interactionRelated: row.interaction_related,
      restrictedCluster: row.restricted_cluster,
      inferred: row.inferred,
    })),
  );
});

test("every entry exports the same row objects", () => {
  deepStrictEqual(Object.keys(rows).sort(), ids(expected).sort());
  deepStrictEqual(Object.keys(actions.Action).sort(), ids(expected).sort());
  for (const action of actions.ACTIONS) {
    strictEqual(rows[action.id], action);
    strictEqual(actions.Action[action.id], action);
    strictEqual(actions.parseAction(action.id), action);
  }
});

test("version, release and vocabulary are those of the catalog", () => {
  strictEqual(actions.CATALOG_VERSION, catalog.version);
  strictEqual(actions.STAT_SERVER_RELEASE, catalog.release);
  strictEqual(actions.STAT_SERVER_RELEASE_INFERRED, catalog.release_inferred);
  deepStrictEqual(actions.ACTION_IDS, ids(expected));
  deepStrictEqual(actions.MODES, Object.keys(vocabulary.modes));
  deepStrictEqual(actions.OBJECT_TYPES, Object.keys(vocabulary.object_types));
  deepStrictEqual(
    actions.OBJECT_CLASSES,
    Object.keys(vocabulary.object_classes),
  );
  deepStrictEqual(actions.SCOPES, Object.keys(vocabulary.scopes));
  deepStrictEqual(actions.TIMINGS, Object.keys(vocabulary.timings));
  deepStrictEqual(actions.ACTION_NAMES, [
    ...new Set(expected.map((row) => row.name)),
  ]);
});

test("labels and descriptions are those of the catalog", () => {
  for (const [kind, terms] of Object.entries({
    MODE: vocabulary.modes,
    OBJECT_CLASS: vocabulary.object_classes,
    OBJECT_TYPE: vocabulary.object_types,
    SCOPE: vocabulary.scopes,
    TIMING: vocabulary.timings,
  })) {
    const texts = (key) =>
      Object.fromEntries(
        Object.entries(terms).map(([id, term]) => [id, term[key]]),
      );
    deepStrictEqual(actions[`${kind}_LABELS`], texts("title"));
    deepStrictEqual(actions[`${kind}_DESCRIPTIONS`], texts("description"));
  }
});

/** Whether a row can occur on an object type, in a mode if one is given. */
function isPresent(row, type, mode) {
  const { modes } = vocabulary.object_types[type];
  return (
    row.object_types.includes(type) &&
    (mode === undefined || modes.includes(mode)) &&
    (mode !== "restricted_cluster" || row.restricted_cluster)
  );
}

test("select filters by every combination of values", () => {
  const values = {
    objectType: actions.OBJECT_TYPES,
    objectClass: actions.OBJECT_CLASSES,
    timing: actions.TIMINGS,
    mode: actions.MODES,
    instantaneous: [true, false],
    interactionRelated: [true, false],
  };
  let filters = [{}];
  for (const [key, options] of Object.entries(values)) {
    filters = filters.flatMap((filter) => [
      filter,
      ...options.map((option) => ({ ...filter, [key]: option })),
    ]);
  }
  strictEqual(filters.length, 9 * 4 * 4 * 3 * 3 * 3);
  for (const filter of filters) {
    const { objectType, objectClass, timing, mode } = filter;
    const { instantaneous, interactionRelated } = filter;
    deepStrictEqual(
      ids(actions.select(filter)),
      idsWhere(
        (row) =>
          row.object_types.some(
            (type) =>
              type === (objectType ?? type) && isPresent(row, type, mode),
          ) &&
          (!objectClass || row.object_class === objectClass) &&
          (!timing || row.timing === timing) &&
          [undefined, row.timing !== "durable"].includes(instantaneous) &&
          [undefined, row.interaction_related].includes(interactionRelated),
      ),
    );
  }
});

test("select with several values of a filter accepts any of them", () => {
  const [one, other] = actions.OBJECT_TYPES.slice(-2);
  const timings = actions.TIMINGS.slice(1);
  deepStrictEqual(
    ids(actions.select({ objectType: [one, other], timing: new Set(timings) })),
    idsWhere(
      (row) =>
        [one, other].some((type) => row.object_types.includes(type)) &&
        timings.includes(row.timing),
    ),
  );
  deepStrictEqual(
    ids(actions.select({ objectType: other, mode: actions.MODES })),
    ids(actions.select({ objectType: [other, other] })),
  );
});

test("named returns all rows of a name, resolve those of an object type", () => {
  for (const name of actions.ACTION_NAMES) {
    deepStrictEqual(
      ids(actions.named(name)),
      idsWhere((row) => row.name === name),
    );
    for (const type of actions.OBJECT_TYPES) {
      for (const mode of [undefined, ...actions.MODES]) {
        deepStrictEqual(
          ids(actions.resolve(name, type, mode)),
          idsWhere((row) => row.name === name && isPresent(row, type, mode)),
        );
      }
    }
  }
});

test("an action is either durable or instantaneous", () => {
  for (const [index, action] of actions.ACTIONS.entries()) {
    const durable = expected[index].timing === "durable";
    strictEqual(actions.isDurable(action), durable);
    strictEqual(actions.isInstantaneous(action), !durable);
  }
  ok(actions.ACTIONS.some(actions.isDurable));
});

test("statuses have the facts of the catalog, in its order", () => {
  deepStrictEqual(
    actions.STATUSES,
    Object.entries(vocabulary.statuses).map(([name, status]) => ({
      name,
      number: status.number,
      ranks: status.ranks,
      unranked: status.unranked ?? [],
      evidence: status.evidence,
    })),
  );
  ok(actions.STATUSES.length > 0);
  for (const status of actions.STATUSES) {
    strictEqual(actions.statusOfNumber(status.number), status);
  }
});
