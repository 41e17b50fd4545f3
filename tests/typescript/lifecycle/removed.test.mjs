// The package of release 2.0.0, which has removed two rows.

import { deepStrictEqual, strictEqual, throws } from "node:assert/strict";
import { test } from "node:test";

import {
  isActionId,
  isActionName,
  mask,
  named,
  parseAction,
  parseMask,
  shortestMask,
} from "statserver-actions";
import * as rows from "statserver-actions/actions";

const HELD =
  "CALL_HELD was removed in version 2.0.0: The guide uses another name. Use CallOnHold instead.";

test("the error for a removed id names the version and the replacement", () => {
  const error = { name: "UnknownValueError", message: HELD };
  throws(() => parseMask("*").has("CALL_HELD"), error);
  throws(() => shortestMask(["CALL_HELD"], "Agent"), error);
});

test("the error for a copy of a removed row is the same", () => {
  const row = { id: "CALL_HELD", name: "CallHeld" };
  throws(() => shortestMask([row], "Agent"), { message: HELD, value: row });
});

test("a removed id in data is an unknown action", () => {
  deepStrictEqual(parseAction("CALL_LOST"), { known: false, id: "CALL_LOST" });
  strictEqual(isActionId("CALL_LOST"), false);
  strictEqual("CALL_LOST" in rows, false);
});

test("a removed name is an unknown name", () => {
  strictEqual(isActionName("CallLost"), false);
  throws(() => named("CallLost"), { name: "UnknownValueError" });
  throws(() => mask("~CallLost"), { name: "UnknownValueError" });
});
