// Part of the statserver-actions binding; edit templates/typescript/src.

import type { Action } from "./action.js";
import type { ObjectType } from "./vocabulary.js";

/** The id of a row, e.g. `"CALL_ANSWERED_REGULAR_DN"`. */
export type ActionId = Action["id"];

/** What one writes in a mask, e.g. `"CallAnswered"`. */
export type ActionName = Action["name"];

/** A row with this name: there are up to three. */
export type ActionNamed<Name extends ActionName> = Extract<
  Action,
  Record<"name", Name>
>;

/**
 * A row that can occur on this object type, or on one of several; among all
 * rows, or among those given: `ActionFor<"Queue", DurableAction>`.
 */
export type ActionFor<
  On extends ObjectType,
  Row extends Action = Action,
> = Row extends Action
  ? Extract<On, Row["objectTypes"][number]> extends never
    ? never
    : Row
  : never;

/** The name of a row that can occur on this object type, or on one of several. */
// Looked up, so that the rows are gone through once per object type and not at
// every call whose object type is to be inferred.
export type ActionNameFor<On extends ObjectType> = {
  readonly [Type in ObjectType]: ActionFor<Type>["name"];
}[On];

/** A row whose action lasts, from a begin to an end. */
export type DurableAction = Extract<Action, Record<"timing", "durable">>;

/** A row whose action happens at an instant: momentary or retrospective. */
export type InstantaneousAction = Exclude<Action, DurableAction>;
