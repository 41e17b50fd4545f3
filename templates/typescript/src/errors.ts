// Part of the statserver-actions binding; edit templates/typescript/src.

import { quoted, type MaskFinding, type MaskProblem } from "./mask-problems.js";

/** The base of all errors of this package. */
export class StatServerActionsError extends Error {
  /** The name of the class. */
  override readonly name: string = "StatServerActionsError";
}

/**
 * A value is not one of the valid values. Types reject such values; this error
 * is for text that was cast, and for plain JavaScript.
 */
export class UnknownValueError extends StatServerActionsError {
  override readonly name = "UnknownValueError";
  /** The rejected value. */
  readonly value: unknown;
  /** The closest valid text, or undefined if none is close. */
  readonly suggestion: string | undefined;

  constructor(message: string, value: unknown, suggestion?: string) {
    super(message);
    this.value = value;
    this.suggestion = suggestion;
  }
}

/** A text is not a valid mask. The message lists its problems. */
export class MaskError extends StatServerActionsError {
  override readonly name = "MaskError";
  /** The text. */
  readonly text: string;
  /** Its problems in order of position, errors and warnings. */
  readonly problems: readonly MaskProblem[];

  constructor(text: string, problems: readonly MaskProblem[]) {
    super(lines("this is no mask", problems.map(described)));
    this.text = text;
    this.problems = problems;
  }
}

/** No mask selects the given rows and no others. */
export class NoMaskError extends StatServerActionsError {
  override readonly name = "NoMaskError";
  /** The reasons, in table order of the names. */
  readonly findings: readonly MaskFinding[];

  constructor(findings: readonly MaskFinding[]) {
    const messages = findings.map(({ message }) => message);
    super(lines("no mask selects these rows and no others", messages));
    this.findings = findings;
  }
}

function described(problem: MaskProblem): string {
  const { kind, message, start, suggestion } = problem;
  const text = `${kind} at ${start}: ${message}`;
  if (suggestion === undefined) {
    return text;
  }
  return suggestion === ""
    ? `${text}; take it away`
    : `${text}; write ${quoted(suggestion)} instead`;
}

function lines(summary: string, entries: readonly string[]): string {
  return entries.length === 1
    ? `${summary}: ${entries[0]}`
    : [`${summary}:`, ...entries].join("\n  ");
}
