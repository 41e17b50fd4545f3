// Asks the installed package the questions of a corpus, in node and in a browser alike.

import * as bindings from "statserver-actions";

const { parseMask, maskProblems, Mask } = bindings;

const ATTRIBUTES = {
  problem: ["kind", "severity", "start", "length", "message", "suggestion"],
  finding: ["name", "reason", "object_types", "actions", "message"],
};

const camel = (key) => key.replace(/_./g, (it) => it[1].toUpperCase());
const kept = (text) => parseMask(text, { unknown: "keep" });
const at = ({ object_types, mode }) => [object_types, mode];
const isObject = (value) => Object(value) === value;

const answers = {
  action({ id }) {
    const action = bindings.Action[id];
    return {
      name: action.name,
      scope: action.scope,
      label: action.label,
      object_class: action.objectClass,
      object_types: action.objectTypes,
      timing: action.timing,
      is_durable: bindings.isDurable(action),
      is_instantaneous: bindings.isInstantaneous(action),
      interaction_related: action.interactionRelated,
      restricted_cluster: action.restrictedCluster,
      inferred: action.inferred.map(({ field, reason }) => ({ field, reason })),
    };
  },
  parse: ({ text }) => bindings.parseAction(text),
  select: (ask) =>
    bindings.select(
      Object.fromEntries(
        Object.entries(ask).map(([key, value]) => [camel(key), value]),
      ),
    ),
  named: ({ name }) => bindings.named(name),
  resolve: ({ name, object_type, mode }) =>
    bindings.resolve(name, object_type, mode),
  status({ number }) {
    const { name, evidence, ranks, unranked } = bindings.statusOfNumber(number);
    return { name, evidence, ranks, unranked };
  },
  mask({ text, ...options }) {
    const read = Array.isArray(text)
      ? text.map(([part, count]) => part.repeat(count)).join("")
      : text;
    const problems = maskProblems(read, options);
    if (problems.some(({ severity }) => severity === "error")) {
      return { problems, mask: null, unknown: null };
    }
    const mask = parseMask(read, options);
    return { problems, mask, unknown: mask.unknown };
  },
  of: ({ names }) => bindings.maskOf(names),
  membership: ({ mask, name }) => kept(mask).has(name),
  statuses: ({ mask, object_type, mode }) =>
    kept(mask)
      .statuses(object_type, mode)
      .map(({ name }) => name),
  selection({ mask, ...where }) {
    const parsed = kept(mask);
    return {
      names: parsed.names(...at(where)),
      actions: parsed.actions(...at(where)),
      is_mixed: parsed.isMixed(...at(where)),
      findings: parsed.check(...at(where)),
    };
  },
  algebra({ left, right }) {
    const [one, other] = [kept(left), kept(right)];
    return {
      union: one.union(other),
      intersection: one.intersection(other),
      difference: one.difference(other),
      equal: one.equals(other),
    };
  },
  comparison({ left, right, ...where }) {
    const difference = kept(left).compare(kept(right), ...at(where));
    return {
      only_left: difference.onlyThis,
      only_right: difference.onlyOther,
    };
  },
  shortest: ({ names, rows, ...where }) =>
    bindings.shortestMask([...names, ...rows], ...at(where)),
  error_message({ text }) {
    try {
      return parseMask(text);
    } catch (error) {
      if (error instanceof bindings.MaskError) return error.message;
      throw error;
    }
  },
  shortened_value({ name }) {
    try {
      return bindings.named(name);
    } catch ({ message }) {
      return name.length <= 100 || !message.includes(name.slice(0, 101));
    }
  },
};

/** Returns a result as the corpus has it. */
function plain(value, longest) {
  if (value instanceof Mask) return value.toString();
  if (value?.known === false || value?.objectClass !== undefined) {
    return value.id;
  }
  if (Array.isArray(value)) {
    const last = value.length - 1;
    if (last < longest) return value.map((item) => plain(item, longest));
    const elements = Array.from(
      { length: longest },
      (_, place) => value[Math.floor((place * last) / (longest - 1))],
    );
    return { length: value.length, elements: plain(elements, longest) };
  }
  if (!isObject(value)) return value ?? null;
  return Object.fromEntries(
    attributes(value).map(([key, item]) => [key, plain(item, longest)]),
  );
}

/** Returns the attributes of a problem or a finding, or the properties of another object. */
function attributes(value) {
  let keys;
  if ("severity" in value) keys = ATTRIBUTES.problem;
  else if ("reason" in value && "actions" in value) keys = ATTRIBUTES.finding;
  else return Object.entries(value);
  return keys.map((key) => [key, value[camel(key)]]);
}

/** Returns a result without these keys, wherever they are, and with its keys sorted. */
function without(value, keys) {
  if (Array.isArray(value)) return value.map((item) => without(item, keys));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.keys(value)
      .filter((key) => !keys.includes(key))
      .sort()
      .map((key) => [key, without(value[key], keys)]),
  );
}

/** Returns the answer or the error of the package to a question. */
function result(kind, ask) {
  try {
    return { answer: answers[kind](ask) };
  } catch (error) {
    if (error instanceof bindings.UnknownValueError) {
      const { suggestion, message } = error;
      return { error: { type: "unknown-value", suggestion, message } };
    }
    if (error instanceof bindings.InexpressibleMaskError) {
      const { findings, message } = error;
      return { error: { type: "inexpressible-mask", findings, message } };
    }
    throw error;
  }
}

/** Returns a result without the message of its error if the corpus does not have it. */
function comparable(given, expected) {
  if (!("error" in given) || "message" in (expected.error ?? {})) return given;
  const { message, ...error } = given.error;
  return { error };
}

/** The questions up to a level, by default the last one, whose result is another one. */
export function differences(corpus, level = corpus.levels.at(-1).name) {
  const reached = corpus.levels.findIndex(({ name }) => name === level) + 1;
  if (reached === 0) throw new Error(`unknown level ${level}`);
  const ignored = corpus.levels.slice(reached).flatMap(({ keys }) => keys);
  const text = (value) => JSON.stringify(without(value, ignored));
  return corpus.levels
    .slice(0, reached)
    .flatMap(({ kinds }) => kinds)
    .flatMap((kind) =>
      (corpus.questions[kind] ?? [])
        .map(({ ask, ...expected }) => ({
          kind,
          ask,
          expected,
          given: comparable(
            plain(result(kind, ask), corpus.longest_list),
            expected,
          ),
        }))
        .filter(({ expected, given }) => text(expected) !== text(given)),
    );
}
