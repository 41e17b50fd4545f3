// Masks of the installed package: what a person who writes them by hand is told, and the laws that hold for all.

import { deepStrictEqual, ok, strictEqual, throws } from "node:assert/strict";
import { test } from "node:test";

import {
  ACTION_NAMES,
  MODES,
  Mask,
  MaskError,
  NoMaskError,
  OBJECT_TYPES,
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
} from "statserver-actions";

// Not part of a consumer's project: the tests tell where it is.
const { default: fc } = await import(process.env.FAST_CHECK);

const keep = { unknown: "keep" };
const told = (text) =>
  maskProblems(text).map(({ kind, start, suggestion }) => [
    kind,
    start,
    suggestion,
  ]);

test("a wrong mask is told of in one error: what, where, and what to write", () => {
  const text = '*,~LogedOut, callwait,"CallEntered"';
  throws(
    () => parseMask(text),
    (error) => {
      ok(error instanceof MaskError);
      strictEqual(error.text, text);
      deepStrictEqual(told(text), [
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

test("labels and ids are told from names", () => {
  deepStrictEqual(told("CallAnswered (Regular DNs),CALL_WAIT"), [
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

test("text that got past the types is refused as everywhere", () => {
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
  ]) {
    throws(wrong, UnknownValueError);
  }
});

test("rows that share a name on an object can't be told apart", () => {
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

const name = fc.constantFrom(...ACTION_NAMES.slice(0, 40), "Zzyzx", "Foo_1");
const item = fc.tuple(
  fc.constantFrom("", "~"),
  fc.oneof(name, fc.constant("*")),
);
const items = fc.array(
  item.map((it) => it.join("")),
  { minLength: 1, maxLength: 9 },
);
const masks = items.map((them) => parseMask(them.join(","), keep));
const places = fc.tuple(
  fc.uniqueArray(fc.constantFrom(...OBJECT_TYPES), { minLength: 1 }),
  fc.constantFrom(...MODES),
);
const universe = [...ACTION_NAMES, "Zzyzx", "Foo_1", "Elsewhere"];

test("a canonical text is its own mask's text", () => {
  fc.assert(
    fc.property(masks, (it) => {
      const again = parseMask(it.toString(), keep);
      ok(again.equals(it));
      strictEqual(again.toString(), it.toString());
      ok(again instanceof Mask && Object.isFrozen(again.listed));
    }),
  );
});

test("order does not matter", () => {
  fc.assert(
    fc.property(items, (them) => {
      const [one, other] = [them, them.toReversed()].map((it) =>
        parseMask(it.join(), keep),
      );
      ok(one.equals(other));
    }),
  );
});

test("a mask means what is included minus what is excluded", () => {
  fc.assert(
    fc.property(items, (them) => {
      const it = parseMask(them.join(" , "), keep);
      for (const word of universe) {
        const included = them.includes(word) || them.includes("*");
        const excluded = them.includes(`~${word}`) || them.includes("~*");
        strictEqual(it.has(word), included && !excluded, word);
      }
    }),
  );
});

test("masks are sets", () => {
  fc.assert(
    fc.property(masks, masks, (one, other) => {
      const [both, either, rest] = [
        one.intersection(other),
        one.union(other),
        one.difference(other),
      ];
      for (const word of universe) {
        strictEqual(either.has(word), one.has(word) || other.has(word));
        strictEqual(both.has(word), one.has(word) && other.has(word));
        strictEqual(rest.has(word), one.has(word) && !other.has(word));
      }
      ok(rest.union(both).equals(one));
    }),
  );
});

test("a mask selects the rows of its names", () => {
  fc.assert(
    fc.property(masks, places, (it, [types, mode]) => {
      const rows = select({ mode }).filter(
        (row) =>
          it.has(row.name) &&
          row.objectTypes.some((type) => types.includes(type)),
      );
      deepStrictEqual(it.actions(types, mode), rows);
      deepStrictEqual(it.names(types, mode), [
        ...new Set(rows.map((row) => row.name)),
      ]);
    }),
  );
  for (const type of OBJECT_TYPES) {
    deepStrictEqual(mask("*").actions(type), select({ objectType: type }));
  }
});

test("what a listed name can't do is what resolve does not find", () => {
  fc.assert(
    fc.property(masks, places, (it, [types, mode]) => {
      const found = it.check(types, mode);
      for (const word of it.listed.filter((one) => !it.unknown.includes(one))) {
        const idle = types.filter((type) => {
          const rows = resolve(word, type);
          return !rows.some(
            (row) => mode === "regular" || row.restrictedCluster,
          );
        });
        const told = found
          .filter((one) => one.name === word)
          .flatMap((one) => one.objectTypes);
        deepStrictEqual(new Set(told), new Set(idle));
      }
    }),
  );
});

test("the shortest mask selects the wanted rows, and is no longer than either form", () => {
  const wanted = fc.uniqueArray(fc.constantFrom(...ACTION_NAMES), {
    maxLength: 70,
  });
  fc.assert(
    fc.property(wanted, places, (names, [types, mode]) => {
      const here = mask("*").names(types, mode);
      const chosen = here.filter((it) => names.includes(it));
      const made = shortestMask(chosen, types, mode);
      deepStrictEqual(made.names(types, mode), chosen);
      const others = here.filter((it) => !chosen.includes(it));
      const texts = [
        chosen.join() || "~*",
        ["*", ...others.map((it) => `~${it}`)].join(),
      ];
      strictEqual(
        made.toString().length,
        Math.min(...texts.map((it) => it.length)),
      );
      const rows = chosen
        .flatMap(named)
        .filter((row) => made.actions(types, mode).includes(row));
      ok(shortestMask(rows, types, mode).equals(made));
    }),
  );
});

test("no text is too odd to be told of, and nothing of it is dropped", () => {
  const odd = fc.constantFrom(
    ..."~*, \t\"'“”;|",
    "，",
    "📞",
    "\0",
    "\ud800",
    "é",
    "CallWait",
    "Zz",
    "callwait",
  );
  const texts = fc.array(odd, { maxLength: 12 }).map((it) => it.join(""));
  fc.assert(
    fc.property(texts, (text) => {
      const problems = maskProblems(text, keep);
      const characters = Array.from(text);
      for (const { start, length } of problems) {
        ok(start >= 0 && length >= 0 && start + length <= characters.length);
      }
      if (!problems.some(({ severity }) => severity === "error")) {
        const it = parseMask(text, keep);
        for (const piece of text.split(",").map((one) => one.trim())) {
          const word = piece.replace(/^~/, "");
          ok(
            word === "*" ||
              it.listed.includes(word) ||
              problems.length > 0 ||
              it.has(word),
            text,
          );
        }
      }
    }),
  );
});

test("whoever follows the suggestions comes to an end", () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.constantFrom(
          "CallWiat",
          "callwait",
          "CALL_WAIT",
          '"CallWait"',
          "CallWait CallEntered",
          "~LoggedOut",
          "*~CallWait",
          "CallWait;~CallEntered",
        ),
        { minLength: 1, maxLength: 4 },
      ),
      (them) => {
        let text = them.join(",");
        for (let round = 0; ; round += 1) {
          const problem = maskProblems(text).find(
            ({ suggestion }) => suggestion !== undefined,
          );
          if (problem === undefined) {
            break;
          }
          ok(round < 30, text);
          const characters = Array.from(text);
          characters.splice(problem.start, problem.length, problem.suggestion);
          text = characters.join("");
        }
        parseMask(text);
      },
    ),
  );
});
