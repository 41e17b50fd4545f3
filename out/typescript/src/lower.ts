// Part of the statserver-actions binding; edit templates/typescript/src.

/** A text with A to Z, and no other letters, in lower case. */
export function lower(text: string): string {
  return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}
