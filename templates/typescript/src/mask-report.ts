// Part of the statserver-actions binding; edit templates/typescript/src.

import type { MaskProblem } from "./mask-problems.js";
import {
  SEVERITIES,
  type MaskProblemKind,
  type MaskSeverity,
} from "./mask-vocabulary.js";

/** The problems of one text. */
export class ProblemReport {
  readonly #problems: MaskProblem[] = [];

  /** Adds a problem; the range is in code points. */
  add(
    kind: MaskProblemKind,
    start: number,
    length: number,
    message: string,
    suggestion?: string,
    severity: MaskSeverity = SEVERITIES[kind],
  ): void {
    this.#problems.push({ kind, severity, start, length, message, suggestion });
  }

  /**
   * The problems by start, then length, then kind. Characters after the opening of
   * a group have no suggestion: what a group excludes must stay excluded.
   */
  sorted(opening: number): readonly MaskProblem[] {
    const problems = this.#problems.map((problem) =>
      problem.kind === "bad-character" && problem.start > opening
        ? { ...problem, suggestion: undefined }
        : problem,
    );
    return problems.sort(
      (one, other) =>
        one.start - other.start ||
        one.length - other.length ||
        (one.kind < other.kind ? -1 : 1),
    );
  }
}
