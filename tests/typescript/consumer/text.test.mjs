// The installed package and text from elsewhere: kept, narrowed, or refused with a suggestion.

import { deepStrictEqual, ok, strictEqual, throws } from "node:assert/strict";
import { test } from "node:test";

import {
  ACTIONS,
  UnknownValueError,
  isActionId,
  isActionName,
  isKnown,
  isMode,
  isObjectClass,
  isObjectType,
  isScope,
  isTiming,
  named,
  parseAction,
  resolve,
  select,
} from "statserver-actions";

test("an id of a newer catalog is kept as it was", () => {
  for (const id of [
    "CALL_TELEPORTED",
    "",
    "call_wait",
    "CallWait",
    "__proto__",
  ]) {
    deepStrictEqual(parseAction(id), { known: false, id });
    ok(!isKnown(parseAction(id)));
    ok(!isActionId(id));
  }
  for (const action of ACTIONS) {
    ok(isKnown(parseAction(action.id)));
    ok(isActionId(action.id));
  }
});

test("text is a word of the catalog letter by letter, or it is not", () => {
  ok(isActionName("CallWait") && !isActionName("callwait"));
  ok(isObjectType("RoutePoint") && !isObjectType("Routepoint"));
  ok(isObjectClass("media_channel") && !isObjectClass("media channel"));
  ok(isScope("virtual_queue") && !isScope("media_channel"));
  ok(isTiming("durable") && !isTiming("instantaneous"));
  ok(isMode("restricted_cluster") && !isMode("constructor"));
});

const refused = [
  [() => named("CallAnswerd"), "action name", "CallAnswerd", "CallAnswered"],
  [() => named("callanswered"), "action name", "callanswered", "CallAnswered"],
  [
    () => named("CallAnswered (Regular DNs)"),
    "action name",
    "CallAnswered (Regular DNs)",
    "CallAnswered",
  ],
  [
    () => named("CALL_ANSWERED_REGULAR_DN"),
    "action name",
    "CALL_ANSWERED_REGULAR_DN",
    "CallAnswered",
  ],
  [() => named("Nonsense"), "action name", "Nonsense", undefined],
  [() => named(""), "action name", "", undefined],
  [() => named(undefined), "action name", undefined, undefined],
  [() => named("__proto__"), "action name", "__proto__", undefined],
  [() => resolve("CallWait", "queue"), "object type", "queue", "Queue"],
  [() => resolve("CallWat", "Queue"), "action name", "CallWat", "CallWait"],
  [() => select({ objecttype: "Queue" }), "filter", "objecttype", "objectType"],
  [
    () => select({ objectType: "Routepoint" }),
    "object type",
    "Routepoint",
    "RoutePoint",
  ],
  [
    () => select({ objectClass: "mediation" }),
    "object class",
    "mediation",
    "mediation_dn",
  ],
  [() => select({ timing: "Durable" }), "timing", "Durable", "durable"],
  [
    () => select({ mode: "restricted-cluster" }),
    "mode",
    "restricted-cluster",
    "restricted_cluster",
  ],
  [() => select({ interactionRelated: 1 }), "boolean", 1, undefined],
];

for (const [ask, kind, value, suggestion] of refused) {
  test(`${JSON.stringify(value)} is no ${kind}`, () => {
    const hint = suggestion ? `; did you mean "${suggestion}"?` : "";
    throws(ask, (error) => {
      ok(error instanceof UnknownValueError && error instanceof Error);
      strictEqual(error.name, "UnknownValueError");
      strictEqual(
        error.message,
        `${JSON.stringify(value)} is no ${kind}${hint}`,
      );
      deepStrictEqual(
        [error.kind, error.value, error.suggestion],
        [kind, value, suggestion],
      );
      return true;
    });
  });
}

test("a filter that is undefined does not matter", () => {
  deepStrictEqual(select({ objectType: undefined }), [...ACTIONS]);
  deepStrictEqual(select(), [...ACTIONS]);
});

test("answers are the caller's own", () => {
  select().length = 0;
  strictEqual(select().length, ACTIONS.length);
});
