// Part of the statserver-actions binding; edit templates/typescript/src.

import type { Action } from "./action.js";
import { unknownValue } from "./checks.js";
import { UnknownValueError } from "./errors.js";
import { currentName } from "./name-index.js";
import { nameProblem } from "./name-problems.js";
import { own } from "./own.js";
import { isKnown, parseAction } from "./parse.js";
import { read } from "./reading.js";
import { REMOVED_ACTIONS } from "./removed-actions-table.js";
import { ACTIONS } from "./table.js";

/**
 * The action name; for a former name, the one that replaced it.
 *
 * @throws {@link UnknownValueError} for an unknown action name.
 */
export function checkedName(value: unknown): Action["name"] {
  const name = typeof value === "string" ? currentName(value) : undefined;
  if (name === undefined) {
    throw unknownName("action name", value);
  }
  return name;
}

/** The rows of a name, or the one row of an id. */
export type NamedRows = readonly [name: string, rows: readonly Action[]];

/**
 * The rows that a name, an id or a row is about. Rows are identified by id, so that
 * a copy of a row is accepted too. Former names and ids are accepted.
 *
 * @throws {@link UnknownValueError} for any other value.
 */
export function namedRows(value: unknown): NamedRows {
  const name = typeof value === "string" ? currentName(value) : undefined;
  if (name !== undefined) {
    return [name, ACTIONS.filter((action) => action.name === name)];
  }
  const id = typeof value === "string" ? value : ownId(value);
  const action = parseAction(id);
  if (!isKnown(action)) {
    throw removal(id, value) ?? unknownName("action or action name", value);
  }
  return [action.name, [action]];
}

/** The error for the id of a removed row, or for a copy of the row. */
function removal(id: string, value: unknown): UnknownValueError | undefined {
  const removed = Object.hasOwn(REMOVED_ACTIONS, id) && REMOVED_ACTIONS[id];
  if (!removed) {
    return undefined;
  }
  const { reason, replacedBy, since } = own(removed);
  const message = `${id} was removed in version ${since}: ${reason}`;
  const hint = replacedBy === undefined ? "" : ` Use ${replacedBy} instead.`;
  return new UnknownValueError(`${message}${hint}`, value);
}

/** The error for a value that is not an action name. */
function unknownName(kind: string, value: unknown): UnknownValueError {
  if (typeof value !== "string") {
    return unknownValue(kind, value, undefined);
  }
  const { isExplained, message, suggestion } = nameProblem(value);
  return isExplained
    ? new UnknownValueError(message, value, suggestion)
    : unknownValue(kind, value, suggestion);
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
