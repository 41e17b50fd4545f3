// Part of the statserver-actions binding; edit templates/typescript/src.

import type { Action } from "./action.js";
import { checkName, unknownValue } from "./checks.js";
import { UnknownValueError } from "./errors.js";
import { Mask } from "./mask-class.js";
import {
  contextOf,
  findingsOf,
  obstacles,
  type ObjectTypes,
  type Selected,
} from "./mask-context.js";
import { MaskError, NoMaskError } from "./mask-errors.js";
import { isName, suggestedName } from "./mask-names.js";
import type { MaskProblem } from "./mask-problems.js";
import { readMask } from "./mask-text.js";
import { own } from "./own.js";
import { isKnown, parseAction } from "./parse.js";
import { named } from "./select.js";
import { closest } from "./suggestion.js";
import type { ActionId, ActionName, ActionNameFor } from "./types.js";
import type { Mode, ObjectType } from "./vocabulary.js";

/** How the text of a mask is parsed. */
export interface MaskOptions {
  /**
   * Whether names that are not in this catalog are errors, or are kept: they
   * then stay in the mask and its text, and select no row.
   */
  readonly unknown?: "refuse" | "keep" | undefined;
}

/** An item of a mask: `*` or a name, with a tilde to exclude it. */
export type MaskItem<Name extends ActionName = ActionName> =
  "*" | "~*" | Name | `~${Name}`;

/**
 * The mask of a text.
 *
 * @throws {@link MaskError} if the text is not a valid mask; it has all problems.
 *
 * @example
 * ```ts
 * parseMask(text).has(name);
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
 * The problems of a text in order of position, errors and warnings. It accepts
 * any text.
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
 * The mask of items that the compiler checks.
 *
 * @throws {@link UnknownValueError} for an unknown name that bypassed the types.
 *
 * @example
 * ```ts
 * mask("*", `~${name}`);
 * ```
 */
export function mask(...items: MaskItem[]): Mask {
  const included = new Set<string>();
  const excluded = new Set<string>();
  for (const item of items) {
    const term = termOf(item);
    if (term !== "*") {
      checkName(term);
    }
    (term === item ? included : excluded).add(term);
  }
  return ofItems(included, excluded);
}

/**
 * The mask of items that can occur on an object type; other names do not
 * compile.
 *
 * @throws {@link UnknownValueError} for an unknown name that bypassed the types,
 * or one that cannot occur there.
 *
 * @example
 * ```ts
 * maskFor(objectType, "*", `~${name}`);
 * ```
 */
export function maskFor<On extends ObjectType>(
  objectType: On,
  ...items: MaskItem<ActionNameFor<On>>[]
): Mask {
  const context = contextOf(objectType, "regular");
  const result = mask(...items);
  const names = items.map(termOf).filter((term) => term !== "*");
  const [finding] = findingsOf(context, names);
  if (finding !== undefined) {
    throw new UnknownValueError(finding.message, finding.name);
  }
  return result;
}

/**
 * The mask of exactly these names.
 *
 * @throws {@link UnknownValueError} for an unknown action name.
 */
export function maskOf(names: Iterable<ActionName>): Mask {
  const listed = [...names];
  listed.forEach(checkName);
  return new Mask(false, listed);
}

/**
 * The mask with the shortest text that selects these rows there and no others.
 * A name stands for all its rows that are there.
 *
 * @throws {@link NoMaskError} if no mask does; it has the reasons for each name.
 * @throws {@link UnknownValueError} for an unknown action, name, object type or
 * mode.
 *
 * @example
 * ```ts
 * shortestMask(select({ objectType, timing: "durable" }), objectType);
 * ```
 */
export function shortestMask(
  selection: Iterable<Action | ActionName | ActionId>,
  objectTypes: ObjectTypes,
  mode: Mode = "regular",
): Mask {
  const context = contextOf(objectTypes, mode);
  const selected = Array.from(selection, selectedRows);
  const findings = obstacles(context, selected);
  if (findings.length > 0) {
    throw new NoMaskError(findings);
  }
  const names = new Set(selected.map(([name]) => name));
  const others = context.rows.map(({ name }) => name);
  const inclusion = new Mask(false, names);
  const exclusion = new Mask(
    true,
    others.filter((name) => !names.has(name)),
  );
  return inclusion.toString().length <= exclusion.toString().length
    ? inclusion
    : exclusion;
}

/** The term of an item, a name or `*`: the item without its tilde. */
function termOf(item: string): string {
  return String(item).startsWith("~") ? item.slice(1) : item;
}

/** Everything included minus everything excluded. */
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

/** Rows are identified by id, so that a copy of a row is accepted too. */
function selectedRows(selected: Action | ActionName | ActionId): Selected {
  const isText = typeof selected === "string";
  if (isText && isName(selected)) {
    return [selected, named(selected as ActionName)];
  }
  const action = parseAction(isText ? selected : ownId(selected));
  if (!isKnown(action)) {
    const suggestion = isText ? suggestedName(selected) : undefined;
    throw unknownValue("action or action name", selected, suggestion);
  }
  return [action.name, [action]];
}

/** The id of a row or of a copy; empty for any other value. */
function ownId(row: Action): string {
  return Object.hasOwn(Object(row) as object, "id") ? row.id : "";
}

function keeps(options: MaskOptions): boolean {
  const { unknown = "refuse" } = own(options);
  if (unknown !== "refuse" && unknown !== "keep") {
    const message = `expected unknown: "refuse" or "keep", not ${String(unknown)}`;
    const suggestion = closest(String(unknown), ["refuse", "keep"]);
    throw new UnknownValueError(message, unknown, suggestion);
  }
  return unknown === "keep";
}
