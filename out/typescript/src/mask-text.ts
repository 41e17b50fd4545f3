// Part of the statserver-actions binding; edit templates/typescript/src.

import {
  isName,
  nameInOtherLetters,
  nameMeant,
  nameOfId,
  nameOfLabel,
} from "./mask-names.js";
import {
  shown,
  type MaskProblem,
  type MaskProblemKind,
} from "./mask-problems.js";

/** What a text says as a mask. */
export interface MaskText {
  /** The words that are included: names, and `*` for all of them. */
  readonly included: ReadonlySet<string>;
  /** The words behind a tilde. */
  readonly excluded: ReadonlySet<string>;
  /** What is wrong, in the order of the text. */
  readonly problems: readonly MaskProblem[];
}

const BLANKS = " \t\r\n";
/** Word processors make such quotes of plain ones. */
const QUOTES = "\"'`“”„‘’‚«»";
/** What is written where a comma belongs. */
const SEPARATORS = ";|/+&，、；،";
/** So many unknown names of a text are compared with all that there are. */
const COMPARED = 100;

/**
 * Reads a text as a mask: its items, and all that is wrong with it. Where
 * unknown names are to be kept, they are warnings.
 */
export function readMask(text: string, keep: boolean): MaskText {
  return new Reader(text, keep);
}

class Reader implements MaskText {
  readonly included = new Set<string>();
  readonly excluded = new Set<string>();
  readonly problems: MaskProblem[] = [];
  readonly #keep: boolean;
  #compared = 0;

  constructor(text: string, keep: boolean) {
    this.#keep = keep;
    let first: number | undefined;
    let onlyExcludes = true;
    for (const [start, item] of this.#items(...this.#withinQuotes(text))) {
      first ??= start;
      onlyExcludes &&= item.startsWith("~");
      this.#read(start, item);
    }
    if (first !== undefined && onlyExcludes) {
      const message =
        "only exclusions: with nothing included, this mask selects nothing";
      const suggestion = this.excluded.has("*") ? undefined : "*,~";
      this.#tell("exclude-from-nothing", first, 1, message, suggestion);
    }
    this.problems.sort(
      (one, other) =>
        one.start - other.start ||
        one.length - other.length ||
        (one.kind < other.kind ? -1 : 1),
    );
  }

  #tell(
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

