// Part of the statserver-actions binding; edit templates/typescript/src.

import type * as rows from "./actions.js";

/** The rows of the table by id: `Action.ID`. */
export * as Action from "./actions.js";

/** Any row of the table. */
export type Action = (typeof rows)[keyof typeof rows];
