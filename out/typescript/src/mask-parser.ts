// Part of the statserver-actions binding; edit templates/typescript/src.

import { openingOfGroup } from "./mask-groups.js";
import { itemsOf, type TextItem } from "./mask-items.js";
import * as messages from "./mask-messages.js";
import type { MaskProblem } from "./mask-problems.js";
import { reportRepetitions, termsOf, type Terms } from "./mask-repetitions.js";
import { ProblemReport } from "./mask-report.js";
import { reportCharacters } from "./mask-runs.js";
import { MAX_COMPARED } from "./mask-vocabulary.js";
import { isName } from "./name-index.js";
import {
  labelProblem,
  otherProblem,
  recognizedProblem,
} from "./name-problems.js";
import { quoted } from "./quoted-text.js";
import { size } from "./text-range.js";

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
  const terms = new TermReader(report, keep);
  const accepted = items.filter((item) => terms.accepts(item));
  reportRepetitions(accepted, accepted.length === items.length, report);
  reportOnlyExclusions(items, report);
  return {
    ...termsOf(accepted),
    problems: report.sorted(openingOfGroup(text)),
  };
}

/** Reports the problems of each item by itself. */
class TermReader {
  readonly #report: ProblemReport;
  readonly #keep: boolean;
  #compared = 0;

  constructor(report: ProblemReport, keep: boolean) {
    this.#report = report;
    this.#keep = keep;
  }

  /** Whether the item is a name, perhaps an unknown one, or `*`. */
  accepts(item: TextItem): boolean {
    const { sign, start, term } = item;
    if (sign !== "" && sign !== "~") {
      const message = messages.wrongSign(quoted(sign));
      this.#report.add("bad-character", start, 1, message, "~");
    }
    if (term === "" || term === "*" || isName(term)) {
      return term !== "";
    }
    const ofLabel = labelProblem(term);
    const hasOthers = /[^A-Za-z0-9_]/.test(term);
    if (ofLabel === undefined && hasOthers) {
      reportCharacters(item, this.#report);
      return false;
    }
    const { kind, knownAs, message, suggestion } =
      ofLabel ?? recognizedProblem(term) ?? this.#otherProblem(term);
    const isKept =
      this.#keep &&
      kind === "unknown-name" &&
      !hasOthers &&
      knownAs !== "everyday_word";
    this.#report.add(
      kind,
      start + sign.length,
      size(term),
      message,
      suggestion,
      isKept ? "warning" : "error",
    );
    return kind === "unknown-name" && !hasOthers;
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
