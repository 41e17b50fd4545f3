// Part of the statserver-actions binding; edit templates/typescript/src.

import type { ActionAttributes } from "./attributes.js";
import { MODES_OF_OBJECT_TYPES } from "./object-type-tables.js";
import { rowsOf } from "./text-table.js";
import type { Mode, ObjectType } from "./vocabulary.js";

const MODES_OF: ReadonlyMap<string, readonly string[]> =
  /* #__PURE__ */ new Map(
    /* #__PURE__ */ rowsOf(MODES_OF_OBJECT_TYPES).map(
      ([objectType = "", ...modes]) => [objectType, modes],
    ),
  );

/** Whether an object type is supported in a mode. */
export function hasMode(objectType: ObjectType, mode: Mode): boolean {
  return MODES_OF.get(objectType)?.includes(mode) ?? false;
}

/**
 * Whether a row is present on an object type in a mode: it can occur there, the
 * object type has the mode, and the row works in it. Without a mode, in any.
 */
export function isPresent(
  row: ActionAttributes,
  objectType: ObjectType,
  mode: Mode | undefined,
): boolean {
  return (
    row.objectTypes.includes(objectType) &&
    (mode === undefined || hasMode(objectType, mode)) &&
    (mode !== "restricted_cluster" || row.restrictedCluster)
  );
}
