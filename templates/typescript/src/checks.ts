// Part of the statserver-actions binding; edit templates/typescript/src.

import { UnknownValueError } from "./errors.js";
import { isName, suggestedName } from "./mask-names.js";
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

/** The term for each key of a filter in messages, and its valid values. */
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

/** Throws an `UnknownValueError` for an unknown object type. */
export function checkObjectType(objectType: ObjectType): void {
  check("object type", objectType, OBJECT_TYPES);
}

/** Throws an `UnknownValueError` for an unknown mode. */
export function checkMode(mode: Mode): void {
  check("mode", mode, MODES);
}

/**
 * Throws an `UnknownValueError` for an unknown action name. It suggests the name
 * of the row if the text is the id or the label of one.
 */
export function checkName(name: string): void {
  if (!isName(name)) {
    throw unknownValue("action name", name, suggestedName(String(name)));
  }
}

/** Throws an `UnknownValueError` if a value is not one of the valid ones. */
export function check(
  kind: string,
  value: unknown,
  values: readonly unknown[],
): void {
  if (!values.includes(value)) {
    const valid = values.map(String);
    throw unknownValue(kind, value, closest(String(value), valid), valid);
  }
}

/** The error for an unknown value of a kind, e.g. `timing`. */
export function unknownValue(
  kind: string,
  value: unknown,
  suggestion: string | undefined,
  valid: readonly string[] = [],
): UnknownValueError {
  let message = `unknown ${kind} ${printed(value)}`;
  if (suggestion !== undefined) {
    message += `; did you mean ${printed(suggestion)}?`;
  } else if (valid.length > 0 && valid.length <= 10) {
    message += `; use one of: ${valid.join(", ")}`;
  }
  return new UnknownValueError(message, value, suggestion);
}

function printed(value: unknown): string {
  const text = String(value).slice(0, 100);
  return typeof value === "string" ? JSON.stringify(text) : text;
}