  /** The mask and where it starts: between quotes that stand around all of it. */
  #withinQuotes(text: string): [string, number] {
    const quoted = trimmed(text);
    const inner = quoted.slice(1, -1);
    const isQuoted =
      quoted.length > 1 &&
      isOneOf(QUOTES, quoted.slice(0, 1)) &&
      isOneOf(QUOTES, quoted.slice(-1)) &&
      !Array.from(QUOTES).some((quote) => inner.includes(quote));
    if (!isQuoted) {
      return [text, 0];
    }
    const start = leadingBlanks(text);
    const message = "the whole mask stands in quotes; write it without them";
    this.#tell("bad-character", start, size(quoted), message, trimmed(inner));
    return [inner, start + 1];
  }

  /** Each item with its start; tells of those that are empty. */
  *#items(text: string, begin: number): Generator<[number, string]> {
    const pieces = text.split(",");
    const last = pieces.length - 1;
    let start = begin;
    for (const [at, piece] of pieces.entries()) {
      const item = trimmed(piece);
      const first = start + leadingBlanks(piece);
      if (item === "~") {
        this.#tell("empty-item", first, 1, 'no name follows "~"');
      } else if (item !== "") {
        yield [first, item];
      } else {
        this.#tell("empty-item", start, piece.length, nothing(at, last));
      }
      start += size(piece) + 1;
    }
  }

  /** Takes an item in, or tells what is wrong with its word. */
  #read(start: number, item: string): void {
    const isExcluded = item.startsWith("~");
    const word = isExcluded ? item.slice(1) : item;
    const at = isExcluded ? start + 1 : start;
    const named = shown(word);
    const ofLabel = nameOfLabel(word);
    if (word === "*" || isName(word)) {
      this.#take(start, item, word, isExcluded);
    } else if (ofLabel !== undefined) {
      const message = `${named} is the label of an action; a mask has its name`;
      this.#tell("unknown-name", at, size(word), message, ofLabel);
    } else if (/[^A-Za-z0-9_]/.test(word)) {
      this.#tellCharacters(at, word);
    } else if (nameInOtherLetters(word) !== undefined) {
      const message = `${named} is an action name in other letters; case matters`;
      const name = nameInOtherLetters(word);
      this.#tell("wrong-case", at, word.length, message, name);
    } else {
      this.#tellUnknown(at, word);
      this.#take(start, item, word, isExcluded);
    }
  }

  /** Takes a good item in; warns where it says nothing new, or the contrary. */
  #take(start: number, item: string, word: string, isExcluded: boolean): void {
    const [here, there] = isExcluded
      ? [this.excluded, this.included]
      : [this.included, this.excluded];
    let contradiction: string | undefined;
    if (here.has(word)) {
      const message = `${shown(item)} stands in this mask already`;
      this.#tell("duplicate", start, item.length, message);
    } else if (item === "~*" && there.size > 0) {
      contradiction = '"~*" excludes all that is included';
    } else if (!isExcluded && there.has("*")) {
      contradiction = `${shown(word)} is included, but "~*" excludes everything`;
    } else if (there.has(word)) {
      contradiction = `${shown(word)} is both included and excluded, and excluding wins`;
    }
    if (contradiction !== undefined) {
      this.#tell("contradiction", start, item.length, contradiction);
    }
    here.add(word);
  }

  #tellUnknown(at: number, word: string): void {
    let name = nameOfId(word);
    let message = `${shown(word)} is the id of an action; a mask has its name`;
    if (name === undefined) {
      message =
        `there is no action name ${shown(word)} in this catalog; it may be of ` +
        "another release, a variant per call type such as CallOnHoldInbound, " +
        "or a campaign action";
      this.#compared += 1;
      name = this.#compared <= COMPARED ? nameMeant(word) : undefined;
    }
    const severity = this.#keep ? "warning" : "error";
    this.#tell("unknown-name", at, word.length, message, name, severity);
  }

  /** Tells of each run of characters that can't stand in a name. */
  #tellCharacters(at: number, word: string): void {
    const hasStar = /^\*[^A-Za-z0-9_]/.test(word);
    const parts = (hasStar ? word.slice(1) : word).split(/([^A-Za-z0-9_]+)/);
    if (hasStar) {
      parts[0] = "*";
    }
    const words = parts.filter((_, place) => place % 2 === 0);
    const isNameWithout = isKnown(words.join(""));
    let start = at;
    for (const [place, part] of parts.entries()) {
      if (place % 2 === 1) {
        const sides = [parts[place - 1] ?? "", parts[place + 1] ?? ""] as const;
        const suggestion = isNameWithout ? "" : comma(part, ...sides);
        const message = suggestion
          ? `${shown(part)} does not separate items; a comma does`
          : `${shown(part)} can't stand in an action name`;
        this.#tell("bad-character", start, size(part), message, suggestion);
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

function nothing(at: number, last: number): string {
  if (last === 0) {
    return 'the mask is empty; "~*" selects nothing';
  }
  if (at === 0) {
    return "there is nothing before the first comma";
  }
  return at === last
    ? "there is nothing after the last comma"
    : "there is nothing between the commas";
}

/** What belongs in place of a run that is meant as a comma. */
function comma(run: string, before: string, after: string): string | undefined {
  const plain = Array.from(run)
    .filter((it) => !BLANKS.includes(it))
    .join("");
  const sign = plain.endsWith("~") ? ",~" : ",";
  const separator = sign === ",~" ? plain.slice(0, -1) : plain;
  const separates =
    separator === ""
      ? isKnown(before) && isKnown(after)
      : isOneOf(SEPARATORS, separator);
  return separates ? sign : undefined;
}

/** Whether a word is a name, in whatever letters, or stands for all names. */
function isKnown(word: string): boolean {
  return word === "*" || nameInOtherLetters(word) !== undefined;
}

function isOneOf(characters: string, text: string): boolean {
  return text.length === 1 && characters.includes(text);
}

/** How many code points a text has. */
function size(text: string): number {
  let count = 0;
  for (const _ of text) {
    count += 1;
  }
  return count;
}

function leadingBlanks(text: string): number {
  let count = 0;
  while (count < text.length && BLANKS.includes(text.charAt(count))) {
    count += 1;
  }
  return count;
}

function trimmed(text: string): string {
  let end = text.length;
  while (end > 0 && BLANKS.includes(text.charAt(end - 1))) {
    end -= 1;
  }
  return text.slice(leadingBlanks(text.slice(0, end)), end);
}
