// Part of the statserver-actions binding; edit templates/typescript/src.

/** The lines of a table of texts, each split at spaces. */
export function rowsOf(table: string): string[][] {
  return table
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => line.split(" "));
}
