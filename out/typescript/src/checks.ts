// Part of the statserver-actions binding; edit templates/typescript/src.

import { UnknownValueError } from "./errors.js";
import { isName, nameMeant } from "./mask-names.js";
import type { ActionFilter } from "./select.js";
import { closest } from "./suggestion.js";
import {
  MODES,
  OBJECT_CLASSES,
  OBJECT_TYPES,
  TIMINGS,
  type Mode,
  type ObjectType,
} from "./vocabulary.js";

/** What each key of a filter is, in words, and the values that it can have. */
const FILTERS: Readonly<
  Record<keyof ActionFilter, readonly [string, readonly unknown[]]>
> = {
  objectType: ["object type", OBJECT_TYPES],
  objectClass: ["object class", OBJECT_CLASSES],
  timing: ["timing", TIMINGS],
  mode: ["mode", MODES],
  interactionRelated: ["interactionRelated", [true, false]],
};

/** Throws an `UnknownValueError` at the first unknown key or value. */
export function checkFilter(filter: ActionFilter): void {
  for (const key of Object.keys(filter)) {
    check("filter", key, Object.keys(FILTERS));
  }
  for (const [key, [kind, values]] of Object.entries(FILTERS)) {
    const value = filter[key as keyof ActionFilter];
    if (value !== undefined) {
      check(kind, value, values);
    }
  }
}

/** Throws an `UnknownValueError` if this is no object type. */
export function checkObjectType(objectType: ObjectType): void {
  check("object type", objectType, OBJECT_TYPES);
}

/** Throws an `UnknownValueError` if this is no mode. */
export function checkMode(mode: Mode): void {
  check("mode", mode, MODES);
}

/**
 * Throws an `UnknownValueError` if this is no action name. Where it is the id
 * or the label of a row, the row's name is what was meant.
 */
export function checkName(name: string): void {
  if (!isName(name)) {
    throw unknownValue("action name", name, nameMeant(String(name)));
  }
}

/** Throws an `UnknownValueError` if a value is none of those of its kind. */
export function check(
  kind: string,
  value: unknown,
  values: readonly unknown[],
): void {
  if (!values.includes(value)) {
    const known = values.map(String);
    throw unknownValue(kind, value, closest(String(value), known), known);
  }
}

/** The error for a value of a kind that there is not. */
export function unknownValue(
  kind: string,
  value: unknown,
  suggestion: string | undefined,
  known: readonly string[] = [],
): UnknownValueError {
  let message = `there is no ${kind} ${shown(value)}`;
  if (suggestion !== undefined) {
    message += `; did you mean ${shown(suggestion)}?`;
  } else if (known.length > 0 && known.length <= 10) {
    message += `; there are: ${known.join(", ")}`;
  }
  return new UnknownValueError(message, value, suggestion);
}

function shown(value: unknown): string {
  const text = String(value).slice(0, 100);
  return typeof value === "string" ? JSON.stringify(text) : text;
}
