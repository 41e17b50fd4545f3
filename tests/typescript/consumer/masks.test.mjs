// Masks of the installed package: problems of texts, and values of other types.

import { deepStrictEqual, ok, strictEqual, throws } from "node:assert/strict";
import { test } from "node:test";

import {
  Action,
  InexpressibleMaskError,
  MaskError,
  UnknownValueError,
  describeProblem,
  mask,
  maskFor,
  maskOf,
  maskProblems,
  parseMask,
  resolve,
  select,
  shortestMask,
  statusOfNumber,
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
        ["bad-character", 22, "CallEntered"],
      ]);
      strictEqual(
        error.message,
        [
          "not a valid mask:",
          'unknown-name at 3: "LogedOut" is not an action name of this catalog; ' +
            'it may be from another release; write "LoggedOut" instead',
          'wrong-case at 13: "callwait" is in the wrong case; ' +
            'action names are case-sensitive; write "CallWait" instead',
          'bad-character at 22: "\\"CallEntered\\"" is in quotes; ' +
            'write the name without them; write "CallEntered" instead',
        ].join("\n  "),
      );
      return true;
    },
  );
});

test("an error with one problem has a message of one line", () => {
  throws(() => parseMask("CallWait,"), {
    name: "MaskError",
    message: "not a valid mask: empty-item at 9: no item after the last comma",
  });
});

test("a problem is described as the message of an error has it", () => {
  const [space, tilde] = maskProblems("Call Wait,!OnHook");
  strictEqual(
    describeProblem(space),
    'bad-character at 4: " " is not allowed in an action name; remove it',
  );
  strictEqual(
    describeProblem(JSON.parse(JSON.stringify(tilde))),
    'bad-character at 10: "!" does not exclude a name; "~" does; write "~" instead',
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
      ok(error instanceof InexpressibleMaskError);
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

test("an empty text is the empty mask, with a warning", () => {
  for (const text of ["", " \t\r\n"]) {
    const [problem, ...others] = maskProblems(text);
    deepStrictEqual(others, []);
    const { kind, severity, start, length } = problem;
    deepStrictEqual(
      [kind, severity, start, length],
      ["empty-mask", "warning", 0, 0],
    );
    const empty = parseMask(text);
    strictEqual(`${empty}`, "");
    strictEqual(JSON.stringify({ empty }), '{"empty":""}');
    deepStrictEqual(empty.names("Agent"), []);
    ok(empty.equals(parseMask("~*")) && empty.equals(mask()));
    ok(parseMask(String(empty)).equals(empty));
  }
});

test("a mask contains names, given as names, rows or ids", () => {
  const waiting = mask("CallWait");
  for (const text of ["CallWait", "CALL_WAIT", Action.CALL_WAIT]) {
    ok(waiting.has(text));
    ok(!mask("*", "~CallWait").has(text));
  }
  ok(!waiting.has("LoggedOut") && mask("*").has("LoggedOut"));
  ok(waiting.has({ ...Action.CALL_WAIT }));
});

test("a misspelled name is never searched for in a mask", () => {
  throws(() => mask("CallWait").has("CallWiat"), {
    name: "UnknownValueError",
    message:
      'unknown action or action name "CallWiat"; did you mean "CallWait"?',
    suggestion: "CallWait",
  });
  const kept = parseMask("CallWiat,CALL_WAIT", keep);
  ok(kept.has("CallWiat") && kept.has("CALL_WAIT"));
  ok(!parseMask("*,~CallWiat", keep).has("CallWiat"));
});

test("a text is not a list of names", () => {
  for (const wrong of [
    () => maskOf("CallWait"),
    () => shortestMask("CallWait", "Queue"),
  ]) {
    throws(
      wrong,
      new UnknownValueError(
        'expected a list of names, not "CallWait"',
        "CallWait",
      ),
    );
  }
});

const findingsOf = (text, ...where) =>
  parseMask(text, keep)
    .check(...where)
    .map(({ name, reason, objectTypes }) => [name, reason, objectTypes]);

test("object types that share no object class cannot be observed together", () => {
  deepStrictEqual(findingsOf("CallWait", ["Queue", "Agent"]), [
    [undefined, "separate-objects", ["Agent", "Queue"]],
    ["CallWait", "not-on-objects", ["Agent"]],
  ]);
  deepStrictEqual(findingsOf("CallWait", ["Queue", "RoutePoint"]), []);
  const [{ message }] = mask("*").check(["Agent", "Queue"]);
  strictEqual(
    message,
    "Agent, Queue cannot be observed together: they share no object class",
  );
});

test("an object type that lacks a mode selects nothing in it", () => {
  const on = ["Agent", "Place"];
  deepStrictEqual(findingsOf("LoggedIn", on, "restricted_cluster"), [
    [undefined, "mode-not-on-objects", ["Place"]],
  ]);
  deepStrictEqual(mask("*").names("Place", "restricted_cluster"), []);
  deepStrictEqual(
    select({ objectType: "Place", mode: "restricted_cluster" }),
    [],
  );
  deepStrictEqual(resolve("LoggedIn", "Place", "restricted_cluster"), []);
  strictEqual(resolve("LoggedIn", "Place").length, 1);
});

test("an unknown name has a finding that depends on the mask", () => {
  const messages = (text) =>
    parseMask(text, keep)
      .check("Agent")
      .map(({ message }) => message);
  deepStrictEqual(messages("Foo"), [
    '"Foo" is not in this catalog, so it selects nothing',
  ]);
  deepStrictEqual(messages("*,~Foo"), [
    '"Foo" is not in this catalog, so its exclusion removes nothing',
  ]);
});

test("a mask selects statuses by rank, those without a rank last", () => {
  const names = (text, ...where) =>
    parseMask(text)
      .statuses(...where)
      .map(({ name }) => name);
  deepStrictEqual(
    names("LoggedOut,CallDialing,OnHook,AfterCallWork", "Agent"),
    [...["OnHook", "AfterCallWork", "LoggedOut", "CallDialing"]],
  );
  deepStrictEqual(names("*", "Queue"), ["NotMonitored"]);
  ok(!names("*", "RegDN").includes("LoggedOut"));
  deepStrictEqual(names("", "Agent"), []);
  throws(() => mask("*").statuses("Place"), {
    name: "UnknownValueError",
    message: "no documented order of statuses for Place",
  });
  throws(() => mask("*").statuses("Queues"), { suggestion: "Queue" });
});

test("a status has a number", () => {
  strictEqual(statusOfNumber(9).name, "AfterCallWork");
  deepStrictEqual(statusOfNumber(23), {
    name: "LoggedOut",
    number: 23,
    ranks: { Agent: 8 },
    unranked: [],
    evidence: "code",
  });
  throws(() => statusOfNumber(99), {
    message: "unknown status number 99",
  });
});
