// Part of the statserver-actions binding; edit templates/typescript/src.

import { earlierNamesInAnyCase } from "./earlier-names.js";
import { knownName } from "./known-names.js";
import { isInQuotes, type TextItem } from "./mask-items.js";
import { lower } from "./lower.js";
import * as messages from "./mask-messages.js";
import type { ProblemReport } from "./mask-report.js";
import {
  BRACKETS,
  EXCLUSION_SIGNS,
  INVISIBLE,
  OTHER_SIGNS,
  QUOTES,
  SEPARATORS,
  SEPARATOR_WORDS,
} from "./mask-vocabulary.js";
import { isNameInAnyCase } from "./name-index.js";
import { quoted } from "./quoted-text.js";
import { size, trimmed, withoutWhitespace } from "./text-range.js";

/** The signs that exclude a name, or are meant to. */
const SIGNS = /* #__PURE__ */ new Set(`~${EXCLUSION_SIGNS}`);
const ANY_BRACKET = /* #__PURE__ */ new Set(BRACKETS);
const ANY_QUOTE = /* #__PURE__ */ new Set(QUOTES);
const ANY_OTHER_SIGN = /* #__PURE__ */ new Set(OTHER_SIGNS);
const ANY_SEPARATOR = /* #__PURE__ */ new Set(SEPARATORS);
/** Characters that are never removed. */
const KEPT = /* #__PURE__ */ new Set(
  `*~${EXCLUSION_SIGNS}${BRACKETS}${QUOTES}`,
);
/** Signs that exclude no name. */
const WRONG_SIGNS = /* #__PURE__ */ new Set(EXCLUSION_SIGNS + OTHER_SIGNS);

/** Characters that names do not have, between two parts of a term. */
interface Run {
  readonly text: string;
  /** The run without whitespace. */
  readonly plain: string;
  /** The part before it, empty at the start of the term. */
  readonly before: string;
  /** The part after it, empty at the end of the term. */
  readonly after: string;
}

/** Reports the characters of a term that names do not have. */
export function reportCharacters(
  { start, sign, term }: TextItem,
  report: ProblemReport,
): void {
  const isExcluded = sign !== "";
  let position = start + sign.length;
  if (!isExcluded && isInQuotes(term)) {
    const message = messages.quotedItem(quoted(term));
    const name = trimmed(term.slice(1, -1));
    report.add("bad-character", position, size(term), message, name);
    return;
  }
  const pieces = joinSeparatorWords(piecesOf(term));
  const runs = runsOf(pieces);
  const isRemovable = areRemovable(pieces, runs);
  let isAfterSign = isExcluded;
  for (const run of runs) {
    position += run.before.length;
    const length = size(run.text);
    const message = messageOf(run, isExcluded, isRemovable);
    const suggestion = isRemovable ? "" : comma(run, isAfterSign);
    report.add("bad-character", position, length, message, suggestion);
    position += length;
    isAfterSign ||= hasAny(run.text, SIGNS) || hasAny(run.text, WRONG_SIGNS);
  }
}

/** Parts and runs of a term by turns: first and last a part, possibly empty. */
function piecesOf(term: string): string[] {
  const hasStar = /^\*\W/.test(term);
  const pieces = (hasStar ? term.slice(1) : term).split(/(\W+)/);
  if (hasStar) {
    pieces[0] = "*";
  }
  return pieces;
}

/** Joins `or` and the like to the whitespace on both sides. */
function joinSeparatorWords(pieces: readonly string[]): string[] {
  const isJoined = pieces.map(
    (part, index) =>
      index % 2 === 0 &&
      index > 0 &&
      index < pieces.length - 1 &&
      SEPARATOR_WORDS.includes(lower(part)) &&
      !isNameInAnyCase(part) &&
      trimmed(`${pieces[index - 1]}${pieces[index + 1]}`) === "",
  );
  const joined: string[] = [];
  for (const [index, piece] of pieces.entries()) {
    if (isJoined[index] || (index > 0 && isJoined[index - 1])) {
      joined.push(`${joined.pop()}${piece}`);
    } else {
      joined.push(piece);
    }
  }
  return joined;
}

