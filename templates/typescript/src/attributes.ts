// Part of the statserver-actions binding; edit templates/typescript/src.

import type { ObjectClass, ObjectType, Scope, Timing } from "./vocabulary.js";

/** A term of the vocabulary, or one that only a newer catalog has. */
export type OrNewer<Term extends string> = Term | (string & {});

/**
 * The attributes of a row. The type of each row is narrower: its attributes
 * have literal types. Use this type in code that accepts any row, also of newer
 * catalogs: `isTiming` and the like recognize the terms of this one.
 */
export interface ActionAttributes {
  /** Name and scope in UPPER_SNAKE: unique, and the same in every language. */
  readonly id: string;
  /** The name that a mask contains. Some names have two or three rows. */
  readonly name: string;
  /** What distinguishes rows with the same name, else `null`. */
  readonly scope: OrNewer<Scope> | null;
  /** Name and scope as the guide prints them. */
  readonly label: string;
  /** The kind of object on which the action exists. */
  readonly objectClass: OrNewer<ObjectClass>;
  /** The object types on which the action can occur. */
  readonly objectTypes: readonly OrNewer<ObjectType>[];
  /** Durable, momentary or retrospective. */
  readonly timing: OrNewer<Timing>;
  /** Whether the guide's Ixn-Related column is ticked. */
  readonly interactionRelated: boolean;
  /** Whether the action works in restricted cluster mode. */
  readonly restrictedCluster: boolean;
  /** The facts of the row that are not legible in the source. */
  readonly inferred: readonly Inferred[];
  /** The version of this package that added the row; the first one records none. */
  readonly since?: string;
  /** The announcement that a later major version removes the row. */
  readonly deprecated?: Deprecation;
  /** The former ids and names of the row, the newest last. */
  readonly formerly?: readonly Alias[];
}

/** The announcement that a later major version removes a row. */
export interface Deprecation {
  /** The first version of this package in which the row is deprecated. */
  readonly since: string;
  /** The reason in one sentence. */
  readonly reason: string;
  /** The id of the row to use instead, if there is one. */
  readonly replacedBy?: string;
}

/** A former name and scope of a row, and the id and the label that it had then. */
export interface Alias {
  readonly id: string;
  readonly name: string;
  readonly scope: OrNewer<Scope> | null;
  readonly label: string;
}

/**
 * A row of the table: its attributes have the literal types of its facts. Each fact is
 * a type argument, so that the compiler compares two rows by their ids.
 */
export interface ActionRow<
  Id extends string,
  Name extends string,
  RowScope extends Scope | null,
  Label extends string,
  Class extends ObjectClass,
  Types extends readonly ObjectType[],
  RowTiming extends Timing,
  Related extends boolean,
  Restricted extends boolean,
  Inferences extends readonly Inferred[],
> extends ActionAttributes {
  readonly id: Id;
  readonly name: Name;
  readonly scope: RowScope;
  readonly label: Label;
  readonly objectClass: Class;
  readonly objectTypes: Types;
  readonly timing: RowTiming;
  readonly interactionRelated: Related;
  readonly restrictedCluster: Restricted;
  readonly inferred: Inferences;
}

/** A fact that is not legible in the source and was filled in. */
export interface Inferred<
  Field extends string = string,
  Reason extends string = string,
> {
  /** The fact by its key in `actions.json`, e.g. `restricted_cluster`. */
  readonly field: Field;
  /** The reason for its value: an id under `inferences` in `actions.json`. */
  readonly reason: Reason;
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
