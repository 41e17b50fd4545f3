// Part of the statserver-actions binding; edit templates/typescript/src.

import { StatServerActionsError } from "./errors.js";
import { freezeClass } from "./frozen.js";
import { quoted, type MaskFinding, type MaskProblem } from "./mask-problems.js";

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

  static {
    freezeClass(this);
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

  static {
    freezeClass(this);
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
