// Laws that hold for every mask of the installed package.

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

// Not part of a consumer's project: its path is in FAST_CHECK.
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
const masks = items.map((list) => parseMask(list.join(","), keep));
const places = fc.tuple(
  fc.uniqueArray(fc.constantFrom(...OBJECT_TYPES), { minLength: 1 }),
  fc.constantFrom(...MODES),
);
const universe = [...ACTION_NAMES, "Zzyzx", "Foo_1", "Elsewhere"];

/** Whether a name belongs to a mask; `has` rejects unknown names that it does not list. */
const contains = (set, name) =>
  ACTION_NAMES.includes(name) || set.listed.includes(name)
    ? set.has(name)
    : set.hasStar;

test("the text of a mask is parsed as that mask", () => {
  fc.assert(
    fc.property(masks, (written) => {
      const again = parseMask(written.toString(), keep);
      ok(again.equals(written));
      strictEqual(again.toString(), written.toString());
      ok(again instanceof Mask && Object.isFrozen(again.listed));
    }),
  );
});

test("the order of items does not matter", () => {
  fc.assert(
    fc.property(items, (list) => {
      const [one, other] = [list, list.toReversed()].map((it) =>
        parseMask(it.join(), keep),
      );
      ok(one.equals(other));
    }),
  );
});

test("a mask means included minus excluded names", () => {
  fc.assert(
    fc.property(items, (list) => {
      const parsed = parseMask(list.join(" , "), keep);
      for (const name of universe) {
        const included = list.includes(name) || list.includes("*");
        const excluded = list.includes(`~${name}`) || list.includes("~*");
        strictEqual(contains(parsed, name), included && !excluded, name);
      }
    }),
  );
});

test("masks combine as sets do", () => {
  fc.assert(
    fc.property(masks, masks, (one, other) => {
      const [both, either, rest] = [
        one.intersection(other),
        one.union(other),
        one.difference(other),
      ];
      for (const name of universe) {
        const [isInOne, isInOther] = [one, other].map((it) =>
          contains(it, name),
        );
        strictEqual(contains(either, name), isInOne || isInOther);
        strictEqual(contains(both, name), isInOne && isInOther);
        strictEqual(contains(rest, name), isInOne && !isInOther);
      }
      ok(rest.union(both).equals(one));
    }),
  );
});

test("a mask selects the rows of its names", () => {
  fc.assert(
    fc.property(masks, places, (chosen, [types, mode]) => {
      const rows = select({ mode, objectType: types }).filter((row) =>
        chosen.has(row.name),
      );
      deepStrictEqual(chosen.actions(types, mode), rows);
      deepStrictEqual(chosen.names(types, mode), [
        ...new Set(rows.map((row) => row.name)),
      ]);
    }),
  );
  for (const type of OBJECT_TYPES) {
    deepStrictEqual(mask("*").actions(type), select({ objectType: type }));
  }
});

test("findings are about the object types for which resolve returns no row", () => {
  fc.assert(
    fc.property(masks, places, (chosen, [types, mode]) => {
      const findings = chosen.check(types, mode);
      const { listed, unknown } = chosen;
      const typesOf = (isMeant) =>
        findings.filter(isMeant).flatMap(({ objectTypes }) => objectTypes);
      const unsupported = typesOf(
        ({ reason }) => reason === "mode-not-on-objects",
      );
      for (const name of listed.filter((it) => !unknown.includes(it))) {
        const idle = types.filter(
          (type) => resolve(name, type, mode).length === 0,
        );
        const absent = types.filter((type) => resolve(name, type).length === 0);
        const reported = typesOf((finding) => finding.name === name);
        deepStrictEqual(
          new Set(reported),
          new Set(
            idle.filter(
              (type) => absent.includes(type) || !unsupported.includes(type),
            ),
          ),
        );
      }
    }),
  );
});

test("the shortest mask selects the requested rows and is as short as the shorter form", () => {
  const requests = fc.uniqueArray(fc.constantFrom(...ACTION_NAMES), {
    maxLength: 70,
  });
  fc.assert(
    fc.property(requests, places, (names, [types, mode]) => {
      const here = mask("*").names(types, mode);
      const chosen = here.filter((it) => names.includes(it));
      const made = shortestMask(chosen, types, mode);
      deepStrictEqual(made.names(types, mode), chosen);
      const others = here.filter((it) => !chosen.includes(it));
      const texts = [
        chosen.join(),
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

/** The pieces between commas: their ranges in code points, and their items. */
function pieces(text) {
  let end = -1;
  return text.split(",").map((piece) => {
    const start = end + 1;
    end = start + Array.from(piece).length;
    return { start, end, item: piece.replace(/^[ \t]+|[ \t]+$/g, "") };
  });
}

test("every piece of a text is parsed or reported", () => {
  let parsed = 0;
  fc.assert(
    fc.property(texts, (text) => {
      const problems = maskProblems(text, keep);
      const count = Array.from(text).length;
      for (const { start, length } of problems) {
        ok(start >= 0 && length >= 0 && start + length <= count);
      }
      const parts = pieces(text);
      for (const { start, end, item } of parts) {
        const name = item.replace(/^~/, "");
        const isReported = problems.some(
          (it) => it.start <= end && start <= it.start + it.length,
        );
        ok(isReported || name === "*" || universe.includes(name), text);
      }
      if (problems.some(({ severity }) => severity === "error")) {
        throws(() => parseMask(text, keep), MaskError);
        return;
      }
      parsed += 1;
      const read = parseMask(text, keep);
      const given = new Set(parts.map(({ item }) => item));
      for (const name of [...universe, "Zz", "ZzZz"]) {
        const isIncluded = given.has(name) || given.has("*");
        const isExcluded = given.has(`~${name}`) || given.has("~*");
        strictEqual(contains(read, name), isIncluded && !isExcluded, text);
      }
    }),
    { numRuns: 500 },
  );
  ok(parsed > 20, `only ${parsed} of the texts were masks`);
});

test("applying suggestions terminates", () => {
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

test("applying the suggestions for common mistakes gives a mask", () => {
  const likely = fc.constantFrom(
    ...["CallWiat", "callwait", "CALL_WAIT", '"CallWait"', "*~CallWait"],
    ...["CallWait CallEntered", "~LoggedOut", "CallWait;~CallEntered"],
  );
  fc.assert(
    fc.property(fc.array(likely, { minLength: 1, maxLength: 4 }), (list) => {
      let text = list.join(",");
      const next = () =>
        maskProblems(text).find(({ suggestion }) => suggestion !== undefined);
      for (let problem = next(); problem !== undefined; problem = next()) {
        const characters = Array.from(text);
        characters.splice(problem.start, problem.length, problem.suggestion);
        text = characters.join("");
      }
      ok(parseMask(text) instanceof Mask);
    }),
  );
});