function runsOf(pieces: readonly string[]): Run[] {
  return pieces.flatMap((text, index) => {
    if (index % 2 === 0) {
      return [];
    }
    const [before = "", , after = ""] = pieces.slice(index - 1, index + 2);
    return [{ text, plain: withoutWhitespace(text), before, after }];
  });
}

/** Whether the term without its runs is evidently one name, or `*`. */
function areRemovable(
  pieces: readonly string[],
  runs: readonly Run[],
): boolean {
  const parts = pieces.filter((_, index) => index % 2 === 0);
  const whole = parts.join("");
  return (
    runs.every(isRemovable) &&
    isSelector(whole) &&
    parts.every((part) => part === whole || !isNameItself(part))
  );
}

function isRemovable({ before, text, after }: Run): boolean {
  if (hasAny(text, KEPT)) {
    return false;
  }
  if (after === "") {
    return !hasAny(text, ANY_OTHER_SIGN);
  }
  return before === ""
    ? Array.from(text).every((it) => trimmed(it) === "" || isInvisible(it))
    : !hasAny(text, ANY_SEPARATOR) && !/\w/.test(text);
}

function isInvisible(character: string): boolean {
  const code = character.codePointAt(0) ?? 0;
  return INVISIBLE.some(([first, last]) => first <= code && code <= last);
}

/** Whether a part of a term is a name by itself. */
function isNameItself(part: string): boolean {
  const kind = knownName(part)?.kind ?? "everyday_word";
  return (
    kind !== "everyday_word" ||
    isNameInAnyCase(part) ||
    earlierNamesInAnyCase(part).length > 0
  );
}

/** Whether a term is a name in any case, or `*`. */
function isSelector(term: string): boolean {
  return term === "*" || isNameInAnyCase(term);
}

/** The replacement for a run that is probably a comma. */
function comma(run: Run, isAfterSign: boolean): string | undefined {
  if (!separates(run)) {
    return undefined;
  }
  if (endsWithSign(run)) {
    return ",~";
  }
  // The names after a sign may all be meant to be excluded.
  return isAfterSign ? undefined : ",";
}

function separates(run: Run): boolean {
  const { after, before, plain } = run;
  if (before === "" || after === "") {
    return false;
  }
  const rest = endsWithSign(run) ? plain.slice(0, -1) : plain;
  if (rest === "" || SEPARATOR_WORDS.includes(lower(plain))) {
    return isSelector(before) && isNameInAnyCase(after);
  }
  const [separator = ""] = rest;
  return (
    ANY_SEPARATOR.has(separator) &&
    (rest === separator || rest === separator.repeat(2))
  );
}

/** Whether a run ends with a tilde or with what is written instead. */
function endsWithSign({ plain }: Run): boolean {
  return SIGNS.has(plain.slice(-1));
}

function messageOf(
  run: Run,
  isExcluded: boolean,
  isRemovable: boolean,
): string {
  const { before, plain, text } = run;
  const isFirst = before === "";
  const [first = ""] = plain;
  if (
    hasAny(text, ANY_BRACKET) ||
    (isFirst && isExcluded && hasAny(text, ANY_QUOTE))
  ) {
    return messages.group(quoted(text));
  }
  if (isFirst && WRONG_SIGNS.has(first)) {
    return messages.wrongSign(quoted(first));
  }
  if (!isRemovable && separates(run)) {
    return messages.wrongSeparator(quoted(text));
  }
  return text.includes("*")
    ? messages.wildcard()
    : messages.invalidCharacter(quoted(text));
}

/** Whether a text has one of these characters. */
function hasAny(text: string, characters: ReadonlySet<string>): boolean {
  for (const character of text) {
    if (characters.has(character)) {
      return true;
    }
  }
  return false;
}
