// Part of the statserver-actions binding; edit templates/typescript/src.

import { distance, fold } from "./edit-distance.js";
import { EARLIER_NAMES } from "./earlier-names.js";
import { KNOWN_NAMES } from "./known-names.js";
import { currentName, isName } from "./name-index.js";
import { ACTION_NAMES } from "./names.js";

/** More edits lead to another name. */
const MAX_EDITS = 2;

/** Every action name, known name and earlier name, with the text that is compared. */
const CANDIDATES: readonly (readonly [folded: string, name: string])[] =
  /* #__PURE__ */ [
    ...ACTION_NAMES,
    .../* #__PURE__ */ KNOWN_NAMES.map(({ name }) => name),
    .../* #__PURE__ */ EARLIER_NAMES.map(({ name }) => name),
  ].map((name) => [fold(name), name]);

/**
 * The action name that a text evidently is, with a typing error: the nearest name,
 * if no other name is as near and it is not a name outside the table. Former names of
 * that name do not count.
 */
export function evidentName(text: string): string | undefined {
  const given = fold(text);
  let nearest: string[] = [];
  let fewest = MAX_EDITS;
  for (const [folded, name] of CANDIDATES) {
    const edits = editsTo(given, folded, fewest);
    if (edits < fewest) {
      nearest = [name];
      fewest = edits;
    } else if (edits === fewest) {
      nearest.push(name);
    }
  }
  // Action names are first. A former name of the action name means the same.
  const [name = "", ...others] = nearest;
  const isEvident =
    isName(name) &&
    others.every((other) => !isName(other) && currentName(other) === name) &&
    // Another start may negate: Inactive is not DNActive.
    fold(name).slice(0, 2) === given.slice(0, 2);
  return isEvident ? name : undefined;
}

/** The edits from a text to a near name, or more than `most`. */
function editsTo(given: string, folded: string, most: number): number {
  const edits = distance(given, folded, most);
  const isNear =
    edits === 0 ||
    (edits === 1 && given.length >= 4) ||
    (edits === 2 && given.length === folded.length && given.length >= 8);
  return isNear ? edits : most + 1;
}
