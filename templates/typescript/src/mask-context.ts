// Part of the statserver-actions binding; edit templates/typescript/src.

import type { Action } from "./action.js";
import { checkMode, checkObjectType } from "./checks.js";
import { UnknownValueError } from "./errors.js";
import { inOrder, isName } from "./mask-names.js";
import { quoted, type MaskFinding, type MaskReason } from "./mask-problems.js";
import { select } from "./select.js";
import { OBJECT_TYPES, type Mode, type ObjectType } from "./vocabulary.js";

/** One object type, or types. */
export type ObjectTypes = ObjectType | Iterable<ObjectType>;

/** Object types and a mode, and the rows that can occur there. */
export interface MaskContext {
  /** The object types in the order of the vocabulary. */
  readonly objectTypes: readonly ObjectType[];
  readonly mode: Mode;
  /** The rows, in table order. */
  readonly rows: readonly Action[];
}

/** Throws an `UnknownValueError` for an unknown value or no object type. */
export function contextOf(objectTypes: ObjectTypes, mode: Mode): MaskContext {
  const types = new Set(
    typeof objectTypes === "string" ? [objectTypes] : objectTypes,
  );
  types.forEach(checkObjectType);
  checkMode(mode);
  if (types.size === 0) {
    throw new UnknownValueError(
      "expected at least one object type",
      objectTypes,
    );
  }
  return {
    objectTypes: OBJECT_TYPES.filter((type) => types.has(type)),
    mode,
    rows: select({ mode }).filter(({ objectTypes: on }) =>
      on.some((type) => types.has(type)),
    ),
  };
}

/** The findings of each name. */
export function findingsOf(
  { mode, objectTypes }: MaskContext,
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
      ...(absent.length > 0 ? [absence(name, "not-on-objects", absent)] : []),
      ...(idle.length > 0 ? [absence(name, "not-in-mode", idle)] : []),
    ];
  });
}

/** A name, and the rows of it to select. */
export type Selected = readonly [name: string, rows: readonly Action[]];

/** Why no mask selects exactly these rows there: empty if one does. */
export function obstacles(
  { objectTypes, rows }: MaskContext,
  selection: readonly Selected[],
): MaskFinding[] {
  const present = new Set(rows);
  return inOrder(selection.map(([name]) => name)).flatMap((name) => {
    const sets = selection
      .filter(([selected]) => selected === name)
      .map(([, ofName]) => ofName);
    const reasons = sets
      .filter((ofName) => !ofName.some((row) => present.has(row)))
      .map((ofName) =>
        ofName.some((row) =>
          row.objectTypes.some((type) => objectTypes.includes(type)),
        )
          ? "not-in-mode"
          : "not-on-objects",
      );
    const findings = (["not-on-objects", "not-in-mode"] as const)
      .filter((reason) => reasons.includes(reason))
      .map((reason) => absence(name, reason, objectTypes));
    const chosen = new Set(sets.flat());
    const shared = rows.filter((row) => row.name === name);
    const others = shared.filter((row) => !chosen.has(row));
    if (others.length > 0 && others.length < shared.length) {
      const ids = others.map(({ id }) => id).join(", ");
      const message =
        `also selects ${ids} on ${objectTypes.join(", ")}; ` +
        "a mask can't tell rows of one name apart";
      findings.push(finding(name, "shared-name", objectTypes, message, others));
    }
    return findings;
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

function absence(
  name: string,
  reason: "not-on-objects" | "not-in-mode",
  objectTypes: readonly ObjectType[],
): MaskFinding {
  const verb =
    reason === "not-in-mode" ? "work in restricted cluster mode" : "occur";
  const message = `does not ${verb} on ${objectTypes.join(", ")}`;
  return finding(name, reason, objectTypes, message);
}

function finding(
  name: string,
  reason: MaskReason,
  objectTypes: readonly ObjectType[],
  message: string,
  actions: readonly Action[] = [],
): MaskFinding {
  return {
    name,
    reason,
    objectTypes,
    actions,
    message: `${quoted(name)} ${message}`,
  };
}
