// Part of the statserver-actions binding; edit templates/typescript/src.

import { WHITESPACE } from "./mask-vocabulary.js";

/** The length of a text in code points. */
export function size(text: string): number {
  let count = 0;
  for (const _ of text) {
    count += 1;
  }
  return count;
}

/** The number of whitespace characters at the start of a text. */
export function leadingWhitespace(text: string): number {
  let count = 0;
  while (count < text.length && isWhitespace(text.charAt(count))) {
    count += 1;
  }
  return count;
}

/** A text without whitespace at its ends. */
export function trimmed(text: string): string {
  let end = text.length;
  while (end > 0 && isWhitespace(text.charAt(end - 1))) {
    end -= 1;
  }
  return text.slice(leadingWhitespace(text.slice(0, end)), end);
}

/** The characters of a text that are not whitespace. */
export function withoutWhitespace(text: string): string {
  return Array.from(text)
    .filter((character) => !isWhitespace(character))
    .join("");
}

function isWhitespace(character: string): boolean {
  return WHITESPACE.includes(character);
}
