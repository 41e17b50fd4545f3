// Part of the statserver-actions binding; edit templates/typescript/src.

import type { Action } from "./action.js";
import { check, checkName, unknownValue } from "./checks.js";
import { MaskError, NoMaskError, UnknownValueError } from "./errors.js";
import { Mask } from "./mask-class.js";
import { isName, nameMeant } from "./mask-names.js";
import {
  findingsOf,
  obstacles,
  placeOf,
  type ObjectTypes,
  type Wanted,
} from "./mask-places.js";
import type { MaskProblem } from "./mask-problems.js";
import { readMask } from "./mask-text.js";
import { isKnown, parseAction } from "./parse.js";
import { named } from "./select.js";
import type { ActionId, ActionName, ActionNameFor } from "./types.js";
import type { Mode, ObjectType } from "./vocabulary.js";

/** How text is read as a mask. */
export interface MaskOptions {
  /**
   * Whether names that this catalog does not have are refused, or kept: they
   * then stay in the mask and its text, and select no row.
   */
  readonly unknown?: "refuse" | "keep" | undefined;
}

/** An item of a mask: `*` or a name, with a tilde where it is excluded. */
export type MaskItem<Name extends ActionName = ActionName> =
  "*" | "~*" | Name | `~${Name}`;

/**
 * The mask that a text means.
 *
 * @throws {@link MaskError} where the text is no mask: it tells all that is wrong.
 *
 * @example
 * ```ts
 * parseMask("*,~LoggedOut").actions("Agent");
 * ```
 */
export function parseMask(text: string, options: MaskOptions = {}): Mask {
  const { included, excluded, problems } = readMask(text, keeps(options));
  if (problems.some(({ severity }) => severity === "error")) {
    throw new MaskError(text, problems);
  }
  return ofItems(included, excluded);
}

/**
 * All that is wrong with a text, in its order: errors, and warnings too. It
 * throws for no text.
 *
 * @example
 * ```ts
 * for (const { start, message } of maskProblems(text)) console.log(start, message);
 * ```
 */
export function maskProblems(
  text: string,
  options: MaskOptions = {},
): readonly MaskProblem[] {
  return readMask(text, keeps(options)).problems;
}

/**
 * The mask of items that the compiler knows to be right.
 *
 * @throws {@link UnknownValueError} where one got past the types that is not.
 *
 * @example
 * ```ts
 * mask("*", "~LoggedOut");
 * ```
 */
export function mask(...items: MaskItem[]): Mask {
  const included = new Set<string>();
  const excluded = new Set<string>();
  for (const item of items) {
    const word = wordOf(item);
    if (word !== "*") {
      checkName(word);
    }
    (word === item ? included : excluded).add(word);
  }
  return ofItems(included, excluded);
}

/**
 * The mask of items that can occur on an object type: no other name compiles.
 *
 * @throws {@link UnknownValueError} where one got past the types that is wrong,
 * or can't occur there.
 *
 * @example
 * ```ts
 * maskFor("Queue", "CallWait", "~CallEntered");
 * ```
 */
export function maskFor<On extends ObjectType>(
  objectType: On,
  ...items: MaskItem<ActionNameFor<On>>[]
): Mask {
  const place = placeOf(objectType, "regular");
  const made = mask(...items);
  const names = items.map(wordOf).filter((word) => word !== "*");
  const [wrong] = findingsOf(place, names);
  if (wrong !== undefined) {
    throw new UnknownValueError(wrong.message, wrong.name);
  }
  return made;
}

/**
 * The mask of just these names.
 *
 * @throws {@link UnknownValueError} where one is no action name.
 */
export function maskOf(names: Iterable<ActionName>): Mask {
  const listed = [...names];
  listed.forEach(checkName);
  return new Mask(false, listed);
}

/**
 * The mask of the shortest text that selects these rows there and no others.
 * A name stands for all its rows that are there.
 *
 * @throws {@link NoMaskError} where there is none: it tells of every name why not.
 * @throws {@link UnknownValueError} where there is no such action, name, object
 * type or mode.
 *
 * @example
 * ```ts
 * shortestMask(select({ objectType: "Queue", timing: "durable" }), "Queue");
 * ```
 */
export function shortestMask(
  wanted: Iterable<Action | ActionName | ActionId>,
  objectTypes: ObjectTypes,
  mode: Mode = "regular",
): Mask {
  const place = placeOf(objectTypes, mode);
  const meant = Array.from(wanted, rowsMeant);
  const findings = obstacles(place, meant);
  if (findings.length > 0) {
    throw new NoMaskError(findings);
  }
  const names = new Set(meant.map(([name]) => name));
  const others = place.rows.map(({ name }) => name);
  const few = new Mask(false, names);
  const many = new Mask(
    true,
    others.filter((name) => !names.has(name)),
  );
  return few.toString().length <= many.toString().length ? few : many;
}

/** A name, or `*`: the item without its tilde. */
function wordOf(item: string): string {
  return String(item).startsWith("~") ? item.slice(1) : item;
}

/** All that is included minus all that is excluded. */
function ofItems(
  included: ReadonlySet<string>,
  excluded: ReadonlySet<string>,
): Mask {
  if (excluded.has("*")) {
    return new Mask(false, []);
  }
  if (included.has("*")) {
    return new Mask(true, excluded);
  }
  const names = [...included].filter((name) => !excluded.has(name));
  return new Mask(false, names);
}

/** A row is known by its id, so that a copy of it counts too. */
function rowsMeant(wanted: Action | ActionName | ActionId): Wanted {
  const isText = typeof wanted === "string";
  if (isText && isName(wanted)) {
    return [wanted, named(wanted as ActionName)];
  }
  const action = parseAction(isText ? wanted : wanted?.id);
  if (!isKnown(action)) {
    const meant = isText ? nameMeant(wanted) : undefined;
    throw unknownValue("action or action name", wanted, meant);
  }
  return [action.name, [action]];
}

function keeps({ unknown = "refuse" }: MaskOptions): boolean {
  check("way with unknown names", unknown, ["refuse", "keep"]);
  return unknown === "keep";
}
