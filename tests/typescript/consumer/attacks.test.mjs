// Attacks on the installed package: no change that a consumer makes alters a later answer.

import { deepStrictEqual, ok, strictEqual, throws } from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";

import * as bindings from "statserver-actions";
import * as rows from "statserver-actions/actions";

import { differences } from "./conformance.mjs";

const {
  ACTIONS,
  ACTION_NAMES,
  Mask,
  MaskError,
  InexpressibleMaskError,
  UnknownValueError,
  maskProblems,
  named,
  parseAction,
  parseMask,
  resolve,
  select,
  shortestMask,
} = bindings;
const corpus = JSON.parse(readFileSync(process.env.CORPUS_JSON, "utf8"));
const isObject = (value) => Object(value) === value;
const isClass = (value) =>
  typeof value === "function" && String(value).startsWith("class");

/**
 * Every object that properties lead to, without the properties of functions that
 * are not classes.
 */
function reachable(...values) {
  const objects = new Set();
  const add = (value) => {
    if (!isObject(value) || objects.has(value)) return;
    objects.add(value);
    if (typeof value === "function" && !isClass(value)) return;
    const properties = Object.getOwnPropertyDescriptors(value);
    for (const { value: held, get, set } of Object.values(properties)) {
      [held, get, set].forEach(add);
    }
  };
  values.forEach(add);
  return [...objects];
}

const MUTATORS = [
  ...["push", "pop", "shift", "unshift", "splice", "sort", "reverse", "fill"],
  ...["copyWithin", "set", "add", "delete", "clear"],
];

/** Tries every mutation of an object, and returns the names of those that work. */
function mutate(object) {
  const worked = [];
  const attempt = (name, change) => {
    try {
      if (change() !== false) worked.push(name);
    } catch (error) {
      // A range error is of the length of an array: the attack is not valid.
      ok(error instanceof TypeError || error instanceof RangeError, error);
    }
  };
  for (const key of [...Reflect.ownKeys(object), "added"]) {
    attempt("assign", () => Reflect.set(object, key, "Foo"));
    attempt("define", () =>
      Reflect.defineProperty(object, key, { value: "Foo" }),
    );
    attempt("delete", () =>
      key in object ? Reflect.deleteProperty(object, key) : false,
    );
  }
  attempt("setPrototypeOf", () => Reflect.setPrototypeOf(object, { mode: 1 }));
  for (const name of Array.isArray(object) ? [...MUTATORS, "length"] : []) {
    attempt(name, () => {
      const before = [...object];
      if (name === "length") object.length = 0;
      else Array.prototype[name].call(object, 0, 1, "Foo");
      return String(object) !== String(before);
    });
  }
  for (const type of [Map, Set].filter((it) => object instanceof it)) {
    for (const name of MUTATORS.filter((it) => it in type.prototype)) {
      attempt(name, () => type.prototype[name].call(object, "Foo", "Foo"));
    }
  }
  return worked;
}

test("a value that is not frozen is noticed", () => {
  ok(mutate(["Queue"]).includes("assign"));
  ok(mutate(Object.freeze(new Set(["Queue"]))).includes("clear"));
  deepStrictEqual(mutate(Object.freeze(["Queue"])), []);
});

test("no exported value, class or method of a class can be changed", () => {
  const objects = reachable(bindings, rows);
  const plain = objects.filter((it) => typeof it !== "function");
  ok(plain.length > 2 * ACTIONS.length);
  for (const object of plain.concat(objects.filter(isClass))) {
    deepStrictEqual(mutate(object), [], object);
  }
});

test("changed properties of exported functions alter no answer", () => {
  const functions = reachable(bindings).filter(
    (it) => typeof it === "function",
  );
  ok(functions.includes(select) && functions.includes(Mask.prototype.has));
  functions.forEach(mutate);
  deepStrictEqual(differences(corpus), []);
});

/** The error that a call throws. */
function errorOf(call) {
  try {
    return call();
  } catch (error) {
    return error;
  }
}

// Each kind of question: for every name, and for every object type.
const QUESTIONS = [
  () => select(),
  () => select({}),
  () => select({ mode: "restricted_cluster" }),
  () => select({ timing: "durable", interactionRelated: true }),
  () => select({ objecttype: "Queue" }),
  () => parseAction("NOT_YET_KNOWN"),
  () => maskProblems("*,~callwait;,Foo"),
  () => maskProblems("Foo", {}),
  () => parseMask("Foo", {}),
  () => parseMask("Foo", { unknown: "keep" }),
  () => parseMask("Foo", { unknown: "keep" }).unknown,
  () => bindings.mask("Foo"),
  () => bindings.maskOf(ACTION_NAMES.slice(3)),
  () => shortestMask([{}], "Agent"),
  () => shortestMask("Agent", "Agent"),
  () => parseMask(undefined),
  () => parseMask("*").has("Foo"),
  () => maskProblems("Foo, a b;c").map(bindings.describeProblem),
  () => select({ objectType: [], mode: bindings.MODES }),
  () => select({ timing: bindings.TIMINGS, instantaneous: true }),
  () => bindings.STATUSES.map(({ number }) => bindings.statusOfNumber(number)),
  () => bindings.statusOfNumber(-1),
  () => ACTIONS.filter(bindings.isKnown),
  () => Object.values(rows).map(({ id }) => parseAction(id)),
  ...ACTION_NAMES.map((name) => () => named(name)),
  ...ACTION_NAMES.slice(0, 9).map((name) => () => named(`${name}s`)),
  ...bindings.OBJECT_TYPES.flatMap((objectType) => [
    () => select({ objectType }),
    () => ACTION_NAMES.map((name) => resolve(name, objectType)),
    () => ACTION_NAMES.map((name) => resolve(name, objectType, "regular")),
    () => parseMask("*").statuses(objectType),
    () => parseMask("*").check([objectType, "Queue"], "restricted_cluster"),
    () => ACTION_NAMES.map((name) => shortestMask([name], objectType)),
    () => bindings.maskFor(objectType, ...ACTION_NAMES),
    () => bindings.maskOf(ACTION_NAMES).check(objectType, "restricted_cluster"),
    () => parseMask("*").compare(parseMask("~*"), objectType),
    () => parseMask("*").names(objectType),
  ]),
].map((question) => () => errorOf(question));

