// Part of the statserver-actions binding; edit templates/typescript/src.

import type { Action } from "./action.js";
import { checkFilter, checkName, checkObjectType } from "./checks.js";
import { ACTIONS } from "./table.js";
import type { ActionName, ActionNamed } from "./types.js";
import type { Mode, ObjectClass, ObjectType, Timing } from "./vocabulary.js";

/** What rows must have to be selected. What is left out does not matter. */
export interface ActionFilter {
  /** The action can occur on objects of this type. */
  readonly objectType?: ObjectType | undefined;
  /** The action belongs to this object class. */
  readonly objectClass?: ObjectClass | undefined;
  /** The action lies in time like this. */
  readonly timing?: Timing | undefined;
  /** The action works in this mode: in regular mode, every action does. */
  readonly mode?: Mode | undefined;
  /** The action is interaction-related, or is not. */
  readonly interactionRelated?: boolean | undefined;
}

/**
 * The rows that have all that is asked for, in table order.
 *
 * @throws {@link UnknownValueError} where a key or a value is unknown.
 *
 * @example
 * ```ts
 * select({ objectType: "Queue", timing: "durable" });
 * ```
 */
export function select(filter: ActionFilter = {}): Action[] {
  checkFilter(filter);
  const { objectType, objectClass, timing, mode, interactionRelated } = filter;
  return ACTIONS.filter(
    (action) =>
      (objectType === undefined || action.objectTypes.includes(objectType)) &&
      (objectClass === undefined || action.objectClass === objectClass) &&
      (timing === undefined || action.timing === timing) &&
      (mode !== "restricted_cluster" || action.restrictedCluster) &&
      (interactionRelated === undefined ||
        action.interactionRelated === interactionRelated),
  );
}

/**
 * All rows with this name, in table order: one, two or three.
 *
 * @throws {@link UnknownValueError} where the name is unknown.
 *
 * @example
 * ```ts
 * named("CallAnswered").map((action) => action.scope);
 * ```
 */
export function named<Name extends ActionName>(
  name: Name,
): ActionNamed<Name>[] {
  checkName(name);
  return ACTIONS.filter(
    (action): action is ActionNamed<Name> => action.name === name,
  );
}

/**
 * The rows with this name that can occur on objects of this type, in table
 * order. There are none where the action does not exist on such objects, and
 * several where the name alone does not tell them apart.
 *
 * @throws {@link UnknownValueError} where the name or the type is unknown.
 *
 * @example
 * ```ts
 * resolve("CallAnswered", "Agent");
 * ```
 */
export function resolve<Name extends ActionName>(
  name: Name,
  objectType: ObjectType,
): ActionNamed<Name>[] {
  checkName(name);
  checkObjectType(objectType);
  return ACTIONS.filter(
    (action): action is ActionNamed<Name> =>
      action.name === name && action.objectTypes.includes(objectType),
  );
}
