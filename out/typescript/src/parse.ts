// Part of the statserver-actions binding; edit templates/typescript/src.

import type { Action } from "./action.js";
import { ACTIONS } from "./table.js";

/** An action that this catalog does not have: its id, kept as it was read. */
export interface UnknownAction {
  /** Rows of the table have no such key: `isKnown` tells them apart. */
  readonly known: false;
  /** The text that was read. */
  readonly id: string;
}

const BY_ID: ReadonlyMap<string, Action> = /* #__PURE__ */ new Map(
  /* #__PURE__ */ ACTIONS.map((action) => [action.id, action]),
);

/**
 * The row with this id. An id that this catalog does not have may come from
 * data that knows a newer one: it is kept, and not an error.
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

/** Whether this is a row of the table, and not what `parseAction` kept. */
export function isKnown(action: Action | UnknownAction): action is Action {
  return !("known" in action);
}
