// Part of the statserver-actions binding; edit templates/typescript/src.

import { evidentName } from "./evident-name.js";
import {
  knownName,
  knownNameMessage,
  knownNameSuggestion,
  type KnownNameKind,
} from "./known-names.js";
import * as messages from "./mask-messages.js";
import { nameOfId, nameOfLabel, namesInAnyCase } from "./name-index.js";
import { quoted } from "./quoted-text.js";

/** Why a text is not an action name, and what to write instead. */
export interface NameProblem {
  readonly kind: "unknown-name" | "wrong-case";
  readonly message: string;
  readonly suggestion: string | undefined;
  /** The kind of the name outside the table, if the text is one. */
  readonly knownAs: KnownNameKind | undefined;
}

/** The problem of a text that is the label of a row with a scope. */
export function labelProblem(text: string): NameProblem | undefined {
  const name = nameOfLabel(text);
  return name === undefined
    ? undefined
    : unknownName(messages.label(quoted(text)), name);
}

/**
 * The problem of a text that is an action name in the wrong case, the id of a row
 * or a name outside the table.
 */
export function recognizedProblem(text: string): NameProblem | undefined {
  const names = namesInAnyCase(text);
  if (names.length > 0) {
    const message = messages.wrongCase(quoted(text));
    const suggestion = names.length === 1 ? names[0] : undefined;
    return { ...unknownName(message, suggestion), kind: "wrong-case" };
  }
  const name = nameOfId(text);
  if (name !== undefined) {
    return unknownName(messages.id(quoted(text)), name);
  }
  const entry = knownName(text);
  if (entry !== undefined) {
    const message = knownNameMessage(entry, text);
    const suggestion = knownNameSuggestion(entry, text);
    return { ...unknownName(message, suggestion), knownAs: entry.kind };
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

function unknownName(
  message: string,
  suggestion: string | undefined,
): NameProblem {
  return { kind: "unknown-name", message, suggestion, knownAs: undefined };
}
