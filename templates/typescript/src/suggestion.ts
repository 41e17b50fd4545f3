// Part of the statserver-actions binding; edit templates/typescript/src.

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
  const given = letters(text);
  if (given === "") {
    return undefined;
  }
  const pairs = values.map((value) => [letters(value), value] as const);
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

/** The ASCII letters and digits in lower case, which alone are compared. */
function letters(text: string): string {
  return text.replace(/[^A-Za-z0-9]/g, "").toLowerCase();
}

/** Counts the letters to insert, drop, replace or swap, up to `most` + 1. */
function distance(from: string, to: string, most: number): number {
  if (Math.abs(from.length - to.length) > most) {
    return most + 1;
  }
  let above: number[] = [];
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let line = 0; line < from.length; line += 1) {
    let left = line + 1;
    const next = [left];
    for (let index = 0; index < to.length; index += 1) {
      const replaced = (row[index] ?? 0) + (from[line] === to[index] ? 0 : 1);
      left = Math.min(replaced, left + 1, (row[index + 1] ?? 0) + 1);
      const isSwapped =
        from[line] === to[index - 1] && from[line - 1] === to[index];
      if (line > 0 && isSwapped) {
        left = Math.min(left, (above[index - 1] ?? 0) + 1);
      }
      next.push(left);
    }
    above = row;
    row = next;
    if (Math.min(...row) > most) {
      return most + 1;
    }
  }
  return row[to.length] ?? 0;
}
