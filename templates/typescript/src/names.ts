// Part of the statserver-actions binding; edit templates/typescript/src.

import type { Action } from "./action.js";
import { frozen } from "./frozen.js";
import { ACTIONS } from "./table.js";

/** The action names in table order, each once. */
export const ACTION_NAMES: readonly Action["name"][] = /* #__PURE__ */ frozen([
  .../* #__PURE__ */ new Set(
    /* #__PURE__ */ ACTIONS.map((action) => action.name),
  ),
]);

/** The ids of the rows in table order. */
export const ACTION_IDS: readonly Action["id"][] = /* #__PURE__ */ frozen(
  /* #__PURE__ */ ACTIONS.map((action) => action.id),
);
