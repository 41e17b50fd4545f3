// Part of the statserver-actions binding; edit templates/typescript/src.

import type { Action } from "./action.js";
import type {
  MaskProblemKind,
  MaskReason,
  MaskSeverity,
} from "./mask-vocabulary.js";
import type { ObjectType } from "./vocabulary.js";

/**
 * A problem in a range of the text of a mask. Start and length count code
 * points: `Array.from(text).slice(start, start + length).join("")`.
 */
export interface MaskProblem {
  /** The kind of problem. */
  readonly kind: MaskProblemKind;
  /** A text with an error cannot be parsed; one with warnings can. */
  readonly severity: MaskSeverity;
  /** The start of the range in code points. */
  readonly start: number;
  /** The length of the range in code points, possibly 0. */
  readonly length: number;
  /** The problem as a sentence. */
  readonly message: string;
  /** The text to write instead; empty to remove the range. */
  readonly suggestion: string | undefined;
}

/** What a mask cannot do on the given objects. */
export interface MaskFinding {
  /** The name, or undefined if the finding is about the objects. */
  readonly name: string | undefined;
  /** The reason. */
  readonly reason: MaskReason;
  /** The object types concerned, in the order of the vocabulary. */
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
