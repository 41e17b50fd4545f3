// Asks the installed package every question of conformance.json, in node and in a browser alike.

import * as bindings from "statserver-actions";

const { parseMask, maskProblems, Mask } = bindings;

const camel = (key) => key.replace(/_./g, (it) => it[1].toUpperCase());
const kept = (text) => parseMask(text, { unknown: "keep" });
const at = ({ object_types, mode }) => [object_types, mode];

/** The answers that differ from those of the corpus: there should be none. */
export function differences({ attributes, names, rows, messages, questions }) {
  const row = (id) => rows.indexOf(id);

  // Writes an answer as the corpus does: rows and messages by their places.
  function plain(it) {
    if (it instanceof Mask) return it.toString();
    if (Array.isArray(it)) return it.map(plain);
    if (it?.known === false) return it.id;
    if (it?.objectClass !== undefined) return row(it.id);
    if (it?.message === undefined) return it ?? null;
    const fields = attributes["kind" in it ? "problem" : "finding"];
    const facts = { ...it, message: messages.indexOf(it.message) };
    return fields.map((field) => plain(facts[camel(field)]));
  }

  const answers = {
    action({ id }) {
      const it = { ...bindings.Action[id] };
      it.isDurable = bindings.isDurable(it);
      it.isInstantaneous = bindings.isInstantaneous(it);
      it.inferred = it.inferred.map(({ field, reason }) => [field, reason]);
      return attributes.action.map((attribute) => it[camel(attribute)]);
    },
    parse: ({ text }) => bindings.parseAction(text),
    select: (ask) =>
      bindings.select(
        Object.fromEntries(
          Object.entries(ask).map(([key, it]) => [camel(key), it]),
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
      const it = kept(mask);
      const chosen = it.names(...at(where)).map((name) => names.indexOf(name));
      return [
        chosen,
        it.actions(...at(where)),
        it.isMixed(...at(where)),
        it.check(...at(where)),
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
      const wanted = [
        ...ask.names.map((it) => names[it]),
        ...ask.rows.map((it) => rows[it]),
      ];
      return bindings.shortestMask(wanted, ...at(ask));
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
