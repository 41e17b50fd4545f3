// Part of the statserver-actions binding; edit templates/typescript/src.

import {
  isName,
  nameInAnyCase,
  nameOfId,
  nameOfLabel,
  suggestedName,
} from "./mask-names.js";
import {
  quoted,
  type MaskProblem,
  type MaskProblemKind,
} from "./mask-problems.js";

/** The items and problems of a text. */
export interface MaskText {
  /** The included terms: names, and `*` for all names. */
  readonly included: ReadonlySet<string>;
  /** The excluded terms, without their tilde. */
  readonly excluded: ReadonlySet<string>;
  /** The problems in order of position. */
  readonly problems: readonly MaskProblem[];
}

const WHITESPACE = " \t\r\n";
/** Plain quotes, and those that word processors put instead. */
const QUOTES = "\"'`“”„‘’‚«»";
/** Characters that authors write instead of a comma. */
const SEPARATORS = ";|/+&，、；،";
/** The most unknown names of a text for which a suggestion is searched. */
const MAX_COMPARED = 100;

/**
 * Parses the text of a mask to its items and problems. With `keep`, unknown
 * names are warnings.
 */
export function readMask(text: string, keep: boolean): MaskText {
  return new Parser(text, keep);
}

class Parser implements MaskText {
  readonly included = new Set<string>();
  readonly excluded = new Set<string>();
  readonly problems: MaskProblem[] = [];
  readonly #keep: boolean;
  #compared = 0;

  constructor(text: string, keep: boolean) {
    this.#keep = keep;
    let first: number | undefined;
    let isOnlyExclusions = true;
    for (const [start, item] of this.#items(...this.#withoutQuotes(text))) {
      first ??= start;
      isOnlyExclusions &&= item.startsWith("~");
      this.#parseItem(start, item);
    }
    if (first !== undefined && isOnlyExclusions) {
      const message =
        "only exclusions: with nothing included, this mask selects nothing";
      const suggestion = this.excluded.has("*") ? undefined : "*,~";
      this.#report("exclude-from-nothing", first, 1, message, suggestion);
    }
    this.problems.sort(
      (one, other) =>
        one.start - other.start ||
        one.length - other.length ||
        (one.kind < other.kind ? -1 : 1),
    );
  }

