// Values of wrong types: the installed package of any catalog throws its own error, with a short message.

import { ok, strictEqual, throws } from "node:assert/strict";
import { test } from "node:test";
import { types } from "node:util";

import * as bindings from "statserver-actions";

const {
  ACTION_NAMES,
  OBJECT_TYPES,
  StatServerActionsError,
  UnknownValueError,
  mask,
  maskFor,
  maskOf,
  maskProblems,
  named,
  parseMask,
  resolve,
  select,
  shortestMask,
} = bindings;

const [name] = ACTION_NAMES;
const [objectType] = OBJECT_TYPES;
const all = mask("*");
const circular = {};
circular.self = circular;

const failure = new Error("read");
const fail = () => {
  throw failure;
};
const unreadable = new Proxy(
  {},
  {
    ...{ get: fail, getOwnPropertyDescriptor: fail, getPrototypeOf: fail },
    ...{ has: fail, ownKeys: fail },
  },
);
const { proxy: revoked, revoke } = Proxy.revocable({}, {});
revoke();

const WRONG = [
  ...[undefined, null, 5.5, NaN, 10n, true, Symbol("name"), () => name],
  ...[{}, [], Object.create(null), circular, { id: 5 }, { id: name }],
  ...[new Map([[name, 1]]), new Date(0), new (class Row {})()],
  ...[[undefined], [[name]], [{}], [Object.create(null)], [Symbol("name")]],
  { toString: () => name, toJSON: () => name },
  new Proxy({}, { ownKeys: () => ["id"] }),
  ...[unreadable, revoked, [unreadable], Object.create(Set.prototype)],
  ...[{ [Symbol.iterator]: fail }, { [Symbol.iterator]: () => 5 }],
  ...[Object.create(bindings.Mask.prototype), new Proxy(all, { get: fail })],
];

/** Every parameter of the API, with a wrong value for it. */
const QUESTIONS = {
  "text of parseMask": (value) => parseMask(value),
  "text of maskProblems": (value) => maskProblems(value),
  "item of mask": (value) => mask("*", value),
  "object type of maskFor": (value) => maskFor(value, "*"),
  "item of maskFor": (value) => maskFor(objectType, value),
  "element of maskOf": (value) => maskOf([name, value]),
  "element of shortestMask": (value) => shortestMask([value], objectType),
  "object types of shortestMask": (value) => shortestMask([], value),
  "name of has": (value) => all.has(value),
  "object types of names": (value) => all.names(value),
  "object types of actions": (value) => all.actions(value),
  "object types of isMixed": (value) => all.isMixed(value),
  "object types of check": (value) => all.check(value),
  "object types of compare": (value) => all.compare(all, value),
  "object types of isEquivalent": (value) => all.isEquivalent(all, value),
  "object type of statuses": (value) => all.statuses(value),
  "other mask of compare": (value) => all.compare(value, objectType),
  "other mask of isEquivalent": (value) => all.isEquivalent(value, objectType),
  "other mask of equals": (value) => all.equals(value),
  "other mask of union": (value) => all.union(value),
  "other mask of intersection": (value) => all.intersection(value),
  "other mask of difference": (value) => all.difference(value),
  "problem of describeProblem": (value) => bindings.describeProblem(value),
  "number of statusOfNumber": (value) => bindings.statusOfNumber(value),
  "name of named": (value) => named(value),
  "name of resolve": (value) => resolve(value, objectType),
  "object type of resolve": (value) => resolve(name, value),
};

/** Parameters that may be left out, so that undefined is a valid value. */
const OPTIONS = {
  "mode of shortestMask": (value) => shortestMask([], objectType, value),
  "mode of names": (value) => all.names(objectType, value),
  "mode of check": (value) => all.check(objectType, value),
  "mode of resolve": (value) => resolve(name, objectType, value),
  "option unknown": (value) => parseMask("*", { unknown: value }),
  "filter objectType": (value) => select({ objectType: value }),
  "filter objectClass": (value) => select({ objectClass: value }),
  "filter timing": (value) => select({ timing: value }),
  "filter mode": (value) => select({ mode: value }),
};

/** Parameters that take a list, an object or a boolean. */
const OTHERS = {
  "names of maskOf": [(value) => maskOf(value), isList],
  "selection of shortestMask": [
    (value) => shortestMask(value, objectType),
    isList,
  ],
  "filters of select": [(value) => select(value), isOptions],
  "options of parseMask": [(value) => parseMask("*", value), isOptions],
  "filter instantaneous": [
    (value) => select({ instantaneous: value }),
    (value) => value === undefined || value === true,
  ],
  "filter interactionRelated": [
    (value) => select({ interactionRelated: value }),
    (value) => value === undefined || value === true,
  ],
};

