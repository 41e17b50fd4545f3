// Part of the statserver-actions binding; edit templates/typescript/src.

import type { Action } from "./action.js";
import { checkMode, checkObjectType } from "./checks.js";
import { UnknownValueError } from "./errors.js";
import { inOrder, isName } from "./mask-names.js";
import { shown, type MaskFinding, type MaskReason } from "./mask-problems.js";
import { select } from "./select.js";
import { OBJECT_TYPES, type Mode, type ObjectType } from "./vocabulary.js";

/** One object type, or several. */
export type ObjectTypes = ObjectType | Iterable<ObjectType>;

/** Object types and a mode: where a mask selects rows. */
export interface Place {
  /** The object types in the order of the vocabulary. */
  readonly objectTypes: readonly ObjectType[];
  readonly mode: Mode;
  /** The rows that can occur there, in table order. */
  readonly rows: readonly Action[];
}

/** Throws an `UnknownValueError` if one is unknown, or none is given. */
export function placeOf(objectTypes: ObjectTypes, mode: Mode): Place {
  const several = new Set(
    typeof objectTypes === "string" ? [objectTypes] : objectTypes,
  );
  several.forEach(checkObjectType);
  checkMode(mode);
  if (several.size === 0) {
    throw new UnknownValueError("no object type is given", objectTypes);
  }
  return {
    objectTypes: OBJECT_TYPES.filter((type) => several.has(type)),
    mode,
    rows: select({ mode }).filter(({ objectTypes: on }) =>
      on.some((type) => several.has(type)),
    ),
  };
}

/** What each of the names can't do there. */
export function findingsOf(
  { mode, objectTypes }: Place,
  names: readonly string[],
): MaskFinding[] {
  const present = namesOn(objectTypes, "regular");
  const working = namesOn(objectTypes, mode);
  return names.flatMap((name) => {
    if (!isName(name)) {
      const message = "is not in this catalog, so it selects nothing";
      return [finding(name, "unknown-name", objectTypes, message)];
    }
    const absent = objectTypes.filter((type) => !present.get(type)?.has(name));
    const idle = objectTypes.filter(
      (type) => !absent.includes(type) && !working.get(type)?.has(name),
    );
    return [
      ...(absent.length > 0 ? [nowhere(name, "not-on-objects", absent)] : []),
      ...(idle.length > 0 ? [nowhere(name, "not-in-mode", idle)] : []),
    ];
  });
}

/** A name, and rows of it that are wanted. */
export type Wanted = readonly [name: string, rows: readonly Action[]];

/** Why no mask selects just the wanted rows there: nothing where one does. */
export function obstacles(
  { objectTypes, rows }: Place,
  wanted: readonly Wanted[],
): MaskFinding[] {
  const here = new Set(rows);
  return inOrder(wanted.map(([name]) => name)).flatMap((name) => {
    const sets = wanted.filter(([it]) => it === name).map(([, them]) => them);
    const reasons = sets
      .filter((them) => !them.some((row) => here.has(row)))
      .map((them) =>
        them.some((row) =>
          row.objectTypes.some((it) => objectTypes.includes(it)),
        )
          ? "not-in-mode"
          : "not-on-objects",
      );
    const found = (["not-on-objects", "not-in-mode"] as const)
      .filter((reason) => reasons.includes(reason))
      .map((reason) => nowhere(name, reason, objectTypes));
    const chosen = new Set(sets.flat());
    const shared = rows.filter((row) => row.name === name);
    const others = shared.filter((row) => !chosen.has(row));
    if (others.length > 0 && others.length < shared.length) {
      const ids = others.map(({ id }) => id).join(", ");
      const message =
        `also selects ${ids} on ${objectTypes.join(", ")}; ` +
        "a mask can't tell rows of one name apart";
      found.push(finding(name, "shared-name", objectTypes, message, others));
    }
    return found;
  });
}

/** The names of the rows that can occur on each of the object types. */
function namesOn(
  objectTypes: readonly ObjectType[],
  mode: Mode,
): ReadonlyMap<ObjectType, ReadonlySet<string>> {
  return new Map(
    objectTypes.map((objectType) => [
      objectType,
      new Set(select({ objectType, mode }).map(({ name }) => name)),
    ]),
  );
}

function nowhere(
  name: string,
  reason: "not-on-objects" | "not-in-mode",
  objectTypes: readonly ObjectType[],
): MaskFinding {
  const what =
    reason === "not-in-mode" ? "work in restricted cluster mode" : "occur";
  const message = `does not ${what} on ${objectTypes.join(", ")}`;
  return finding(name, reason, objectTypes, message);
}

function finding(
  name: string,
  reason: MaskReason,
  objectTypes: readonly ObjectType[],
  message: string,
  actions: readonly Action[] = [],
): MaskFinding {
  const told = `${shown(name)} ${message}`;
  return { name, reason, objectTypes, actions, message: told };
}
