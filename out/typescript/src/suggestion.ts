// Part of the statserver-actions binding; edit templates/typescript/src.

import { distance, fold } from "./edit-distance.js";

/** Fewer letters are no evidence that one text is a part of another. */
const MIN_LETTERS = 4;

/**
 * The value that is closest to an unknown text. It differs in case and
 * separators only, or in up to one letter of four (or a swapped pair); or one of
 * the two contains the other. The first of equally close ones wins.
 */
export function closest(
  text: string,
  values: readonly string[],
): string | undefined {
  const given = fold(text);
  if (given === "") {
    return undefined;
  }
  const pairs = values.map((value) => [fold(value), value] as const);
  let best: string | undefined;
  let most = Math.max(1, Math.floor(given.length / 4));
  for (const [plain, value] of pairs) {
    const edits = distance(given, plain, most);
    if (edits <= most) {
      most = edits - 1;
      best = value;
    }
  }
  return best ?? partly(given, pairs);
}

/** The first value that contains the text; else the longest that it contains. */
function partly(
  given: string,
  pairs: readonly (readonly [string, string])[],
): string | undefined {
  if (given.length < MIN_LETTERS) {
    return undefined;
  }
  const longer =
    pairs.find(([plain]) => plain.startsWith(given)) ??
    pairs.find(([plain]) => plain.includes(given));
  let best = longer ?? ["", undefined];
  for (const pair of longer === undefined ? pairs : []) {
    const [plain] = pair;
    if (
      plain.length >= MIN_LETTERS &&
      plain.length > best[0].length &&
      given.includes(plain)
    ) {
      best = pair;
    }
  }
  return best[1];
}