function isList(value) {
  return !types.isProxy(value) && (Array.isArray(value) || types.isMap(value));
}

function isOptions(value) {
  return value === undefined || (typeof value === "object" && value !== null);
}

function rejects(ask, value) {
  throws(
    () => ask(value),
    (error) => {
      ok(error instanceof UnknownValueError, error);
      ok(error.message.length < 300, error.message);
      ok(/^[\x20-\x7e]+$/.test(error.message), error.message);
      ok(!error.message.includes("[object"), error.message);
      return true;
    },
  );
}

for (const [parameter, ask] of Object.entries(QUESTIONS)) {
  test(`a wrong ${parameter} is an error of the package`, () => {
    WRONG.forEach((value) => rejects(ask, value));
  });
}

for (const [parameter, ask] of Object.entries(OPTIONS)) {
  test(`a wrong ${parameter} is an error of the package`, () => {
    ask(undefined);
    WRONG.slice(1).forEach((value) => rejects(ask, value));
  });
}

for (const [parameter, [ask, isValid]] of Object.entries(OTHERS)) {
  test(`wrong ${parameter} are an error of the package`, () => {
    const wrong = WRONG.filter((value) => !isValid(value));
    ok(wrong.length > 5);
    wrong.forEach((value) => rejects(ask, value));
  });
}

test("a value that throws when it is read is the cause of an error of the package", () => {
  for (const ask of [
    () => select(unreadable),
    () => select({ timing: unreadable }),
    () => select({ timing: { [Symbol.iterator]: fail } }),
    () => parseMask("*", unreadable),
    () => maskOf({ [Symbol.iterator]: fail }),
    () => all.has(unreadable),
    () => all.names({ [Symbol.iterator]: fail }),
    () => bindings.describeProblem(unreadable),
  ]) {
    const error = errorOf(ask);
    ok(error instanceof UnknownValueError);
    ok(error.message.startsWith("cannot read "), error.message);
    strictEqual(error.cause, failure);
  }
});

test("an error of the package that an iterator throws is not changed", () => {
  const names = function* () {
    yield* named("Zzyzx");
  };
  const error = errorOf(() => maskOf(names()));
  strictEqual(error.message, errorOf(() => named("Zzyzx")).message);
});

test("a message shows the value", () => {
  for (const [value, shown] of [
    [undefined, "undefined"],
    [10n, "10n"],
    [Symbol("a"), "Symbol(a)"],
    [() => name, "a function"],
    [{}, "{}"],
    [{ id: "X", on: ["Queue"] }, '{ id: "X", on: [...] }'],
    [["Call\u202e", 5], '["Call\\u{202e}", 5]'],
    [Object.create(null), "{}"],
    [new Date(0), "Date {}"],
    [new Set(["a"]), "Set {}"],
    [circular, "{ self: {...} }"],
    [
      {
        get id() {
          throw new Error("read");
        },
      },
      "an object",
    ],
    [
      new Proxy(
        {},
        {
          ownKeys: () => {
            throw new Error();
          },
        },
      ),
      "an object",
    ],
  ]) {
    throws(() => parseMask(value), {
      message: `expected the text of a mask, not ${shown}`,
    });
  }
});

test("a message shows at most 100 characters of a value", () => {
  const long = "x".repeat(100_000);
  for (const value of [
    ...[long, "é".repeat(500), Symbol(long), BigInt("9".repeat(500))],
    ...[[long], { [long]: long }, Array(1000).fill(long), { id: long }],
  ]) {
    throws(
      () => named(value),
      (error) => {
        const [, shown] = /^unknown action name (.*)$/.exec(error.message);
        ok(shown.replace(/^"|"$/g, "").length <= 100, shown);
        return true;
      },
    );
  }
});

test("errors have their facts in JSON, whatever the value", () => {
  for (const value of WRONG) {
    const error = errorOf(() => named(value));
    const facts = JSON.parse(JSON.stringify(error));
    strictEqual(facts.name, "UnknownValueError");
    strictEqual(facts.message, error.message);
  }
  const { problems, text } = JSON.parse(
    JSON.stringify(errorOf(() => parseMask("Zzyzx,"))),
  );
  strictEqual(text, "Zzyzx,");
  strictEqual(problems.length, 2);
});

test("a structured clone of an error keeps its message", () => {
  for (const value of WRONG) {
    const error = errorOf(() => parseMask(value));
    strictEqual(structuredClone(error).message, error.message);
  }
  const { problems } = errorOf(() => parseMask("Zzyzx,"));
  strictEqual(structuredClone(problems).length, 2);
});

function errorOf(call) {
  try {
    call();
  } catch (error) {
    ok(error instanceof StatServerActionsError);
    return error;
  }
  throw new Error("no error");
}
