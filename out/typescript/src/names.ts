// Part of the statserver-actions binding; edit templates/typescript/src.

import { frozen } from "./frozen.js";
import { ACTIONS } from "./table.js";
import type { ActionId, ActionName } from "./types.js";

/** The action names in table order, each once. */
export const ACTION_NAMES: readonly ActionName[] = /* #__PURE__ */ frozen([
  .../* #__PURE__ */ new Set(
    /* #__PURE__ */ ACTIONS.map((action) => action.name),
  ),
]);

/** The ids of the rows in table order. */
export const ACTION_IDS: readonly ActionId[] = /* #__PURE__ */ frozen(
  /* #__PURE__ */ ACTIONS.map((action) => action.id),
);
