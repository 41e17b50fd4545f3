// All rows, without masks.
import { ACTIONS, OBJECT_TYPE_LABELS } from "statserver-actions";

for (const [objectType, label] of Object.entries(OBJECT_TYPE_LABELS)) {
  const actions = ACTIONS.filter((it) => it.objectTypes.includes(objectType));
  console.log(`${label}: ${actions.length} actions`);
}
