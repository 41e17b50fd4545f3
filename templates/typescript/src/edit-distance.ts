// Part of the statserver-actions binding; edit templates/typescript/src.

/** The ASCII letters and digits of a text in lower case, which are compared. */
export function fold(text: string): string {
  return text.replace(/[^A-Za-z0-9]+/g, "").toLowerCase();
}

/**
 * The number of characters to insert, delete, replace or swap with a neighbour,
 * up to `most` + 1. No character is edited twice.
 */
export function distance(from: string, to: string, most: number): number {
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
      if (line > 0 && index > 0 && isSwapped) {
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
