// Part of the statserver-actions binding; edit templates/typescript/src.

import { ACTIONS } from "./table.js";
import type { ActionName } from "./types.js";

/** The action names in table order, each once. */
export const ACTION_NAMES: readonly ActionName[] = [
  ...new Set(ACTIONS.map((action) => action.name)),
];
