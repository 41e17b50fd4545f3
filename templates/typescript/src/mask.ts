// Part of the statserver-actions binding; edit templates/typescript/src.

import type { Action } from "./action.js";
import { checkedObject, elements, isIterable } from "./checks.js";
import { UnknownValueError } from "./errors.js";
import { Mask } from "./mask-class.js";
import { contextOf, type ObjectTypes } from "./mask-context.js";
import { InexpressibleMaskError, MaskError } from "./mask-errors.js";
import { nameFindings, obstacles } from "./mask-findings.js";
import * as messages from "./mask-messages.js";
import { parseText, type ParsedText } from "./mask-parser.js";
import type { MaskProblem } from "./mask-problems.js";
import type { Terms } from "./mask-repetitions.js";
import { checkedName, namedRows } from "./name-checks.js";
import { shown } from "./shown-value.js";
import type { ActionId, ActionName, ActionNameFor } from "./types.js";
import type { Mode, ObjectType } from "./vocabulary.js";

/** How the text of a mask is parsed. */
export interface MaskOptions {
  /**
   * Whether names that are not in this catalog are errors, or are kept: they
   * then stay in the mask and its text, and select no row. Everyday words are
   * never kept.
   */
  readonly unknown?: "refuse" | "keep" | undefined;
}

/** An item of a mask: `*` or a name, with a tilde to exclude it. */
export type MaskItem<Name extends ActionName = ActionName> = ItemOf<Name>;

// Without a constraint, which the compiler would compare with each name.
type ItemOf<Name extends string> = "*" | "~*" | Name | `~${Name}`;

/**
 * The mask of a text. An empty text is the empty mask, which selects nothing.
 *
 * @throws {@link MaskError} if the text is not a valid mask; it has all problems.
 * @throws {@link UnknownValueError} for a value that is not a text.
 *
 * @example
 * ```ts
 * parseMask(text).has(name);
 * ```
 */
export function parseMask(text: string, options: MaskOptions = {}): Mask {
  const { included, excluded, problems } = parsedText(text, options);
  if (problems.some(({ severity }) => severity === "error")) {
    throw new MaskError(text, problems);
  }
  return ofTerms({ included, excluded });
}

/**
 * The problems of a text in order of position, errors and warnings. It accepts
 * any text.
 *
 * @throws {@link UnknownValueError} for a value that is not a text.
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
  return parsedText(text, options).problems;
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
  return ofItems(items);
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
  ...items: ItemOf<ActionNameFor<On>>[]
): Mask {
  const context = contextOf(objectType, "regular");
  const result = ofItems(items);
  const [finding] = items
    .map(termOf)
    .filter((term) => term !== "*")
    .flatMap((name) => nameFindings(checkedName(name), false, context));
  if (finding !== undefined) {
    throw new UnknownValueError(finding.message, finding.name);
  }
  return result;
}

/**
 * The mask of exactly these names.
 *
 * @throws {@link UnknownValueError} for an unknown action name, or no list.
 */
export function maskOf(names: Iterable<ActionName>): Mask {
  return new Mask(false, checkedList(names).map(checkedName));
}

/**
 * The mask with the shortest text that selects these rows there and no others.
 * A name means all its rows that are there.
 *
 * @throws {@link InexpressibleMaskError} if no mask does; it has the reasons for each name.
 * @throws {@link UnknownValueError} for an unknown action, name, object type or
 * mode, or no list.
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
  const selected = checkedList(selection).map(namedRows);
  const findings = obstacles(context, selected);
  if (findings.length > 0) {
    throw new InexpressibleMaskError(findings);
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

/** The mask of items with any names, each of which is checked. */
function ofItems(items: readonly string[]): Mask {
  const included = new Set<string>();
  const excluded = new Set<string>();
  for (const item of items) {
    const term = termOf(item);
    const name = term === "*" ? term : checkedName(term);
    (term === item ? included : excluded).add(name);
  }
  return ofTerms({ included, excluded });
}

/** The term of an item, a name or `*`: the item without its tilde. */
function termOf(item: string): string {
  return typeof item === "string" && item.startsWith("~")
    ? item.slice(1)
    : item;
}

/** Everything included minus everything excluded. */
function ofTerms({ included, excluded }: Terms): Mask {
  if (excluded.has("*")) {
    return new Mask(false, []);
  }
  if (included.has("*")) {
    return new Mask(true, excluded);
  }
  const names = [...included].filter((name) => !excluded.has(name));
  return new Mask(false, names);
}

function parsedText(text: string, options: MaskOptions): ParsedText {
  const { unknown = "refuse" } = checkedObject("options", options);
  if (unknown !== "refuse" && unknown !== "keep") {
    const message = `expected unknown: "refuse" or "keep", not ${shown(unknown)}`;
    throw new UnknownValueError(message, unknown);
  }
  if (typeof text !== "string") {
    throw new UnknownValueError(messages.notAText(shown(text)), text);
  }
  return parseText(text, unknown === "keep");
}

function checkedList<Value>(values: Iterable<Value>): Value[] {
  if (!isIterable(values)) {
    throw new UnknownValueError(messages.notAList(shown(values)), values);
  }
  return elements(values);
}
