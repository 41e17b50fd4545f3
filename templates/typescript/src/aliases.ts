// Part of the statserver-actions binding; edit templates/typescript/src.

import type { ActionAttributes, Alias } from "./attributes.js";

/** The former ids and names of a row: an own property of rows that have any. */
export function aliasesOf(row: ActionAttributes): readonly Alias[] {
  return (Object.hasOwn(row, "formerly") && row.formerly) || [];
}
