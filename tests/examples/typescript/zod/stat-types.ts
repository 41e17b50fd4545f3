// Stat types that a program reads from JSON.

import { isKnown, type ActionId, type Mask } from "statserver-actions";
import { z } from "zod";

import {
  AnyAction,
  KnownId,
  MaskText,
  Name,
  ObjectTypeName,
} from "./schemas.js";

const StatType = z.object({
  objects: z.array(ObjectTypeName),
  mainMask: MaskText,
  relMask: MaskText.optional(),
});
type StatType = z.infer<typeof StatType>;

const Threshold = z.object({ action: KnownId, names: z.array(Name) });
const Event = z.object({ action: AnyAction });

const statType: StatType = StatType.parse({
  objects: ["Agent", "Place"],
  mainMask: " CallRinging , ~LoggedOut ",
});
const mainMask: Mask = statType.mainMask;
console.log(`${mainMask}`, mainMask.actions(statType.objects).length);
console.log(JSON.stringify(statType));

const id: ActionId = Threshold.parse({ action: "CALL_WAIT", names: [] }).action;
console.log(id);

for (const text of ["CALL_WAIT", "CALL_TELEPORTED"]) {
  const { action } = Event.parse({ action: text });
  console.log(action.id, isKnown(action) ? action.label : "is unknown");
}

for (const [schema, data] of [
  [StatType, { objects: ["Agnet"], mainMask: "*,!LoggedOut,CallWiat" }],
  [StatType, { objects: "Agent", mainMask: null }],
  [Threshold, { action: "CALL_WAITS", names: ["CallWait", "CALL_WAIT"] }],
] as const) {
  for (const issue of schema.safeParse(data).error?.issues ?? []) {
    console.log(issue.path.join("."), "|", issue.message);
    if (issue.code === "custom") console.log("  suggestion:", issue.params);
  }
}

console.log(JSON.stringify(z.toJSONSchema(StatType, { io: "input" })));
