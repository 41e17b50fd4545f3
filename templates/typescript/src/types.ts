// Part of the statserver-actions binding; edit templates/typescript/src.

import type { Action } from "./action.js";
import type {
  ObjectClassesByObjectType,
  NamesByObjectClass,
  RowsByName,
} from "./table-types.js";
import type { ObjectType } from "./vocabulary.js";

/** The id of a row. */
export type ActionId = Action["id"];

/** A name that a mask contains. */
export type ActionName = Action["name"];

/** A row with this name. */
export type ActionNamed<Name extends ActionName> = RowsByName[Name];

/**
 * A row that can occur on this object type, or on one of several; of all rows,
 * or of the given ones: `ActionFor<ObjectType, DurableAction>`.
 */
export type ActionFor<
  On extends ObjectType,
  Row extends Action = Action,
> = Extract<Row, Record<"objectClass", ObjectClassesByObjectType[On]>>;

/** The name of a row that can occur on this object type, or on one of several. */
export type ActionNameFor<On extends ObjectType> =
  NamesByObjectClass[ObjectClassesByObjectType[On]];

/** A row whose action is durable: it has a start and an end. */
export type DurableAction = Extract<Action, Record<"timing", "durable">>;

/** A row whose action is instantaneous: momentary or retrospective. */
export type InstantaneousAction = Exclude<Action, Record<"timing", "durable">>;
