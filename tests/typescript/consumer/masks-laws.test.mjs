// Masks of the installed package: the laws that hold for all of them.

import { deepStrictEqual, ok, strictEqual, throws } from "node:assert/strict";
import { test } from "node:test";

import {
  ACTION_NAMES,
  MODES,
  Mask,
  MaskError,
  OBJECT_TYPES,
  mask,
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

const odd = fc.constantFrom(
  ..."~*, \t\"'“”;|é📞\0\ud800",
  ...["，", "\u202e", "CallWait", "LoggedOut", "Zz", "callwait", "CALL_WAIT"],
);
const tame = fc.constantFrom(...",~* ", "CallWait", "CallWait", "Zz", ",~Zz,");
const texts = fc
  .oneof(fc.array(odd, { maxLength: 12 }), fc.array(tame, { maxLength: 9 }))
  .map((parts) => parts.join(""));

/** What stands between commas: where that is, in code points, and its text. */
function pieces(text) {
  let end = -1;
  return text.split(",").map((piece) => {
    const start = end + 1;
    end = start + Array.from(piece).length;
    return { start, end, item: piece.replace(/^[ \t]+|[ \t]+$/g, "") };
  });
}

test("no text is too odd to be told of, and nothing of it is dropped", () => {
  let parsed = 0;
  fc.assert(
    fc.property(texts, (text) => {
      const problems = maskProblems(text, keep);
      const count = Array.from(text).length;
      for (const { start, length } of problems) {
        ok(start >= 0 && length >= 0 && start + length <= count);
      }
      const found = pieces(text);
      for (const { start, end, item } of found) {
        const word = item.replace(/^~/, "");
        const isTold = problems.some(
          (it) => it.start <= end && start <= it.start + it.length,
        );
        ok(isTold || word === "*" || universe.includes(word), text);
      }
      if (problems.some(({ severity }) => severity === "error")) {
        throws(() => parseMask(text, keep), MaskError);
        return;
      }
      parsed += 1;
      const read = parseMask(text, keep);
      const said = new Set(found.map(({ item }) => item));
      for (const word of [...universe, "Zz", "ZzZz"]) {
        const isIncluded = said.has(word) || said.has("*");
        const isExcluded = said.has(`~${word}`) || said.has("~*");
        strictEqual(read.has(word), isIncluded && !isExcluded, text);
      }
    }),
    { numRuns: 500 },
  );
  ok(parsed > 20, `only ${parsed} of the texts were masks`);
});

test("whoever follows the suggestions comes to an end", () => {
  fc.assert(
    fc.property(texts, (text) => {
      let written = text;
      for (let left = 2 * text.length + 10; ; left -= 1) {
        const problem = maskProblems(written).find(
          ({ suggestion }) => suggestion !== undefined,
        );
        if (problem === undefined) {
          break;
        }
        ok(left > 0, JSON.stringify([text, written]));
        const characters = Array.from(written);
        characters.splice(problem.start, problem.length, problem.suggestion);
        written = characters.join("");
      }
    }),
    { numRuns: 500 },
  );
});

test("whoever follows the suggestions of likely mistakes has a mask", () => {
  const likely = fc.constantFrom(
    ...["CallWiat", "callwait", "CALL_WAIT", '"CallWait"', "*~CallWait"],
    ...["CallWait CallEntered", "~LoggedOut", "CallWait;~CallEntered"],
  );
  fc.assert(
    fc.property(fc.array(likely, { minLength: 1, maxLength: 4 }), (them) => {
      let text = them.join(",");
      const next = () =>
        maskProblems(text).find(({ suggestion }) => suggestion !== undefined);
      for (let it = next(); it !== undefined; it = next()) {
        const characters = Array.from(text);
        characters.splice(it.start, it.length, it.suggestion);
        text = characters.join("");
      }
      ok(parseMask(text) instanceof Mask);
    }),
  );
});
