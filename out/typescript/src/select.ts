// Part of the statserver-actions binding; edit templates/typescript/src.

import type { Action } from "./action.js";
import { checkFilter, checkName, checkObjectType } from "./checks.js";
import { own } from "./own.js";
import { ACTIONS } from "./table.js";
import type { ActionName, ActionNamed } from "./types.js";
import type { Mode, ObjectClass, ObjectType, Timing } from "./vocabulary.js";

/** The filters of `select`. Rows must match all that are given. */
export interface ActionFilter {
  /** The action can occur on objects of this type. */
  readonly objectType?: ObjectType | undefined;
  /** The action belongs to this object class. */
  readonly objectClass?: ObjectClass | undefined;
  /** The action has this timing. */
  readonly timing?: Timing | undefined;
  /** The action works in this mode. In regular mode every action works. */
  readonly mode?: Mode | undefined;
  /** The action is interaction-related, or is not. */
  readonly interactionRelated?: boolean | undefined;
}

/**
 * The rows that match every given filter, in table order. Only own properties of
 * the object are filters.
 *
 * @throws {@link UnknownValueError} for an unknown key or value.
 *
 * @example
 * ```ts
 * select({ objectType, timing: "durable" });
 * ```
 */
export function select(filter: ActionFilter = {}): Action[] {
  const filters = own(filter);
  checkFilter(filters);
  const { objectType, objectClass, timing, mode, interactionRelated } = filters;
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
 * All rows with this name, at least one, in table order.
 *
 * @throws {@link UnknownValueError} for an unknown name.
 *
 * @example
 * ```ts
 * named(name).map((action) => action.scope);
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
 * order: none if the action does not exist on such objects, and several if they
 * share the name there.
 *
 * @throws {@link UnknownValueError} for an unknown name or object type.
 *
 * @example
 * ```ts
 * resolve(name, objectType);
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