  #report(
    kind: MaskProblemKind,
    start: number,
    length: number,
    message: string,
    suggestion?: string,
    severity: "error" | "warning" = WARNINGS.includes(kind)
      ? "warning"
      : "error",
  ): void {
    this.problems.push({ kind, severity, start, length, message, suggestion });
  }

  /** The mask and its start, without quotes around all of it. */
  #withoutQuotes(text: string): [string, number] {
    const whole = trimmed(text);
    const inner = whole.slice(1, -1);
    const isQuoted =
      whole.length > 1 &&
      isOneOf(QUOTES, whole.slice(0, 1)) &&
      isOneOf(QUOTES, whole.slice(-1)) &&
      !Array.from(QUOTES).some((quote) => inner.includes(quote));
    if (!isQuoted) {
      return [text, 0];
    }
    const start = leadingWhitespace(text);
    const message = "the whole mask stands in quotes; write it without them";
    this.#report("bad-character", start, size(whole), message, trimmed(inner));
    return [inner, start + 1];
  }

  /** Each item with its start; reports the empty ones. */
  *#items(text: string, begin: number): Generator<[number, string]> {
    const pieces = text.split(",");
    const last = pieces.length - 1;
    let start = begin;
    for (const [index, piece] of pieces.entries()) {
      const item = trimmed(piece);
      const first = start + leadingWhitespace(piece);
      if (item === "~") {
        this.#report("empty-item", first, 1, 'no name follows "~"');
      } else if (item !== "") {
        yield [first, item];
      } else {
        this.#report("empty-item", start, piece.length, nothing(index, last));
      }
      start += size(piece) + 1;
    }
  }

  /** Adds an item, or reports the problem of its term. */
  #parseItem(start: number, item: string): void {
    const isExcluded = item.startsWith("~");
    const term = isExcluded ? item.slice(1) : item;
    const at = isExcluded ? start + 1 : start;
    const name = quoted(term);
    const ofLabel = nameOfLabel(term);
    if (term === "*" || isName(term)) {
      this.#add(start, item, term, isExcluded);
    } else if (ofLabel !== undefined) {
      const message = `${name} is the label of an action; a mask has its name`;
      this.#report("unknown-name", at, size(term), message, ofLabel);
    } else if (/[^A-Za-z0-9_]/.test(term)) {
      this.#reportCharacters(at, term);
    } else if (nameInAnyCase(term) !== undefined) {
      const message = `${name} is an action name in other letters; case matters`;
      const suggestion = nameInAnyCase(term);
      this.#report("wrong-case", at, term.length, message, suggestion);
    } else {
      this.#reportUnknownName(at, term);
      this.#add(start, item, term, isExcluded);
    }
  }

  /** Adds a valid item, with a warning if it repeats or contradicts another. */
  #add(start: number, item: string, term: string, isExcluded: boolean): void {
    const [same, opposite] = isExcluded
      ? [this.excluded, this.included]
      : [this.included, this.excluded];
    let contradiction: string | undefined;
    if (same.has(term)) {
      const message = `${quoted(item)} stands in this mask already`;
      this.#report("duplicate", start, item.length, message);
    } else if (item === "~*" && opposite.size > 0) {
      contradiction = '"~*" excludes all that is included';
    } else if (!isExcluded && opposite.has("*")) {
      contradiction = `${quoted(term)} is included, but "~*" excludes everything`;
    } else if (opposite.has(term)) {
      contradiction = `${quoted(term)} is both included and excluded, and excluding wins`;
    }
    if (contradiction !== undefined) {
      this.#report("contradiction", start, item.length, contradiction);
    }
    same.add(term);
  }

  #reportUnknownName(at: number, term: string): void {
    let name = nameOfId(term);
    let message = `${quoted(term)} is the id of an action; a mask has its name`;
    if (name === undefined) {
      message =
        `there is no action name ${quoted(term)} in this catalog; it may be of ` +
        "another release, a variant per call type such as CallOnHoldInbound, " +
        "or a campaign action";
      this.#compared += 1;
      name = this.#compared <= MAX_COMPARED ? suggestedName(term) : undefined;
    }
    const severity = this.#keep ? "warning" : "error";
    this.#report("unknown-name", at, term.length, message, name, severity);
  }

  /** Reports each run of characters that are not allowed in a name. */
  #reportCharacters(at: number, term: string): void {
    const hasStar = /^\*[^A-Za-z0-9_]/.test(term);
    const parts = (hasStar ? term.slice(1) : term).split(/([^A-Za-z0-9_]+)/);
    if (hasStar) {
      parts[0] = "*";
    }
    const allowed = parts.filter((_, index) => index % 2 === 0);
    const isNameWithout = isKnown(allowed.join(""));
    let start = at;
    for (const [index, part] of parts.entries()) {
      if (index % 2 === 1) {
        const sides = [parts[index - 1] ?? "", parts[index + 1] ?? ""] as const;
        const suggestion = isNameWithout ? "" : comma(part, ...sides);
        const message = suggestion
          ? `${quoted(part)} does not separate items; a comma does`
          : `${quoted(part)} can't stand in an action name`;
        this.#report("bad-character", start, size(part), message, suggestion);
      }
      start += size(part);
    }
  }
}

const WARNINGS: readonly MaskProblemKind[] = [
  "contradiction",
  "duplicate",
  "exclude-from-nothing",
];

function nothing(index: number, last: number): string {
  if (last === 0) {
    return 'the mask is empty; "~*" selects nothing';
  }
  if (index === 0) {
    return "there is nothing before the first comma";
  }
  return index === last
    ? "there is nothing after the last comma"
    : "there is nothing between the commas";
}

/** The replacement for a run that is probably a comma. */
function comma(run: string, before: string, after: string): string | undefined {
  const plain = Array.from(run)
    .filter((character) => !WHITESPACE.includes(character))
    .join("");
  const sign = plain.endsWith("~") ? ",~" : ",";
  const separator = sign === ",~" ? plain.slice(0, -1) : plain;
  const separates =
    separator === ""
      ? isKnown(before) && isKnown(after)
      : isOneOf(SEPARATORS, separator);
  return separates ? sign : undefined;
}

/** Whether a term is a name in any case, or `*`. */
function isKnown(term: string): boolean {
  return term === "*" || nameInAnyCase(term) !== undefined;
}

function isOneOf(characters: string, text: string): boolean {
  return text.length === 1 && characters.includes(text);
}

/** The length of a text in code points. */
function size(text: string): number {
  let count = 0;
  for (const _ of text) {
    count += 1;
  }
  return count;
}

function leadingWhitespace(text: string): number {
  let count = 0;
  while (count < text.length && WHITESPACE.includes(text.charAt(count))) {
    count += 1;
  }
  return count;
}

function trimmed(text: string): string {
  let end = text.length;
  while (end > 0 && WHITESPACE.includes(text.charAt(end - 1))) {
    end -= 1;
  }
  return text.slice(leadingWhitespace(text.slice(0, end)), end);
}
