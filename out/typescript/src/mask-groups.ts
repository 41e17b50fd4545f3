// Part of the statserver-actions binding; edit templates/typescript/src.

import {
  BRACKETS,
  EXCLUSION_SIGNS,
  QUOTES,
  WHITESPACE,
} from "./mask-vocabulary.js";

/**
 * Where the first group opens, in code points: at a bracket, or at a quote after a
 * sign that excludes. It is infinite if there is none.
 */
export function openingOfGroup(text: string): number {
  let followsSign = false;
  let position = 0;
  for (const character of text) {
    if (
      BRACKETS.includes(character) ||
      (followsSign && QUOTES.includes(character))
    ) {
      return position;
    }
    if (!WHITESPACE.includes(character)) {
      followsSign = character === "~" || EXCLUSION_SIGNS.includes(character);
    }
    position += 1;
  }
  return Infinity;
}
