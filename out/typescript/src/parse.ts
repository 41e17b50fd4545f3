// Part of the statserver-actions binding; edit templates/typescript/src.

import type { Action } from "./action.js";
import { ACTIONS } from "./table.js";

/** An action that is not in this catalog: its id, unchanged. */
export interface UnknownAction {
  /** Rows of the table lack this key: `isKnown` distinguishes them. */
  readonly known: false;
  /** The text that was parsed. */
  readonly id: string;
}

const BY_ID: ReadonlyMap<string, Action> = /* #__PURE__ */ new Map(
  /* #__PURE__ */ ACTIONS.map((action) => [action.id, action]),
);

/**
 * The row with this id. An id that is not in this catalog may come from data
 * with a newer one: it is kept and is not an error.
 *
 * @example
 * ```ts
 * const action = parseAction(text);
 * if (isKnown(action)) console.log(action.label);
 * action.id === text; // always
 * ```
 */
export function parseAction(id: string): Action | UnknownAction {
  return BY_ID.get(id) ?? { known: false, id };
}

/** Whether this is a row of the table, not an unknown action. */
export function isKnown(action: Action | UnknownAction): action is Action {
  return !Object.hasOwn(action, "known");
}
