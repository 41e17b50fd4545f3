// Part of the statserver-actions binding; edit templates/typescript/src.

import { MAX_SHOWN } from "./mask-vocabulary.js";

/** The start of a text in double quotes, in printable ASCII only. */
export function quoted(text: string): string {
  let written = "";
  let count = 0;
  for (const character of text) {
    if (count === MAX_SHOWN) {
      return `"${written}..."`;
    }
    written += printable(character);
    count += 1;
  }
  return `"${written}"`;
}

/** A character as a message shows it: escaped if it is not printable ASCII. */
export function printable(character: string): string {
  if (character === '"' || character === "\\") {
    return `\\${character}`;
  }
  const code = character.codePointAt(0) ?? 0;
  return code >= 0x20 && code <= 0x7e ? character : `\\u{${code.toString(16)}}`;
}

/** Names with commas between them, and "or" before the last. */
export function joined(names: readonly string[]): string {
  const last = names.slice(-1).join("");
  const others = names.slice(0, -1).join(", ");
  return others === "" ? last : `${others} or ${last}`;
}