test("changed answers alter no later answer", () => {
  for (const question of QUESTIONS) {
    const expected = structured(question());
    const answer = question();
    reachable(answer)
      .filter((it) => typeof it !== "function")
      .forEach(mutate);
    deepStrictEqual(structured(question()), expected);
  }
  deepStrictEqual(differences(corpus), []);
});

test("the answers have every kind of error", () => {
  for (const type of [MaskError, InexpressibleMaskError, UnknownValueError]) {
    ok(
      QUESTIONS.map((question) => question()).some((it) => it instanceof type),
    );
  }
});

/** An answer without the classes and stacks of its errors and masks. */
function structured(answer) {
  const facts = ({ name, message, ...rest }) => ({ ...rest, name, message });
  return JSON.stringify(answer instanceof Error ? facts(answer) : answer);
}

/** The answers to all questions while a prototype has other properties. */
function answersWith(prototype, properties, value) {
  const added = properties.filter((key) => !(key in prototype));
  const answers = [];
  for (const key of added) {
    prototype[key] = value;
  }
  try {
    // Nothing but the package runs here: the checks of the test would read the
    // polluted prototype too.
    for (let index = 0; index < QUESTIONS.length; index += 1) {
      answers[index] = QUESTIONS[index]();
    }
  } finally {
    for (const key of added) {
      delete prototype[key];
    }
  }
  return answers;
}

/** The names of all properties in the code of the package, and some indices. */
function propertyNames() {
  const directory = new URL(".", import.meta.resolve("statserver-actions"));
  const code = readdirSync(directory)
    .filter((name) => name.endsWith(".js"))
    .map((name) => readFileSync(new URL(name, directory), "utf8"));
  const words = code.flatMap((text) => text.match(/[A-Za-z_]\w*/g));
  // The language itself reads `return` of every iterator.
  const names = new Set([...words, "-1", "0", "1", "2", "129"]);
  names.delete("return");
  return [...names];
}

for (const type of [Object, Array, String, Function]) {
  test(`properties that are added to ${type.name}.prototype alter no answer`, () => {
    const names = propertyNames();
    ok(["mode", "unknown", "known", "id"].every((it) => names.includes(it)));
    const expected = QUESTIONS.map((question) => structured(question()));
    const values = [
      ...[true, 0, "Queue", "restricted_cluster", "keep", ACTIONS[0].id],
      () => true,
    ];
    for (const value of values) {
      const answers = answersWith(type.prototype, names, value);
      const changed = answers
        .map(structured)
        .filter((answer, index) => answer !== expected[index]);
      deepStrictEqual(changed, [], String(value));
    }
  });
}

test("inherited filters and options are ignored", () => {
  class Filter {
    get mode() {
      return "restricted_cluster";
    }
  }
  deepStrictEqual(select(new Filter()), [...ACTIONS]);
  deepStrictEqual(select(Object.create({ timing: "durable" })), [...ACTIONS]);
  throws(() => parseMask("Foo", Object.create({ unknown: "keep" })), MaskError);
  strictEqual(parseMask("Foo", { unknown: "keep" }).has("Foo"), true);
});

test("a filter is read once, so that its value is the one that was checked", () => {
  const reads = [];
  const filter = {
    get timing() {
      reads.push("timing");
      return reads.length === 1 ? "durable" : "unchecked";
    },
  };
  deepStrictEqual(select(filter), select({ timing: "durable" }));
  strictEqual(reads.length, 1);
});

test("a filter named __proto__ is unknown", () => {
  throws(
    () => select(JSON.parse('{"__proto__": {"mode": "restricted_cluster"}}')),
    { name: "UnknownValueError", value: "__proto__" },
  );
});

test("a row is identified by an id of its own", () => {
  const [row] = ACTIONS;
  const on = row.objectTypes[0];
  strictEqual(
    String(shortestMask([{ ...row }], on)),
    String(shortestMask([row.id], on)),
  );
  for (const value of [Object.create(row), {}, null, 5]) {
    throws(() => shortestMask([value], on), UnknownValueError);
  }
});

test("a consumer can extend classes and change errors", () => {
  class NamedError extends UnknownValueError {
    toString() {
      return "named";
    }
  }
  const error = new NamedError("message", "value");
  error.name = "Renamed";
  error.note = "added";
  strictEqual(`${error}`, "named");
  ok(error instanceof bindings.StatServerActionsError);
  ok(class extends Mask {}.prototype.has === Mask.prototype.has);
});
