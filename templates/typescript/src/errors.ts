// Part of the statserver-actions binding; edit templates/typescript/src.

import { shown, type MaskFinding, type MaskProblem } from "./mask-problems.js";

/** Base of all errors of this package: whoever catches it catches them all. */
export class StatServerActionsError extends Error {
  /** The name of its class. */
  override readonly name: string = "StatServerActionsError";
}

/**
 * A value is none of those that it could be. Types keep such values out; this
 * is for text from elsewhere that was cast, and for plain JavaScript.
 */
export class UnknownValueError extends StatServerActionsError {
  override readonly name = "UnknownValueError";
  /** What was given. */
  readonly value: unknown;
  /** What was probably meant; undefined where nothing comes close. */
  readonly suggestion: string | undefined;

  constructor(message: string, value: unknown, suggestion?: string) {
    super(message);
    this.value = value;
    this.suggestion = suggestion;
  }
}

/** A text is no mask. Its message tells all that is wrong with it. */
export class MaskError extends StatServerActionsError {
  override readonly name = "MaskError";
  /** The text. */
  readonly text: string;
  /** All that is wrong with it, in its order: errors, and warnings too. */
  readonly problems: readonly MaskProblem[];

  constructor(text: string, problems: readonly MaskProblem[]) {
    super(lines("this is no mask", problems.map(described)));
    this.text = text;
    this.problems = problems;
  }
}

/** There is no mask that selects the wanted rows and no others. */
export class NoMaskError extends StatServerActionsError {
  override readonly name = "NoMaskError";
  /** Why not, in the order of the names. */
  readonly findings: readonly MaskFinding[];

  constructor(findings: readonly MaskFinding[]) {
    const told = findings.map(({ message }) => message);
    super(lines("no mask selects these rows and no others", told));
    this.findings = findings;
  }
}

function described(problem: MaskProblem): string {
  const { kind, message, start, suggestion } = problem;
  const told = `${kind} at ${start}: ${message}`;
  if (suggestion === undefined) {
    return told;
  }
  return suggestion === ""
    ? `${told}; take it away`
    : `${told}; write ${shown(suggestion)} instead`;
}

function lines(summary: string, told: readonly string[]): string {
  return told.length === 1
    ? `${summary}: ${told[0]}`
    : [`${summary}:`, ...told].join("\n  ");
}
