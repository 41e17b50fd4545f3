// Reads the rows of a newer package with an older one: all values are kept, and known ones are narrowed.

import {
  isKnown,
  isObjectClass,
  isObjectType,
  isScope,
  isTiming,
  parseAction,
  type ActionAttributes,
  type ObjectType,
  type Timing,
} from "statserver-actions";
import { ACTIONS } from "statserver-actions-newer";

const rows: readonly ActionAttributes[] = ACTIONS;

export function timingOf(row: ActionAttributes): Timing | undefined {
  // @ts-expect-error: a newer catalog may have another timing
  const timing: Timing = row.timing;
  return isTiming(row.timing) ? timing : undefined;
}

for (const { id, objectClass, objectTypes, scope, timing } of rows) {
  const types: ObjectType[] = objectTypes.filter(isObjectType);
  const action = parseAction(id);
  const terms = [
    isObjectClass(objectClass),
    scope === null || isScope(scope),
    isTiming(timing),
    isKnown(action),
  ];
  console.log(action.id, types.length, objectTypes.length, ...terms);
}
