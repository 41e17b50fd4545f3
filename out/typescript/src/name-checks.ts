// Part of the statserver-actions binding; edit templates/typescript/src.

import type { Action } from "./action.js";
import { unknownValue } from "./checks.js";
import { UnknownValueError } from "./errors.js";
import { isName } from "./name-index.js";
import { nameProblem } from "./name-problems.js";
import { isKnown, parseAction } from "./parse.js";
import { read } from "./reading.js";
import { ACTIONS } from "./table.js";

/** Throws an `UnknownValueError` for an unknown action name. */
export function checkName(name: unknown): void {
  if (typeof name !== "string" || !isName(name)) {
    throw unknownName("action name", name);
  }
}

/** The rows of a name, or the one row of an id. */
export type NamedRows = readonly [name: string, rows: readonly Action[]];

/**
 * The rows that a name, an id or a row is about. Rows are identified by id, so that
 * a copy of a row is accepted too.
 *
 * @throws {@link UnknownValueError} for any other value.
 */
export function namedRows(value: unknown): NamedRows {
  if (typeof value === "string" && isName(value)) {
    return [value, ACTIONS.filter(({ name }) => name === value)];
  }
  const action = parseAction(typeof value === "string" ? value : ownId(value));
  if (!isKnown(action)) {
    throw unknownName("action or action name", value);
  }
  return [action.name, [action]];
}

/** The error for a value that is not an action name. */
function unknownName(kind: string, value: unknown): UnknownValueError {
  if (typeof value !== "string") {
    return unknownValue(kind, value, undefined);
  }
  const { knownAs, message, suggestion } = nameProblem(value);
  return knownAs === undefined
    ? unknownValue(kind, value, suggestion)
    : new UnknownValueError(message, value, suggestion);
}

/** The id of a row or of a copy; empty for any other value. */
function ownId(row: unknown): string {
  if (typeof row !== "object" || row === null) {
    return "";
  }
  const id = read(row, () =>
    Object.hasOwn(row, "id") ? (row as { readonly id: unknown }).id : "",
  );
  return typeof id === "string" ? id : "";
}
