// Part of the statserver-actions binding; edit templates/typescript/src.

/** So many letters tell what somebody was about to write. */
const TELLING = 4;

/**
 * The value that a wrong text comes closest to: one that differs in letter
 * case and separators only, or in up to one letter in four (or a pair of them,
 * swapped); or that the text is part of, or that is part of it. Of equals, it
 * is the first.
 */
export function closest(
  text: string,
  values: readonly string[],
): string | undefined {
  const wanted = letters(text);
  if (wanted === "") {
    return undefined;
  }
  const known = values.map((value) => [letters(value), value] as const);
  let best: string | undefined;
  let most = Math.max(1, Math.floor(wanted.length / 4));
  for (const [plain, value] of known) {
    const edits = distance(wanted, plain, most);
    if (edits <= most) {
      most = edits - 1;
      best = value;
    }
  }
  return best ?? partly(wanted, known);
}

/** The value that the text is part of; else the longest that is part of it. */
function partly(
  wanted: string,
  known: readonly (readonly [string, string])[],
): string | undefined {
  if (wanted.length < TELLING) {
    return undefined;
  }
  const longer =
    known.find(([plain]) => plain.startsWith(wanted)) ??
    known.find(([plain]) => plain.includes(wanted));
  let best = longer ?? ["", undefined];
  for (const it of longer === undefined ? known : []) {
    const [plain] = it;
    if (
      plain.length >= TELLING &&
      plain.length > best[0].length &&
      wanted.includes(plain)
    ) {
      best = it;
    }
  }
  return best[1];
}

/** The letters and digits that are compared. Letters beyond ASCII are none. */
function letters(text: string): string {
  return text.replace(/[^A-Za-z0-9]/g, "").toLowerCase();
}

/** How many letters to insert, drop, replace or swap; any above the most. */
function distance(from: string, to: string, most: number): number {
  if (Math.abs(from.length - to.length) > most) {
    return most + 1;
  }
  let above: number[] = [];
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let at = 0; at < from.length; at += 1) {
    let left = at + 1;
    const next = [left];
    for (let index = 0; index < to.length; index += 1) {
      const replaced = (row[index] ?? 0) + (from[at] === to[index] ? 0 : 1);
      left = Math.min(replaced, left + 1, (row[index + 1] ?? 0) + 1);
      if (at > 0 && from[at] === to[index - 1] && from[at - 1] === to[index]) {
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
