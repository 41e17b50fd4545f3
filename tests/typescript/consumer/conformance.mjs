// Asks the installed package every question of conformance.json, in node and in a browser alike.

import * as bindings from "statserver-actions";

const { parseMask, maskProblems, Mask } = bindings;

const camel = (key) => key.replace(/_./g, (it) => it[1].toUpperCase());
const kept = (text) => parseMask(text, { unknown: "keep" });
const at = ({ object_types, mode }) => [object_types, mode];

/** The answers that differ from those of the corpus: there should be none. */
export function differences({ attributes, names, rows, messages, questions }) {
  const row = (id) => rows.indexOf(id);

  // Returns an answer as the corpus writes it: rows and messages by their indexes.
  function plain(value) {
    if (value instanceof Mask) return value.toString();
    if (Array.isArray(value)) return value.map(plain);
    if (value?.known === false) return value.id;
    if (value?.objectClass !== undefined) return row(value.id);
    if (value?.message === undefined) return value ?? null;
    const fields = attributes["kind" in value ? "problem" : "finding"];
    const facts = { ...value, message: messages.indexOf(value.message) };
    return fields.map((field) => plain(facts[camel(field)]));
  }

  const answers = {
    action({ id }) {
      const action = bindings.Action[id];
      const facts = {
        ...action,
        isDurable: bindings.isDurable(action),
        isInstantaneous: bindings.isInstantaneous(action),
        inferred: action.inferred.map(({ field, reason }) => [field, reason]),
      };
      return attributes.action.map((attribute) => facts[camel(attribute)]);
    },
    parse: ({ text }) => bindings.parseAction(text),
    select: (ask) =>
      bindings.select(
        Object.fromEntries(
          Object.entries(ask).map(([key, value]) => [camel(key), value]),
        ),
      ),
    named: ({ name }) => bindings.named(name),
    resolve: ({ name, object_type }) => bindings.resolve(name, object_type),
    mask({ text, unknown }) {
      const parts = Array.isArray(text) ? text : [[text, 1]];
      const read = parts.map(([part, count]) => part.repeat(count)).join("");
      const options = { unknown: unknown ?? "refuse" };
      const problems = maskProblems(read, options);
      if (problems.some(({ severity }) => severity === "error")) {
        return [problems, null, null];
      }
      const mask = parseMask(read, options);
      return [problems, mask, mask.unknown];
    },
    selection({ mask, ...where }) {
      const parsed = kept(mask);
      const selected = parsed.names(...at(where));
      return [
        selected.map((name) => names.indexOf(name)),
        parsed.actions(...at(where)),
        parsed.isMixed(...at(where)),
        parsed.check(...at(where)),
      ];
    },
    algebra({ left, right }) {
      const [one, other] = [kept(left), kept(right)];
      const sets = [
        one.union(other),
        one.intersection(other),
        one.difference(other),
      ];
      return [...sets, one.equals(other)];
    },
    comparison({ left, right, ...where }) {
      const { onlyThis, onlyOther } = kept(left).compare(
        kept(right),
        ...at(where),
      );
      return [onlyThis, onlyOther];
    },
    shortest(ask) {
      const chosen = [
        ...ask.names.map((it) => names[it]),
        ...ask.rows.map((it) => rows[it]),
      ];
      return bindings.shortestMask(chosen, ...at(ask));
    },
  };

  function answered(kind, ask) {
    try {
      return { answer: plain(answers[kind](ask)) };
    } catch (error) {
      if (error instanceof bindings.UnknownValueError) {
        return { error: { suggestion: error.suggestion ?? null } };
      }
      if (error instanceof bindings.NoMaskError) {
        return { error: { findings: plain(error.findings) } };
      }
      throw error;
    }
  }

  return Object.entries(questions).flatMap(([kind, asked]) =>
    asked
      .map(({ ask, ...expected }) => ({
        kind,
        ask,
        expected,
        given: answered(kind, ask),
      }))
      .filter(
        ({ expected, given }) =>
          JSON.stringify(expected) !== JSON.stringify(given),
      ),
  );
}
