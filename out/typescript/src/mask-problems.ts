// Part of the statserver-actions binding; edit templates/typescript/src.

import type { Action } from "./action.js";
import type { ObjectType } from "./vocabulary.js";

/** A kind of problem of the text of a mask. */
export type MaskProblemKind =
  /** Quotes, and other characters that are not allowed in a name. */
  | "bad-character"
  /** A name that is both included and excluded. */
  | "contradiction"
  /** A repeated item. */
  | "duplicate"
  /** Nothing between commas, at an end, after a tilde, or in the whole text. */
  | "empty-item"
  /** Only exclusions, without anything included. */
  | "exclude-from-nothing"
  /** A name that is not in this catalog, or a label or an id instead. */
  | "unknown-name"
  /** A name in the wrong case. */
  | "wrong-case";

/**
 * A problem in a range of the text of a mask. Start and length count code
 * points: `Array.from(text).slice(start, start + length).join("")`.
 */
export interface MaskProblem {
  /** The kind of problem. */
  readonly kind: MaskProblemKind;
  /** A text with an error cannot be parsed; one with warnings can. */
  readonly severity: "error" | "warning";
  /** The start of the range in code points. */
  readonly start: number;
  /** The length of the range in code points, possibly 0. */
  readonly length: number;
  /** The problem as a sentence. */
  readonly message: string;
  /** The text to write instead; empty to remove the range. */
  readonly suggestion: string | undefined;
}

/** Why a name selects nothing, or too much. */
export type MaskReason =
  /** It is not in this catalog. */
  | "unknown-name"
  /** No row of the name can occur on these objects. */
  | "not-on-objects"
  /** Rows of the name can occur there, but none works in this mode. */
  | "not-in-mode"
  /** Other rows there share the name and would be selected too. */
  | "shared-name";

/** What a name of a mask cannot do on the given objects. */
export interface MaskFinding {
  /** The name. */
  readonly name: string;
  /** The reason. */
  readonly reason: MaskReason;
  /** The object types for which it holds. */
  readonly objectTypes: readonly ObjectType[];
  /** With `shared-name`, the rows that would be selected too. */
  readonly actions: readonly Action[];
  /** The finding as a sentence. */
  readonly message: string;
}

/** The rows in which two masks differ on the given objects. */
export interface MaskComparison {
  /** Rows that only this mask selects. */
  readonly onlyThis: readonly Action[];
  /** Rows that only the other mask selects. */
  readonly onlyOther: readonly Action[];
}

/** The start of a text in double quotes, in printable ASCII only. */
export function quoted(text: string): string {
  let written = "";
  let count = 0;
  for (const character of text) {
    if (count === 40) {
      return `"${written}..."`;
    }
    written += printable(character);
    count += 1;
  }
  return `"${written}"`;
}

function printable(character: string): string {
  if (character === '"' || character === "\\") {
    return `\\${character}`;
  }
  const code = character.codePointAt(0) ?? 0;
  return code >= 0x20 && code <= 0x7e ? character : `\\u{${code.toString(16)}}`;
}
