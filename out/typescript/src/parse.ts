// Part of the statserver-actions binding; edit templates/typescript/src.

import type { Action } from "./action.js";
import { aliasesOf } from "./aliases.js";
import type { ActionAttributes } from "./attributes.js";
import { ACTIONS } from "./table.js";

/** An action that is not in this catalog: its id, unchanged. */
export interface UnknownAction {
  /** Rows of the table lack this key: `isKnown` distinguishes them. */
  readonly known: false;
  /** The text that was parsed. */
  readonly id: string;
}

const BY_ID: ReadonlyMap<string, Action> = /* #__PURE__ */ rowsById();

/**
 * The row with this id, or with this former id. An id that is not in this catalog may come from data
 * with a newer one: it is kept and is not an error.
 *
 * @example
 * ```ts
 * const action = parseAction(text);
 * if (isKnown(action)) console.log(action.label);
 * else console.log(`${action.id} is unknown`);
 * ```
 */
export function parseAction(id: string): Action | UnknownAction {
  const action = BY_ID.get(id);
  if (action !== undefined) {
    return action;
  }
  return { known: false, id };
}

/**
 * Whether this is a row of the table, not an unknown action; an `Action` stays one.
 */
// A predicate of one type: the compiler compares each row with it, not with all rows.
export function isKnown(
  action: ActionAttributes | UnknownAction,
): action is ActionAttributes {
  return !Object.hasOwn(action, "known");
}

function rowsById(): Map<string, Action> {
  const rows = new Map<string, Action>();
  for (const action of ACTIONS) {
    rows.set(action.id, action);
    for (const { id } of aliasesOf(action)) {
      rows.set(id, action);
    }
  }
  return rows;
}
