// The package of release 1.3.0, with renamed and deprecated rows.

import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { test } from "node:test";

import {
  ACTIONS,
  ACTION_IDS,
  ACTION_NAMES,
  Action,
  isActionId,
  isActionName,
  mask,
  maskFor,
  maskOf,
  maskProblems,
  named,
  parseAction,
  parseMask,
  resolve,
  shortestMask,
} from "statserver-actions";
import * as rows from "statserver-actions/actions";

test("a row has its version, deprecation and former names, frozen", () => {
  deepStrictEqual(Action.CALL_TREATED.since, "1.1.0");
  deepStrictEqual(Action.CALL_HELD.deprecated, {
    since: "1.2.0",
    reason: "The guide uses another name.",
    replacedBy: "CALL_ON_HOLD",
  });
  deepStrictEqual(Action.CALL_QUEUED.formerly, [
    {
      id: "CALL_IN_QUEUE",
      name: "CallInQueue",
      scope: null,
      label: "CallInQueue",
    },
  ]);
  for (const { deprecated, formerly } of ACTIONS) {
    ok([deprecated, formerly, ...(formerly ?? [])].every(Object.isFrozen));
  }
});

test("other rows have none of these properties", () => {
  const properties = Object.keys(Action.AGENT_LOGIN_REGULAR_DN);
  strictEqual(properties.at(-1), "inferred");
});

test("a former id is the renamed row: a constant, and when parsed", () => {
  strictEqual(rows.CALL_IN_QUEUE, rows.CALL_QUEUED);
  strictEqual(Action.CALL_WAIT, Action.CALL_WAIT_MEDIATION_DN);
  strictEqual(parseAction("CALL_IN_QUEUE"), Action.CALL_QUEUED);
  ok(isActionId("CALL_IN_QUEUE"));
});

test("lists have each row once, by its new id and name", () => {
  strictEqual(new Set(ACTIONS).size, ACTIONS.length);
  ok(!ACTION_IDS.includes("CALL_IN_QUEUE"));
  ok(!ACTION_NAMES.includes("CallInQueue"));
});

test("a former name means the new name in every query", () => {
  ok(isActionName("CallInQueue"));
  deepStrictEqual(named("CallInQueue"), [Action.CALL_QUEUED]);
  deepStrictEqual(resolve("CallInQueue", "Queue"), [Action.CALL_QUEUED]);
  deepStrictEqual(resolve("CallInQueue", "Agent"), []);
});

test("a name that got a second row has both", () => {
  deepStrictEqual(named("CallWait"), [
    Action.CALL_WAIT_MEDIATION_DN,
    Action.CALL_WAIT_REGULAR_DN,
  ]);
});

test("former names are accepted in masks, whose text has the new names", () => {
  strictEqual(`${mask("*", "~CallInQueue")}`, "*,~CallQueued");
  strictEqual(`${maskFor("Queue", "CallInQueue")}`, "CallQueued");
  strictEqual(`${maskOf(["CallInQueue", "CallQueued"])}`, "CallQueued");
  strictEqual(`${mask("CallInQueue", "~CallQueued")}`, "");
  for (const selected of ["CallInQueue", "CALL_IN_QUEUE"]) {
    strictEqual(`${shortestMask([selected], "Queue")}`, "CallQueued");
    ok(mask("CallQueued").has(selected));
    ok(!mask("*", "~CallQueued").has(selected));
  }
});

test("a row of an older package is accepted by its former id", () => {
  const row = { id: "CALL_IN_QUEUE", name: "CallInQueue" };
  ok(mask("CallQueued").has(row));
  strictEqual(`${shortestMask([row], "Queue")}`, "CallQueued");
});

test("the text of a mask with a former name is valid, and warned of", () => {
  strictEqual(`${parseMask("*, ~CallInQueue")}`, "*,~CallQueued");
  deepStrictEqual(maskProblems("*, ~CallInQueue"), [
    {
      kind: "renamed-name",
      severity: "warning",
      start: 4,
      length: 11,
      message: '"CallInQueue" is a former name of CallQueued',
      suggestion: "CallQueued",
    },
  ]);
});

test("a deprecated name has its equivalent as the suggestion", () => {
  const suggestions = (text) =>
    maskProblems(text).map(({ kind, suggestion }) => [kind, suggestion]);
  deepStrictEqual(suggestions("CallHeld"), [["deprecated-name", "CallOnHold"]]);
  deepStrictEqual(suggestions("CallParked"), [["deprecated-name", undefined]]);
  // The suggestion would repeat the other name.
  deepStrictEqual(suggestions("CallHeld,CallOnHold"), [
    ["deprecated-name", undefined],
  ]);
});
