// Part of the statserver-actions binding; edit templates/typescript/src.

import type { TextItem } from "./mask-items.js";
import type { ProblemReport } from "./mask-report.js";
import type { NameProblem } from "./name-problems.js";
import { size } from "./text-range.js";

/** The term of an item, and its problem. */
export interface Term {
  readonly item: TextItem;
  /** Whether it is a name, perhaps an unknown one, or `*`. */
  readonly isAccepted: boolean;
  readonly problem: NameProblem | undefined;
}

/**
 * Reports the problems of names. A name that ended, or has a new name, is replaced
 * everywhere or nowhere, and never by a name that another item means.
 *
 * @param keep - Whether unknown names are warnings.
 */
export function reportNames(
  terms: readonly Term[],
  keep: boolean,
  report: ProblemReport,
): void {
  const isWhole = terms.every(({ isAccepted }) => isAccepted);
  const counts = countsOf(terms);
  const isShared = (name: string) => (counts.get(name) ?? 0) > 1;
  for (const { isAccepted, item, problem } of terms) {
    if (problem === undefined) {
      continue;
    }
    const { kind, knownAs, message, replaces, suggestion = "" } = problem;
    const isWithheld =
      (replaces !== undefined &&
        (isShared(item.name) || isShared(suggestion))) ||
      (replaces === "ended" && !isWhole);
    const isKept = keep && isAccepted && knownAs !== "everyday_word";
    report.add(
      kind,
      item.start + item.sign.length,
      size(item.term),
      message,
      isWithheld ? undefined : problem.suggestion,
      isKept ? "warning" : undefined,
    );
  }
}

/** The number of items that mean a name, or may mean it by their suggestion. */
function countsOf(terms: readonly Term[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { isAccepted, item, problem } of terms) {
    const names = isAccepted ? [item.name, problem?.suggestion ?? ""] : [];
    for (const name of new Set(names)) {
      counts.set(name, (counts.get(name) ?? 0) + 1);
    }
  }
  return counts;
}
