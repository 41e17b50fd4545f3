// Masks of the installed package: problems of texts, and values of other types.

import { deepStrictEqual, ok, strictEqual, throws } from "node:assert/strict";
import { test } from "node:test";

import {
  Action,
  MaskError,
  NoMaskError,
  UnknownValueError,
  mask,
  maskFor,
  maskOf,
  maskProblems,
  parseMask,
  shortestMask,
} from "statserver-actions";

const keep = { unknown: "keep" };
const problemsOf = (text) =>
  maskProblems(text).map(({ kind, start, suggestion }) => [
    kind,
    start,
    suggestion,
  ]);

test("one error reports all problems with positions and suggestions", () => {
  const text = '*,~LogedOut, callwait,"CallEntered"';
  throws(
    () => parseMask(text),
    (error) => {
      ok(error instanceof MaskError);
      strictEqual(error.text, text);
      deepStrictEqual(problemsOf(text), [
        ["unknown-name", 3, "LoggedOut"],
        ["wrong-case", 13, "CallWait"],
        ["bad-character", 22, ""],
        ["bad-character", 34, ""],
      ]);
      for (const line of [
        'unknown-name at 3: there is no action name "LogedOut" in this catalog',
        'write "LoggedOut" instead',
        'wrong-case at 13: "callwait" is an action name in other letters',
      ]) {
        ok(error.message.includes(line), error.message);
      }
      return true;
    },
  );
});

test("labels and ids are problems with the name as suggestion", () => {
  deepStrictEqual(problemsOf("CallAnswered (Regular DNs),CALL_WAIT"), [
    ["unknown-name", 0, "CallAnswered"],
    ["unknown-name", 27, "CallWait"],
  ]);
});

test("offsets count code points", () => {
  const text = "📞,callwait";
  const { start, length } = maskProblems(text)[1];
  strictEqual(
    Array.from(text)
      .slice(start, start + length)
      .join(""),
    "callwait",
  );
});

test("unknown names are refused, or kept in the mask and its text", () => {
  throws(() => parseMask("CallTeleported,CallWait"), MaskError);
  const kept = parseMask("CallTeleported,CallWait", keep);
  deepStrictEqual(kept.unknown, ["CallTeleported"]);
  strictEqual(JSON.stringify({ kept }), '{"kept":"CallWait,CallTeleported"}');
});

test("values that the types exclude are rejected at run time", () => {
  for (const wrong of [
    () => mask("callWait"),
    () => maskFor("Queue", "LoggedInn"),
    () => maskFor("Que", "*"),
    () => maskOf(["CALL_WAIT"]),
    () => mask("*").actions("Routepoint"),
    () => mask("*").actions([]),
    () => mask("*").actions("Queue", "cluster"),
    () => parseMask("*", { unknown: "drop" }),
    () => shortestMask(["CallWiat"], "Queue"),
    () => shortestMask([undefined], "Queue"),
    () => shortestMask([{}], "Queue"),
    () => mask(undefined),
    () => maskOf([undefined]),
    () => mask("*").names(undefined),
  ]) {
    throws(wrong, UnknownValueError);
  }
});

test("names that cannot occur on the object are rejected at run time", () => {
  for (const item of ["LoggedIn", "~LoggedIn"]) {
    throws(
      () => maskFor("Queue", "*", item),
      new UnknownValueError('"LoggedIn" does not occur on Queue', "LoggedIn"),
    );
  }
});

test("parsing reads each character of a long text a few times only", () => {
  const replace = String.prototype.replace;
  let looked = 0;
  String.prototype.replace = function counted(...how) {
    looked += this.length;
    return replace.apply(this, how);
  };
  try {
    for (const part of ["a", "a-", "a;", '"', "~", "Zz,", "\ud800a", " ,"]) {
      const text = part.repeat(100_000 / part.length);
      looked = 0;
      ok(maskProblems(text, keep).length > 0);
      ok(looked < 10 * text.length, `${part}: ${looked}`);
    }
  } finally {
    String.prototype.replace = replace;
  }
});

test("a row from JSON is treated as that row", () => {
  const row = JSON.parse(JSON.stringify(Action.CALL_WAIT));
  strictEqual(shortestMask([row], "Queue").toString(), "CallWait");
});

test("rows that share a name cannot be selected separately", () => {
  throws(
    () => shortestMask(["CALL_ANSWERED_MEDIATION_DN"], "Queue"),
    (error) => {
      ok(error instanceof NoMaskError);
      const [{ reason, actions }] = error.findings;
      strictEqual(reason, "shared-name");
      deepStrictEqual(
        actions.map(({ id }) => id),
        ["CALL_ANSWERED_VIRTUAL_QUEUE"],
      );
      return true;
    },
  );
});
