// Part of the statserver-actions binding; edit templates/typescript/src.

import { StatServerActionsError, UnknownValueError } from "./errors.js";
import { freezeClass } from "./frozen.js";
import * as messages from "./mask-messages.js";
import type { MaskFinding, MaskProblem } from "./mask-problems.js";
import { own } from "./own.js";
import { quoted } from "./quoted-text.js";
import { shown } from "./shown-value.js";

/** A text is not a valid mask. The message lists its problems. */
export class MaskError extends StatServerActionsError {
  override readonly name = "MaskError";
  /** The text. */
  readonly text: string;
  /** Its problems in order of position, errors and warnings. */
  readonly problems: readonly MaskProblem[];

  constructor(text: string, problems: readonly MaskProblem[]) {
    super(lines(messages.invalidMask(), problems.map(described)));
    this.text = text;
    this.problems = problems;
  }

  /** The text and its problems too. */
  override toJSON(): Readonly<Record<string, unknown>> {
    const { problems, text } = this;
    return { ...super.toJSON(), text, problems };
  }

  static {
    freezeClass(this);
  }
}

/** No mask selects the given rows and no others. */
export class InexpressibleMaskError extends StatServerActionsError {
  override readonly name = "InexpressibleMaskError";
  /** The reasons, in table order of the names. */
  readonly findings: readonly MaskFinding[];

  constructor(findings: readonly MaskFinding[]) {
    const reasons = findings.map(({ message }) => message);
    super(lines(messages.inexpressible(), reasons));
    this.findings = findings;
  }

  /** The findings too. */
  override toJSON(): Readonly<Record<string, unknown>> {
    return { ...super.toJSON(), findings: this.findings };
  }

  static {
    freezeClass(this);
  }
}

/**
 * A problem in one line: kind, start, message and suggestion, as the message of a
 * `MaskError` has it.
 *
 * @throws {@link UnknownValueError} for a value that is not a problem.
 *
 * @example
 * ```ts
 * maskProblems(text).map(describeProblem).join("\n");
 * ```
 */
export function describeProblem(problem: MaskProblem): string {
  const copy = own(Object(problem) as MaskProblem);
  const { kind, message, start, suggestion } = copy;
  const isProblem =
    typeof kind === "string" &&
    typeof message === "string" &&
    typeof start === "number" &&
    ["string", "undefined"].includes(typeof suggestion);
  if (!isProblem) {
    const text = `expected a problem of a mask, not ${shown(problem)}`;
    throw new UnknownValueError(text, problem);
  }
  return described(copy);
}

function described({ kind, message, start, suggestion }: MaskProblem): string {
  if (suggestion === undefined) {
    return messages.described(kind, `${start}`, message);
  }
  return suggestion === ""
    ? messages.describedRemoval(kind, `${start}`, message)
    : messages.describedReplacement(
        kind,
        `${start}`,
        message,
        quoted(suggestion),
      );
}

function lines(summary: string, entries: readonly string[]): string {
  return entries.length === 1
    ? `${summary}: ${entries[0]}`
    : [`${summary}:`, ...entries].join("\n  ");
}
