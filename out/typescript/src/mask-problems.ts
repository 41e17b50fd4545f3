// Part of the statserver-actions binding; edit templates/typescript/src.

import type { Action } from "./action.js";
import type { ObjectType } from "./vocabulary.js";

/** What can be wrong with the text of a mask. */
export type MaskProblemKind =
  /** Quotes, and other characters that can't stand in a name. */
  | "bad-character"
  /** Something that is both included and excluded. */
  | "contradiction"
  /** The same item for a second time. */
  | "duplicate"
  /** Nothing between commas, at an end, behind a tilde, or in the whole text. */
  | "empty-item"
  /** Only exclusions: nothing is included that they could take from. */
  | "exclude-from-nothing"
  /** A name that is not in this catalog, or a label or an id in its place. */
  | "unknown-name"
  /** A name in other letters. */
  | "wrong-case";

/**
 * Something wrong with a stretch of the text of a mask. Start and length count
 * code points: `Array.from(text).slice(start, start + length).join("")`.
 */
export interface MaskProblem {
  /** What is wrong. */
  readonly kind: MaskProblemKind;
  /** An error keeps the text from being parsed, a warning does not. */
  readonly severity: "error" | "warning";
  /** Where the stretch starts, in code points. */
  readonly start: number;
  /** How many code points it has; it may be none. */
  readonly length: number;
  /** What is wrong, in words. */
  readonly message: string;
  /** What to write in its place, which may be nothing: an empty text. */
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
  /** Other rows there have the name too, and would be selected with it. */
  | "shared-name";

/** What a name of a mask can't do on the objects in question. */
export interface MaskFinding {
  /** The name. */
  readonly name: string;
  /** Why not. */
  readonly reason: MaskReason;
  /** The object types for which that holds. */
  readonly objectTypes: readonly ObjectType[];
  /** With `shared-name`, the rows that would be selected too. */
  readonly actions: readonly Action[];
  /** The same in words. */
  readonly message: string;
}

/** The rows in which two masks differ on the objects in question. */
export interface MaskComparison {
  /** Rows that only the mask selects which was asked. */
  readonly onlyThis: readonly Action[];
  /** Rows that only the other one selects. */
  readonly onlyOther: readonly Action[];
}

/** The beginning of a text in double quotes, in printable ASCII only. */
export function shown(text: string): string {
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
