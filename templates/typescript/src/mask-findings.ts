// Part of the statserver-actions binding; edit templates/typescript/src.

import type { Action } from "./action.js";
import type { MaskContext } from "./mask-context.js";
import * as messages from "./mask-messages.js";
import type { MaskFinding } from "./mask-problems.js";
import { inOrder, isName } from "./name-index.js";
import type { NamedRows } from "./name-checks.js";
import * as objectTypesOfClasses from "./object-types.js";
import { hasMode, isPresent } from "./presence.js";
import { quoted } from "./quoted-text.js";
import { ACTIONS } from "./table.js";
import type { ObjectType } from "./vocabulary.js";

/** What the object types cannot do together, or in the mode. */
export function objectFindings({
  mode,
  objectTypes,
}: MaskContext): MaskFinding[] {
  const classes = Object.values(objectTypesOfClasses);
  const isOfOneClass = classes.some((ofClass) =>
    objectTypes.every((type) => ofClass.includes(type)),
  );
  const unsupported = objectTypes.filter((type) => !hasMode(type, mode));
  const findings: MaskFinding[] = [];
  if (objectTypes.length > 1 && !isOfOneClass) {
    findings.push({
      name: undefined,
      reason: "separate-objects",
      objectTypes,
      actions: [],
      message: messages.separateObjects(objectTypes.join(", ")),
    });
  }
  if (unsupported.length > 0) {
    findings.push({
      name: undefined,
      reason: "mode-not-on-objects",
      objectTypes: unsupported,
      actions: [],
      message: messages.modeNotOnObjects(unsupported.join(", ")),
    });
  }
  return findings;
}

/**
 * What a name cannot do on the object types.
 *
 * @param hasStar - Whether the mask means all names but the listed ones.
 */
export function nameFindings(
  name: string,
  hasStar: boolean,
  { mode, objectTypes }: MaskContext,
): MaskFinding[] {
  if (!isName(name)) {
    const message = hasStar
      ? messages.unknownExcluded(quoted(name))
      : messages.unknownIncluded(quoted(name));
    const reason = "unknown-name";
    return [{ name, reason, objectTypes, actions: [], message }];
  }
  const rows = ACTIONS.filter((row) => row.name === name);
  const absent = objectTypes.filter(
    (type) => !rows.some((row) => isPresent(row, type, undefined)),
  );
  const idle = objectTypes.filter(
    (type) =>
      !absent.includes(type) &&
      hasMode(type, mode) &&
      !rows.some((row) => isPresent(row, type, mode)),
  );
  return [
    ...(absent.length > 0 ? [absence(name, "not-on-objects", absent)] : []),
    ...(idle.length > 0 ? [absence(name, "not-in-mode", idle)] : []),
  ];
}

/** Why no mask selects exactly these rows there: empty if one does. */
export function obstacles(
  { objectTypes, rows }: MaskContext,
  selection: readonly NamedRows[],
): MaskFinding[] {
  const present = new Set(rows);
  return inOrder(selection.map(([name]) => name)).flatMap((name) => {
    const requests = selection
      .filter(([requested]) => requested === name)
      .map(([, ofName]) => ofName);
    const reasons = requests
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
    const requested = new Set(requests.flat());
    const shared = rows.filter((row) => row.name === name);
    const others = shared.filter((row) => !requested.has(row));
    return others.length > 0 && others.length < shared.length
      ? [...findings, sharing(name, objectTypes, others)]
      : findings;
  });
}

function absence(
  name: string,
  reason: "not-on-objects" | "not-in-mode",
  objectTypes: readonly ObjectType[],
): MaskFinding {
  const types = objectTypes.join(", ");
  const message =
    reason === "not-in-mode"
      ? messages.notInMode(quoted(name), types)
      : messages.notOnObjects(quoted(name), types);
  return { name, reason, objectTypes, actions: [], message };
}

function sharing(
  name: string,
  objectTypes: readonly ObjectType[],
  actions: readonly Action[],
): MaskFinding {
  const ids = actions.map(({ id }) => id).join(", ");
  const types = objectTypes.join(", ");
  const message = messages.sharedName(quoted(name), ids, types);
  return { name, reason: "shared-name", objectTypes, actions, message };
}
