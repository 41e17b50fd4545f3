// Part of the statserver-actions binding; edit templates/typescript/src.

import type { Action } from "./action.js";
import { checkMode, checkedObjectTypes, type OneOrMore } from "./checks.js";
import { isPresent } from "./presence.js";
import { ACTIONS } from "./table.js";
import { OBJECT_TYPES, type Mode, type ObjectType } from "./vocabulary.js";

/** One object type, or several. */
export type ObjectTypes = OneOrMore<ObjectType>;

/** Object types and a mode, and the rows that are present there. */
export interface MaskContext {
  /** The object types in the order of the vocabulary. */
  readonly objectTypes: readonly ObjectType[];
  readonly mode: Mode;
  /** The rows, in table order. */
  readonly rows: readonly Action[];
}

/** Throws an `UnknownValueError` for an unknown value or no object type. */
export function contextOf(objectTypes: ObjectTypes, mode: Mode): MaskContext {
  const types = checkedObjectTypes(objectTypes);
  checkMode(mode);
  const inOrder = OBJECT_TYPES.filter((type) => types.has(type));
  return {
    objectTypes: inOrder,
    mode,
    rows: ACTIONS.filter((row) =>
      inOrder.some((type) => isPresent(row, type, mode)),
    ),
  };
}
