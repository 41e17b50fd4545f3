// Part of the statserver-actions binding; edit templates/typescript/src.

import type { ObjectClass, ObjectType, Scope, Timing } from "./vocabulary.js";

/**
 * The attributes of a row. The type of each row is narrower: its attributes
 * have literal types. Use this type in code that accepts any row, also of newer
 * catalogs.
 */
export interface ActionAttributes {
  /** Name and scope in UPPER_SNAKE: unique, and the same in every language. */
  readonly id: string;
  /** The name that a mask contains. Some names have two or three rows. */
  readonly name: string;
  /** What distinguishes rows with the same name, else `null`. */
  readonly scope: Scope | null;
  /** Name and scope as the guide prints them. */
  readonly label: string;
  /** The kind of object on which the action exists. */
  readonly objectClass: ObjectClass;
  /** The object types on which the action can occur. */
  readonly objectTypes: readonly ObjectType[];
  /** Durable, momentary or retrospective. */
  readonly timing: Timing;
  /** Whether the guide's Ixn-Related column is ticked. */
  readonly interactionRelated: boolean;
  /** Whether the action works in restricted cluster mode. */
  readonly restrictedCluster: boolean;
  /** The facts of the row that are not legible in the source. */
  readonly inferred: readonly Inferred[];
}

/**
 * A row of the table: its attributes have the literal types of its facts. Types of
 * this interface are compared by their facts, not attribute by attribute.
 */
export interface ActionRow<
  Facts extends ActionAttributes,
> extends ActionAttributes {
  readonly id: Facts["id"];
  readonly name: Facts["name"];
  readonly scope: Facts["scope"];
  readonly label: Facts["label"];
  readonly objectClass: Facts["objectClass"];
  readonly objectTypes: Facts["objectTypes"];
  readonly timing: Facts["timing"];
  readonly interactionRelated: Facts["interactionRelated"];
  readonly restrictedCluster: Facts["restrictedCluster"];
  readonly inferred: Facts["inferred"];
}

/** A fact that is not legible in the source and was filled in. */
export interface Inferred {
  /** The fact by its key in `actions.json`, e.g. `restricted_cluster`. */
  readonly field: string;
  /** The reason for its value: an id under `inferences` in `actions.json`. */
  readonly reason: string;
}

/**
 * A list of object types with literal elements whose `includes` accepts every
 * object type, whatever the row.
 */
export interface ListOf<
  ObjectTypes extends readonly ObjectType[],
> extends ReadonlyArray<ObjectTypes[number]> {
  includes(searchElement: ObjectType, fromIndex?: number): boolean;
}
