// An older package with the values of a newer one, which is statserver-actions-newer.

import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { test } from "node:test";

import {
  describeProblem,
  isDurable,
  isInstantaneous,
  isKnown,
  isMode,
  isObjectClass,
  isObjectType,
  isScope,
  isTiming,
  mask,
  parseAction,
  parseMask,
} from "statserver-actions";
import * as newer from "statserver-actions-newer";

test("a row of a newer catalog is an unknown action with its id", () => {
  const { id } = newer.Action.CHAT_OPENED;
  deepStrictEqual(parseAction(id), { known: false, id });
});

test("rows of both catalogs are the same actions", () => {
  const read = JSON.parse(JSON.stringify(newer.Action.CALL_WAIT));
  ok(isKnown(parseAction(read.id)));
  ok(mask("CallWait").has(read));
});

test("terms of a newer catalog are unknown, and not errors", () => {
  const { objectClass, objectTypes } = newer.Action.CHAT_OPENED;
  deepStrictEqual(objectTypes.map(isObjectType), [false]);
  ok(!isObjectClass(objectClass));
  ok(!isScope("chat"));
  ok(!isTiming("periodic"));
  ok(!isMode("cloud"));
});

test("an unknown timing is neither durable nor instantaneous", () => {
  const row = { ...newer.Action.CHAT_OPENED, timing: "periodic" };
  deepStrictEqual([isDurable(row), isInstantaneous(row)], [false, false]);
});

test("a mask of a newer catalog keeps its names", () => {
  for (const items of [
    ["CallWait", "ChatOpened"],
    ["*", "~ChatOpened"],
  ]) {
    const text = `${newer.mask(...items)}`;
    const kept = parseMask(text, { unknown: "keep" });
    strictEqual(`${kept}`, text);
    deepStrictEqual(kept.unknown, ["ChatOpened"]);
  }
});

test("a problem of a kind that is new has a description", () => {
  const problem = {
    kind: "brand-new",
    severity: "notice",
    start: 2,
    length: 1,
    message: "something new",
    suggestion: undefined,
  };
  strictEqual(describeProblem(problem), "brand-new at 2: something new");
});
