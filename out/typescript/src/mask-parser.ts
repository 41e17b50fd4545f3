// Part of the statserver-actions binding; edit templates/typescript/src.

import { openingOfGroup } from "./mask-groups.js";
import { itemsOf, type TextItem } from "./mask-items.js";
import * as messages from "./mask-messages.js";
import type { MaskProblem } from "./mask-problems.js";
import { reportRepetitions, termsOf, type Terms } from "./mask-repetitions.js";
import { ProblemReport } from "./mask-report.js";
import { reportCharacters } from "./mask-runs.js";
import { MAX_COMPARED } from "./mask-vocabulary.js";
import { reportNames, type Term } from "./mask-terms.js";
import { currentName } from "./name-index.js";
import {
  labelProblem,
  otherProblem,
  recognizedProblem,
  validNameProblem,
} from "./name-problems.js";
import { quoted } from "./quoted-text.js";

/** The terms and problems of a text. */
export interface ParsedText extends Terms {
  /** The problems in order of position. */
  readonly problems: readonly MaskProblem[];
}

/**
 * Parses the text of a mask as docs/masks.md specifies. With `keep`, unknown names
 * are warnings.
 */
export function parseText(text: string, keep: boolean): ParsedText {
  const report = new ProblemReport();
  const items = [...itemsOf(text, report)];
  const reader = new TermReader(report);
  const terms = items.map((item) => reader.read(item));
  const accepted = terms
    .filter(({ isAccepted }) => isAccepted)
    .map(({ item }) => item);
  const isWhole = accepted.length === items.length;
  reportNames(terms, keep, report);
  reportRepetitions(accepted, isWhole, report);
  reportOnlyExclusions(items, report);
  return {
    ...termsOf(accepted),
    problems: report.sorted(openingOfGroup(text)),
  };
}

/** Reads the term of each item by itself. */
class TermReader {
  readonly #report: ProblemReport;
  #compared = 0;

  constructor(report: ProblemReport) {
    this.#report = report;
  }

  /** The term of an item. Reports its sign, and characters that names do not have. */
  read(item: TextItem): Term {
    const { sign, start, term } = item;
    if (sign !== "" && sign !== "~") {
      const message = messages.wrongSign(quoted(sign));
      this.#report.add("bad-character", start, 1, message, "~");
    }
    if (term === "" || term === "*") {
      return { item, isAccepted: term !== "", problem: undefined };
    }
    if (currentName(term) !== undefined) {
      return { item, isAccepted: true, problem: validNameProblem(term) };
    }
    const ofLabel = labelProblem(term);
    const hasOthers = /[^A-Za-z0-9_]/.test(term);
    if (ofLabel === undefined && hasOthers) {
      reportCharacters(item, this.#report);
      return { item, isAccepted: false, problem: undefined };
    }
    const problem =
      ofLabel ?? recognizedProblem(term) ?? this.#otherProblem(term);
    const isAccepted = problem.kind === "unknown-name" && !hasOthers;
    return { item, isAccepted, problem };
  }

  #otherProblem(term: string) {
    this.#compared += 1;
    return otherProblem(term, this.#compared <= MAX_COMPARED);
  }
}

/** Reports that every item is excluded; items with other signs count as included. */
function reportOnlyExclusions(
  items: readonly TextItem[],
  report: ProblemReport,
): void {
  const withTerm = items.filter(({ term }) => term !== "");
  const [first] = withTerm;
  if (first !== undefined && withTerm.every(({ sign }) => sign === "~")) {
    const hasStar = withTerm.some(({ term }) => term === "*");
    const suggestion = hasStar ? undefined : "*,~";
    const message = messages.onlyExclusions();
    report.add("exclude-from-nothing", first.start, 1, message, suggestion);
  }
}
