// Part of the statserver-actions binding; edit templates/typescript/src.

import { UnknownValueError } from "./errors.js";
import * as messages from "./mask-messages.js";
import { lower } from "./lower.js";
import { SPELLINGS, WITHOUT_ROWS } from "./object-type-tables.js";
import { own } from "./own.js";
import { shown } from "./shown-value.js";
import { closest } from "./suggestion.js";
import { rowsOf } from "./text-table.js";
import {
  MODES,
  OBJECT_TYPES,
  type Mode,
  type ObjectType,
} from "./vocabulary.js";

/** One value, or several. */
export type OneOrMore<Value> = Value | Iterable<Value>;

/** Other spellings and object types without rows: each with the object type. */
const OTHER_OBJECT_TYPES: ReadonlyMap<string, readonly string[]> =
  /* #__PURE__ */ new Map(
    /* #__PURE__ */ rowsOf(`${SPELLINGS}${WITHOUT_ROWS}`).map((row) => [
      lower(row.slice(0, 1).join("")),
      row,
    ]),
  );

/** Throws an `UnknownValueError` for an unknown object type. */
export function checkObjectType(objectType: unknown): void {
  if (includes(OBJECT_TYPES, objectType)) {
    return;
  }
  const text = typeof objectType === "string" ? lower(objectType) : "";
  const [spelling, suggestion] = OTHER_OBJECT_TYPES.get(text) ?? [];
  if (spelling !== undefined && suggestion === undefined) {
    const message = messages.knownObjectType(spelling);
    throw new UnknownValueError(message, objectType);
  }
  if (suggestion !== undefined) {
    throw unknownValue("object type", objectType, suggestion);
  }
  check("object type", objectType, OBJECT_TYPES);
}

/** Throws an `UnknownValueError` for an unknown mode. */
export function checkMode(mode: unknown): asserts mode is Mode {
  check("mode", mode, MODES);
}

/** The object types, each once; at least one is needed. */
export function checkedObjectTypes(
  objectTypes: OneOrMore<ObjectType>,
): ReadonlySet<ObjectType> {
  const values = valuesOf(objectTypes);
  values.forEach(checkObjectType);
  if (values.length === 0) {
    throw new UnknownValueError(messages.noObjectType(), objectTypes);
  }
  return new Set(values);
}

/** The values of a kind, each once; at least one is needed. */
export function checkedValues<Value>(
  kind: string,
  value: OneOrMore<Value>,
  valid: readonly Value[],
): ReadonlySet<Value> {
  const values = valuesOf(value);
  for (const value of values) {
    check(kind, value, valid);
  }
  if (values.length === 0) {
    throw new UnknownValueError(`expected at least one ${kind}`, value);
  }
  return new Set(values);
}

/** Own properties of an object; any other value is an error. */
export function checkedObject<Properties extends object>(
  kind: string,
  value: Properties,
): Properties {
  if (typeof value !== "object" || !(value as unknown) || isIterable(value)) {
    const message = `expected an object with ${kind}, not ${shown(value)}`;
    throw new UnknownValueError(message, value);
  }
  return own(value);
}

/** Throws an `UnknownValueError` if a value is not one of the valid ones. */
export function check(
  kind: string,
  value: unknown,
  values: readonly unknown[],
): void {
  if (!values.includes(value)) {
    const valid = values.map(String);
    const isText = typeof value === "string";
    const suggestion = isText ? closest(value, valid) : undefined;
    throw unknownValue(kind, value, suggestion, valid);
  }
}

/** The error for an unknown value of a kind, e.g. `timing`. */
export function unknownValue(
  kind: string,
  value: unknown,
  suggestion: string | undefined,
  valid: readonly string[] = [],
): UnknownValueError {
  let message = `unknown ${kind} ${shown(value)}`;
  if (suggestion !== undefined) {
    message += `; did you mean ${shown(suggestion)}?`;
  } else if (valid.length > 0 && valid.length <= 10) {
    message += `; use one of: ${valid.join(", ")}`;
  }
  return new UnknownValueError(message, value, suggestion);
}

/** Whether a value is a list or another iterable object, and not a text. */
export function isIterable(value: unknown): value is Iterable<unknown> {
  return (
    typeof value === "object" && value !== null && Symbol.iterator in value
  );
}

function valuesOf<Value>(value: OneOrMore<Value>): readonly Value[] {
  return isIterable(value) ? [...(value as Iterable<Value>)] : [value as Value];
}

function includes(values: readonly unknown[], value: unknown): boolean {
  return values.includes(value);
}
