// Part of the statserver-actions binding; edit templates/typescript/src.

import type { Action } from "./action.js";
import type { ActionAttributes } from "./attributes.js";
import {
  check,
  checkMode,
  checkObjectType,
  checkedObject,
  checkedObjectTypes,
  checkedValues,
  type OneOrMore,
} from "./checks.js";
import { checkedName } from "./name-checks.js";
import { isPresent } from "./presence.js";
import { ACTIONS } from "./table.js";
import type { ActionFilter, Only, SelectedAction } from "./selected.js";
import type { ActionName, ActionNamed } from "./types.js";
import {
  MODES,
  OBJECT_CLASSES,
  OBJECT_TYPES,
  TIMINGS,
  type Mode,
  type ObjectType,
} from "./vocabulary.js";

/** The keys of a filter. */
const FILTERS: readonly (keyof ActionFilter)[] = [
  "objectType",
  "objectClass",
  "timing",
  "mode",
  "instantaneous",
  "interactionRelated",
];

/**
 * The rows that match every given filter, in table order. Only own properties of
 * the object are filters. Literal values narrow the type of the rows; if the table
 * has no row that matches them, the result is `never[]`.
 *
 * @throws {@link UnknownValueError} for an unknown key or value, or no value.
 *
 * @example
 * ```ts
 * select({ objectType, timing: "durable" });
 * select({ objectType: ["Agent", "Queue"], instantaneous: true });
 * ```
 */
export function select<const Filter extends ActionFilter = ActionFilter>(
  filter?: Filter & Only<Filter>,
  // The compiler would infer a filter from all rows where a list of them is expected.
): NoInfer<SelectedAction<Filter>>[] {
  const tests =
    filter === undefined ? [] : testsOf(checkedObject("filters", filter));
  const matches = (action: ActionAttributes) =>
    tests.every((test) => test(action));
  return ACTIONS.filter(matches) as unknown[] as SelectedAction<Filter>[];
}

type Test = (action: ActionAttributes) => boolean;

/** Tests of a row, one for each filter that is given. */
function testsOf(filters: ActionFilter): Test[] {
  for (const key of Object.keys(filters)) {
    check("filter", key, FILTERS);
  }
  const { objectType, objectClass, timing, mode } = filters;
  const { instantaneous, interactionRelated } = filters;
  const tests: Test[] = [];
  if (objectType !== undefined || mode !== undefined) {
    tests.push(presence(objectType, mode));
  }
  if (objectClass !== undefined) {
    const classes: ReadonlySet<string> = checkedValues(
      "object class",
      objectClass,
      OBJECT_CLASSES,
    );
    tests.push((action) => classes.has(action.objectClass));
  }
  if (timing !== undefined) {
    const timings: ReadonlySet<string> = checkedValues(
      "timing",
      timing,
      TIMINGS,
    );
    tests.push((action) => timings.has(action.timing));
  }
  if (instantaneous !== undefined) {
    check("instantaneous", instantaneous, [true, false]);
    tests.push((action) => (action.timing !== "durable") === instantaneous);
  }
  if (interactionRelated !== undefined) {
    check("interactionRelated", interactionRelated, [true, false]);
    tests.push((action) => action.interactionRelated === interactionRelated);
  }
  return tests;
}

/** Whether a row is present on one of the object types in one of the modes. */
function presence(
  objectType: OneOrMore<ObjectType> | undefined,
  mode: OneOrMore<Mode> | undefined,
): Test {
  const types =
    objectType === undefined ? OBJECT_TYPES : checkedObjectTypes(objectType);
  const modes =
    mode === undefined ? [undefined] : checkedValues("mode", mode, MODES);
  const pairs = [...types].flatMap((type) =>
    [...modes].map((mode) => [type, mode] as const),
  );
  return (action) =>
    pairs.some(([type, mode]) => isPresent(action, type, mode));
}

/**
 * All rows with this name, at least one, in table order. A former name gives the
 * rows of the name that replaced it.
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
  const current = checkedName(name);
  const actions: readonly unknown[] = ACTIONS;
  return actions.filter(
    (action): action is ActionNamed<Name> =>
      (action as Action).name === current,
  );
}

/**
 * The rows with this name that can occur on objects of this type, in this mode if
 * it is given, in table order: none if there are no such rows, and several if they
 * share the name there.
 *
 * @throws {@link UnknownValueError} for an unknown name, object type or mode.
 *
 * @example
 * ```ts
 * resolve(name, objectType);
 * ```
 */
export function resolve<Name extends ActionName>(
  name: Name,
  objectType: ObjectType,
  mode?: Mode,
): ActionNamed<Name>[] {
  checkObjectType(objectType);
  if (mode !== undefined) {
    checkMode(mode);
  }
  return named(name).filter((action) => isPresent(action, objectType, mode));
}
