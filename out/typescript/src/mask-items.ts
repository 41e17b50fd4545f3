// Part of the statserver-actions binding; edit templates/typescript/src.

import * as messages from "./mask-messages.js";
import type { ProblemReport } from "./mask-report.js";
import { EXCLUSION_SIGNS, OPTION_KEYS, QUOTES } from "./mask-vocabulary.js";
import { lower } from "./lower.js";
import { currentName } from "./name-index.js";
import { quoted } from "./quoted-text.js";
import { leadingWhitespace, size, trimmed } from "./text-range.js";

/** An item of a text: its sign, and its term at a position. */
export interface TextItem {
  /** Where it starts, in code points. */
  readonly start: number;
  /** The item as it is written. */
  readonly text: string;
  /** A tilde, another exclusion sign, or nothing. */
  readonly sign: string;
  /** What follows the sign; empty if nothing does. */
  readonly term: string;
  /** What the term means: for a former name the new one, else the term itself. */
  readonly name: string;
}

/** A part of a text, and where it starts. */
type Section = readonly [text: string, start: number];

const KEYS: ReadonlySet<string> = /* #__PURE__ */ new Set(
  /* #__PURE__ */ OPTION_KEYS.map(lower),
);

/**
 * The items of a text in order. Reports an option line, quotes around everything,
 * an empty mask, and where an item or its term is missing.
 */
export function* itemsOf(
  text: string,
  report: ProblemReport,
): Generator<TextItem> {
  const [mask, begin] = withoutQuotes(withoutOption([text, 0], report), report);
  if (trimmed(mask) === "") {
    report.add("empty-mask", 0, 0, messages.emptyMask());
    return;
  }
  const pieces = mask.split(",");
  let start = begin;
  for (const [index, piece] of pieces.entries()) {
    const item = trimmed(piece);
    const first = start + leadingWhitespace(piece);
    if (item === "") {
      const message = nothing(index, pieces.length - 1);
      report.add("empty-item", start, piece.length, message);
    } else {
      const sign = signOf(item);
      if (item === sign) {
        report.add("empty-item", first, 1, messages.nothingAfterTilde());
      }
      const term = item.slice(sign.length);
      const name = currentName(term) ?? term;
      yield { start: first, text: item, sign, term, name };
    }
    start += size(piece) + 1;
  }
}

/** The value of an option line, or the whole section. */
function withoutOption(section: Section, report: ProblemReport): Section {
  const [text, begin] = section;
  const line = trimmed(text);
  const [key = ""] = /^[A-Za-z]*/.exec(line) ?? [];
  const sign = key.length + leadingWhitespace(line.slice(key.length));
  if (!KEYS.has(lower(key)) || !/[=:]/.test(line.charAt(sign))) {
    return section;
  }
  const start = begin + leadingWhitespace(text);
  const value = line.slice(sign + 1);
  const message = messages.optionLine(quoted(key));
  report.add("option-line", start, size(line), message, trimmed(value));
  return [value, start + sign + 1];
}

/** The text between quotes around everything, or the whole section. */
function withoutQuotes(section: Section, report: ProblemReport): Section {
  const [text, begin] = section;
  const whole = trimmed(text);
  if (!isInQuotes(whole)) {
    return section;
  }
  const inner = whole.slice(1, -1);
  const start = begin + leadingWhitespace(text);
  const message = messages.quotedMask();
  report.add("bad-character", start, size(whole), message, trimmed(inner));
  return [inner, start + 1];
}

/** Whether the first and the last character are the only quotes of a text. */
export function isInQuotes(text: string): boolean {
  const quotes = Array.from(QUOTES);
  const inner = text.slice(1, -1);
  return (
    text.length > 1 &&
    quotes.includes(text.charAt(0)) &&
    quotes.includes(text.slice(-1)) &&
    !quotes.some((quote) => inner.includes(quote))
  );
}

/** The sign of an item: a tilde, or with a term also another exclusion sign. */
function signOf(item: string): string {
  const sign = item.charAt(0);
  const isSign = item.length > 1 && EXCLUSION_SIGNS.includes(sign);
  return isSign || sign === "~" ? sign : "";
}

function nothing(index: number, last: number): string {
  if (index === 0) {
    return messages.nothingBeforeComma();
  }
  return index === last
    ? messages.nothingAfterComma()
    : messages.nothingBetweenCommas();
}
