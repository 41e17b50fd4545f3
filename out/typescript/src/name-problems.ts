// Part of the statserver-actions binding; edit templates/typescript/src.

import { evidentName } from "./evident-name.js";
import {
  deprecatedName,
  earlierName,
  earlierNameMessage,
  earlierNamesInAnyCase,
  successor,
  type EarlierName,
} from "./earlier-names.js";
import {
  knownName,
  knownNameMessage,
  knownNameSuggestion,
  type KnownNameKind,
} from "./known-names.js";
import * as messages from "./mask-messages.js";
import {
  commonName,
  nameOfId,
  nameOfLabel,
  namesInAnyCase,
} from "./name-index.js";
import { quoted } from "./quoted-text.js";

/** The problem of a name, and what to write instead. */
export interface NameProblem {
  readonly kind:
    "unknown-name" | "wrong-case" | "deprecated-name" | "renamed-name";
  readonly message: string;
  readonly suggestion: string | undefined;
  /** The kind of the name outside the table, if the text is one. */
  readonly knownAs: KnownNameKind | undefined;
  /** Whether the message is about the name itself. */
  readonly isExplained: boolean;
  /** What the suggestion replaces: a former name, or one with other rows. */
  readonly replaces: "renamed" | "ended" | undefined;
}

/** The problem of a deprecated or a former name, which is valid nevertheless. */
export function validNameProblem(name: string): NameProblem | undefined {
  const former = earlierName(name);
  if (former !== undefined) {
    return {
      ...earlierNameProblem(former, name),
      kind: "renamed-name",
      replaces: "renamed",
    };
  }
  const deprecated = deprecatedName(name);
  return deprecated === undefined
    ? undefined
    : { ...earlierNameProblem(deprecated, name), kind: "deprecated-name" };
}

/** The problem of a text that is the label of a row with a scope. */
export function labelProblem(text: string): NameProblem | undefined {
  const name = nameOfLabel(text);
  return name === undefined
    ? undefined
    : unknownName(messages.label(quoted(text)), name);
}

/**
 * The problem of a text that is a split or removed name, an action name or an earlier
 * name in the wrong case, the id of a row, or a name outside the table in any case.
 */
export function recognizedProblem(text: string): NameProblem | undefined {
  const exact = earlierName(text);
  if (exact !== undefined) {
    return earlierNameProblem(exact, text);
  }
  if (namesInAnyCase(text).length > 0) {
    const message = messages.wrongCase(quoted(text));
    return { ...unknownName(message, commonName(text)), kind: "wrong-case" };
  }
  const [earlier] = earlierNamesInAnyCase(text);
  if (earlier !== undefined) {
    const suggestion = commonName(text);
    return { ...earlierNameProblem(earlier, text), suggestion };
  }
  const name = nameOfId(text);
  if (name !== undefined) {
    return unknownName(messages.id(quoted(text)), name);
  }
  const entry = knownName(text);
  if (entry !== undefined) {
    const message = knownNameMessage(entry, text);
    const suggestion = knownNameSuggestion(entry, text);
    const problem = unknownName(message, suggestion);
    return { ...problem, knownAs: entry.kind, isExplained: true };
  }
  return undefined;
}

/** The problem of any other text; a suggestion is looked up if asked for. */
export function otherProblem(text: string, isCompared: boolean): NameProblem {
  const suggestion = isCompared ? evidentName(text) : undefined;
  return unknownName(messages.unknownName(quoted(text)), suggestion);
}

/** The problem of a text, which is not an action name, outside masks. */
export function nameProblem(text: string): NameProblem {
  return (
    labelProblem(text) ?? recognizedProblem(text) ?? otherProblem(text, true)
  );
}

function earlierNameProblem(entry: EarlierName, text: string): NameProblem {
  const message = earlierNameMessage(entry, text);
  const replaces = entry.change.endsWith("_for") ? "ended" : undefined;
  const problem = unknownName(message, successor(entry));
  return { ...problem, isExplained: true, replaces };
}

function unknownName(
  message: string,
  suggestion: string | undefined,
): NameProblem {
  return {
    kind: "unknown-name",
    message,
    suggestion,
    knownAs: undefined,
    isExplained: false,
    replaces: undefined,
  };
}
