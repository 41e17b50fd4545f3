// The installed package and text from elsewhere: kept, narrowed, or refused with a suggestion.

import { deepStrictEqual, ok, strictEqual, throws } from "node:assert/strict";
import { test } from "node:test";

import {
  ACTIONS,
  StatServerActionsError,
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

test("an id of a newer catalog is kept unchanged", () => {
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

test("guards compare text with the catalog and its case", () => {
  ok(isActionName("CallWait") && !isActionName("callwait"));
  ok(isObjectType("RoutePoint") && !isObjectType("Routepoint"));
  ok(isObjectClass("media_channel") && !isObjectClass("media channel"));
  ok(isScope("virtual_queue") && !isScope("media_channel"));
  ok(isTiming("durable") && !isTiming("instantaneous"));
  ok(isMode("restricted_cluster") && !isMode("constructor"));
});

const refused = [
  [
    () => named("CallAnswerd"),
    'unknown action name "CallAnswerd"; did you mean "CallAnswered"?',
  ],
  [
    () => named("callanswered"),
    'unknown action name "callanswered"; did you mean "CallAnswered"?',
  ],
  [
    () => named("CallAnswered (Regular DNs)"),
    'unknown action name "CallAnswered (Regular DNs)"; did you mean "CallAnswered"?',
  ],
  [
    () => named("CALL_ANSWERED_REGULAR_DN"),
    'unknown action name "CALL_ANSWERED_REGULAR_DN"; did you mean "CallAnswered"?',
  ],
  [() => named("Nonsense"), 'unknown action name "Nonsense"'],
  [() => named(""), 'unknown action name ""'],
  [() => named(undefined), "unknown action name undefined"],
  [() => named("__proto__"), 'unknown action name "__proto__"'],
  [
    () => named("A".repeat(100_000)),
    `unknown action name "${"A".repeat(100)}"`,
  ],
  [
    () => resolve("CallWait", "queue"),
    'unknown object type "queue"; did you mean "Queue"?',
  ],
  [
    () => resolve("CallWat", "Queue"),
    'unknown action name "CallWat"; did you mean "CallWait"?',
  ],
  [
    () => named("CallWaitInbound"),
    "CallWaitInbound is a per-call-type variant of CallWait; this catalog does not list variants",
  ],
  [
    () => resolve("routable", "Queue"),
    "Routable is an action of Stat Server 8.5.1; this catalog describes 8.5.0",
  ],
  [
    () => named("acw"),
    '"acw" is an everyday word, not an action name; the action is AfterCallWork',
  ],
  [
    () => resolve("LoggedIn", "AgentPlace"),
    'unknown object type "AgentPlace"; did you mean "Place"?',
  ],
  [
    () => select({ objectType: ["Agent", "regulardn"] }),
    'unknown object type "regulardn"; did you mean "RegDN"?',
  ],
  [
    () => select({ objectType: "tenant" }),
    "Tenant is an object type of Stat Server, but no action of this catalog occurs on it",
  ],
  [() => select({ objectType: [] }), "expected at least one object type"],
  [() => select({ timing: [] }), "expected at least one timing"],
  [
    () => select({ instantaneous: "yes" }),
    'unknown instantaneous "yes"; use one of: true, false',
  ],
  [
    () => resolve("LoggedIn", "Agent", "cluster"),
    'unknown mode "cluster"; did you mean "restricted_cluster"?',
  ],
  [
    () => select({ objecttype: "Queue" }),
    'unknown filter "objecttype"; did you mean "objectType"?',
  ],
  [
    () => select({ objectType: "Routepoint" }),
    'unknown object type "Routepoint"; did you mean "RoutePoint"?',
  ],
  [
    () => select({ objectClass: "mediation" }),
    'unknown object class "mediation"; did you mean "mediation_dn"?',
  ],
  [
    () => select({ timing: "instantaneous" }),
    'unknown timing "instantaneous"; use one of: durable, momentary, retrospective',
  ],
  [
    () => select({ mode: "restricted-cluster" }),
    'unknown mode "restricted-cluster"; did you mean "restricted_cluster"?',
  ],
  [
    () => select({ interactionRelated: 1 }),
    "unknown interactionRelated 1; use one of: true, false",
  ],
];

for (const [ask, message] of refused) {
  test(message, () => {
    throws(ask, (error) => {
      ok(error instanceof UnknownValueError);
      ok(error instanceof StatServerActionsError && error instanceof Error);
      strictEqual(error.name, "UnknownValueError");
      strictEqual(error.message, message);
      return true;
    });
  });
}

test("an error has the value and a suggestion", () => {
  throws(() => named("CallWat"), { value: "CallWat", suggestion: "CallWait" });
  throws(() => named("Nonsense"), { value: "Nonsense", suggestion: undefined });
  throws(() => named("Hold"), { value: "Hold", suggestion: "CallOnHold" });
  throws(() => named("Login"), { value: "Login", suggestion: undefined });
});

test("an undefined filter selects all rows", () => {
  deepStrictEqual(select({ objectType: undefined }), [...ACTIONS]);
  deepStrictEqual(select(), [...ACTIONS]);
});

test("returned lists can be changed without effect on the package", () => {
  select().length = 0;
  strictEqual(select().length, ACTIONS.length);
});
