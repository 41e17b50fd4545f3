// Part of the statserver-actions binding; edit templates/typescript/src.

import type { ObjectClass, ObjectType, Scope, Timing } from "./vocabulary.js";

/**
 * What every row of the table has. Each row's own type is narrower: it knows
 * the values. Take this type where code should accept any row, those of newer
 * catalogs included.
 */
export interface ActionAttributes {
  /** Name and scope in UPPER_SNAKE, the same in every language: unique. */
  readonly id: string;
  /** What one writes in a mask. Some names stand on two or three rows. */
  readonly name: string;
  /** The bracket behind a name that stands on several rows, else `null`. */
  readonly scope: Scope | null;
  /** Name and scope as the guide prints them. */
  readonly label: string;
  /** The one column among the object classes that is ticked. */
  readonly objectClass: ObjectClass;
  /** The object types on which the action can occur. */
  readonly objectTypes: readonly ObjectType[];
  /** Whether the action lasts, or happens at an instant and tells of what. */
  readonly timing: Timing;
  /** Whether the guide's Ixn-Related column is ticked. */
  readonly interactionRelated: boolean;
  /** Whether the action works in restricted cluster mode. */
  readonly restrictedCluster: boolean;
  /** The cells of the row that are not legible in the source. */
  readonly inferred: readonly Inferred[];
}

/** A cell that is not legible in the source and was filled in by reasoning. */
export interface Inferred {
  /** The cell, by its name in `actions.json`, e.g. `restricted_cluster`. */
  readonly field: string;
  /** Why its value is believed: an id under `inferences` in `actions.json`. */
  readonly reason: string;
}

/**
 * A list of object types that knows its elements, and yet can be asked for any:
 * `action.objectTypes.includes("Queue")` compiles whatever the row.
 */
export interface ListOf<
  ObjectTypes extends readonly ObjectType[],
> extends ReadonlyArray<ObjectTypes[number]> {
  includes(searchElement: ObjectType, fromIndex?: number): boolean;
}
