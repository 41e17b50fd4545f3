// Part of the statserver-actions binding; edit templates/typescript/src.

import type { Action } from "./action.js";
import type * as rows from "./actions.js";
import type {
  FormerActionId,
  FormerActionName,
} from "./earlier-names-table.js";
import type {
  IdsByFacts,
  NamesByObjectClass,
  ObjectClassesByObjectType,
  RowsByName,
} from "./table-types.js";
import type { ObjectClass, ObjectType, Timing } from "./vocabulary.js";

/** The id of a row, or a former one: code with former ids still compiles. */
export type ActionId = Action["id"] | FormerActionId;

/** A name that a mask contains, or a former one. */
export type ActionName = Action["name"] | FormerActionName;

/** A row with this name. */
export type ActionNamed<Name extends ActionName> = RowsByName[Name];

/**
 * A row that can occur on this object type, or on one of several; of all rows,
 * or of the given ones: `ActionFor<ObjectType, DurableAction>`.
 */
export type ActionFor<
  On extends ObjectType,
  Row extends Action = Action,
> = ActionWith<Row["id"] & IdWith<ObjectClassesByObjectType[On]>>;

/** The name of a row that can occur on this object type, or on one of several. */
export type ActionNameFor<On extends ObjectType> =
  NamesByObjectClass[ObjectClassesByObjectType[On]];

/** A row whose action is durable: it has a start and an end. */
export type DurableAction = ActionWith<IdWith<ObjectClass, "durable">>;

/** A row whose action is instantaneous: momentary or retrospective. */
export type InstantaneousAction = ActionWith<
  IdWith<ObjectClass, Exclude<Timing, "durable">>
>;

/** The row with this id, or with one of several. */
export type ActionWith<Id> = Lookup<typeof rows, Id>;

/** The id of a row with these facts. */
export type IdWith<
  Class extends ObjectClass = ObjectClass,
  When extends Timing = Timing,
  Related extends boolean = boolean,
  Restricted extends boolean = boolean,
> = IdsByFacts[keyof IdsByFacts & `${Class} ${When} ${Related} ${Restricted}`];

/**
 * The values of a table with these keys. The table is a parameter, so that the compiler
 * does not compare keys that it does not know yet with each key of the table.
 */
type Lookup<Table, Key> = Table[Key & keyof Table];
