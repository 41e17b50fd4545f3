// What a consumer wrote with release 1.0.0: it compiles with every later release of that major version.

import {
  Action,
  isActionId,
  isActionName,
  mask,
  maskFor,
  maskOf,
  named,
  parseAction,
  parseMask,
  resolve,
  shortestMask,
  type ActionFor,
  type ActionId,
  type ActionName,
  type ActionNameFor,
  type ActionNamed,
} from "statserver-actions";
import { CALL_IN_QUEUE } from "statserver-actions/actions";

// Constants.
export const rows: Action[] = [
  CALL_IN_QUEUE,
  Action.CALL_HELD,
  Action.CALL_IN_QUEUE,
  Action.CALL_WAIT,
  Action.CALL_LOST,
];

// Types of names and ids.
export const id: ActionId = "CALL_IN_QUEUE";
export const name: ActionName = "CallInQueue";
export const onQueue: ActionNameFor<"Queue"> = "CallInQueue";
export const row: ActionNamed<"CallInQueue"> = Action.CALL_IN_QUEUE;
export const same: typeof CALL_IN_QUEUE = Action.CALL_IN_QUEUE;
export const lasting: ActionFor<"Queue"> = Action.CALL_WAIT;

// Functions that accept names and ids.
export const text = "CallInQueue" as string;
export const masks = [
  mask("*", "~CallInQueue"),
  mask("CallHeld"),
  maskFor("Queue", "CallInQueue", "~CallLost"),
  maskOf(["CallInQueue", "CallHeld"]),
  parseMask("CallInQueue,CallParked"),
  shortestMask(["CALL_IN_QUEUE", "CallLost"], "Queue"),
];
export const actions = [
  ...named("CallInQueue"),
  ...named("CallWait"),
  ...resolve("CallInQueue", "Queue"),
  ...(isActionName(text) ? named(text) : []),
  ...(isActionId("CALL_IN_QUEUE") ? [parseAction("CALL_IN_QUEUE")] : []),
];
export const isContained = [
  masks[0]?.has("CallInQueue"),
  masks[0]?.has("CALL_IN_QUEUE"),
  masks[0]?.has(Action.CALL_IN_QUEUE),
];
export const names: ActionName[] = parseMask("*").names("Queue");
export const current: Action["name"][] = parseMask("*").names("Queue");
