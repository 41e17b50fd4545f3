// Part of the statserver-actions binding; edit templates/typescript/src.

import { UnknownValueError } from "./errors.js";
import * as messages from "./mask-messages.js";
import { lower } from "./lower.js";
import { SPELLINGS, WITHOUT_ROWS } from "./object-type-tables.js";
import { own } from "./own.js";
import { read } from "./reading.js";
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

/** Other spellings, each with the object type, and object types without rows. */
const OTHER_OBJECT_TYPES: ReadonlyMap<string, readonly string[]> =
  /* #__PURE__ */ new Map(
    /* #__PURE__ */ rowsOf(`${SPELLINGS}${WITHOUT_ROWS}`).map((row) => [
      lower(row.slice(0, 1).join("")),
      row,
    ]),
  );

/** Throws an `UnknownValueError` for an unknown object type. */
export function checkObjectType(objectType: unknown): void {
  const values: readonly unknown[] = OBJECT_TYPES;
  if (!values.includes(objectType)) {
    throw unknownObjectType(objectType);
  }
}

function unknownObjectType(value: unknown): UnknownValueError {
  const kind = "object type";
  const text = typeof value === "string" ? lower(value) : "";
  const [name, objectType] = OTHER_OBJECT_TYPES.get(text) ?? [];
  if (name === undefined) {
    return unknownAmong(kind, value, OBJECT_TYPES);
  }
  return objectType === undefined
    ? new UnknownValueError(messages.knownObjectType(name), value)
    : unknownValue(kind, value, objectType);
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
    throw unknownAmong(kind, value, values);
  }
}

/** The error for a value that is not one of the valid ones. */
function unknownAmong(
  kind: string,
  value: unknown,
  values: readonly unknown[],
): UnknownValueError {
  const valid = values.map(String);
  const isText = typeof value === "string";
  const suggestion = isText ? closest(value, valid) : undefined;
  return unknownValue(kind, value, suggestion, valid);
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
    typeof value === "object" &&
    value !== null &&
    read(
      value,
      () => typeof (value as Iterable<unknown>)[Symbol.iterator] === "function",
    )
  );
}

/** The elements of a list. */
export function elements<Element>(list: Iterable<Element>): Element[] {
  return read(list, () => [...list]);
}

function valuesOf<Value>(value: OneOrMore<Value>): readonly Value[] {
  return isIterable(value)
    ? elements(value as Iterable<Value>)
    : [value as Value];
}
