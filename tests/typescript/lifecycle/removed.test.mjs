// The package of release 2.0.0, which has removed two rows.

import { deepStrictEqual, strictEqual, throws } from "node:assert/strict";
import { test } from "node:test";

import {
  isActionId,
  isActionName,
  mask,
  maskOf,
  maskProblems,
  named,
  parseAction,
  parseMask,
  shortestMask,
} from "statserver-actions";
import * as rows from "statserver-actions/actions";

const HELD =
  "CALL_HELD was removed in version 2.0.0: The guide uses another name. Use CALL_ON_HOLD instead.";

test("the error for a removed id names the version and the replacement", () => {
  const error = { name: "UnknownValueError", message: HELD };
  throws(() => parseMask("*").has("CALL_HELD"), error);
  throws(() => shortestMask(["CALL_HELD"], "Agent"), error);
});

test("the error for a copy of a removed row is the same", () => {
  const row = { id: "CALL_HELD", name: "CallHeld" };
  throws(() => shortestMask([row], "Agent"), { message: HELD, value: row });
});

test("a property that is added to Object.prototype alters no message", () => {
  const message =
    "CALL_LOST was removed in version 2.0.0: The switch does not report it any more.";
  Object.prototype.replacedBy = "CALL_WAIT";
  try {
    throws(() => mask("*").has("CALL_LOST"), { message });
  } finally {
    delete Object.prototype.replacedBy;
  }
});

test("a removed id in data is an unknown action", () => {
  deepStrictEqual(parseAction("CALL_LOST"), { known: false, id: "CALL_LOST" });
  strictEqual(isActionId("CALL_LOST"), false);
  strictEqual("CALL_LOST" in rows, false);
});

test("the error for a removed name names the version and the replacement", () => {
  const message =
    "CallHeld was removed in version 2.0.0 of this catalog; the replacement is CallOnHold";
  const error = {
    name: "UnknownValueError",
    message,
    suggestion: "CallOnHold",
  };
  for (const use of [
    named,
    (name) => mask(`~${name}`),
    (name) => maskOf([name]),
  ]) {
    throws(() => use("CallHeld"), error);
  }
  strictEqual(isActionName("CallHeld"), false);
});

test("a removed name in the text of a mask is an error with the equivalent", () => {
  const [{ kind, severity, suggestion }] = maskProblems("*,~CallHeld");
  deepStrictEqual(
    { kind, severity, suggestion },
    { kind: "unknown-name", severity: "error", suggestion: "CallOnHold" },
  );
});
