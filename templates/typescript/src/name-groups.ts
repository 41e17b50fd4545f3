// Part of the statserver-actions binding; edit templates/typescript/src.

import { lower } from "./lower.js";

/** The values of texts that differ in case only, by the text in lower case. */
export function grouped<Value>(
  pairs: readonly (readonly [text: string, value: Value])[],
): ReadonlyMap<string, readonly Value[]> {
  const groups = new Map<string, Value[]>();
  for (const [text, value] of pairs) {
    const group = groups.get(lower(text));
    if (group === undefined) {
      groups.set(lower(text), [value]);
    } else {
      group.push(value);
    }
  }
  return groups;
}
