// Code that must not compile. Each line is expected to fail; the compiler reports each that does not.

import {
  ACTIONS,
  Action,
  isKnown,
  STATUSES,
  named,
  parseAction,
  resolve,
  select,
  statusOfNumber,
  type ActionFor,
  type ActionId,
  type ActionName,
  type ActionNameFor,
  type ActionNamed,
  type DurableAction,
  type InstantaneousAction,
  type Mode,
  type ObjectType,
  type Scope,
  type Timing,
} from "statserver-actions";

// Unknown rows.
// @ts-expect-error: several rows have this name, and none has this id
console.log(Action.CALL_ANSWERED);
// @ts-expect-error: a name is not an id
console.log(Action.CallWait);
// @ts-expect-error: lists are not rows
console.log(Action.ACTIONS);

// Rows can't be changed.
// @ts-expect-error: attributes are read-only
Action.CALL_WAIT.timing = "momentary";
// @ts-expect-error: lists in rows are read-only
Action.CALL_WAIT.objectTypes.push("Queue");
// @ts-expect-error: lists in rows are read-only
Action.CALL_WAIT.inferred.push({ field: "timing", reason: "spilled_cell" });
// @ts-expect-error: the table is read-only
ACTIONS.push(Action.CALL_WAIT);

// Unknown terms, or terms in another case.
// @ts-expect-error: not an id
export const wrongId: ActionId = "CALL_ANSWERED";
// @ts-expect-error: another case
export const wrongCase: ActionName = "callAnswered";
// @ts-expect-error: a label is not a name
export const label: ActionName = "CallAnswered (Regular DNs)";
// @ts-expect-error: the guide prints Routepoint once; it is RoutePoint
export const wrongType: ObjectType = "Routepoint";
// @ts-expect-error: not a timing
export const wrongTiming: Timing = "instantaneous";
// @ts-expect-error: not a mode
export const wrongMode: Mode = "cluster";
// @ts-expect-error: not a scope
export const wrongScope: Scope = "media_channel";
// @ts-expect-error: a text is not a name until it is checked
export const unchecked: ActionName = String("CallWait");

// What the table says does not occur.
// @ts-expect-error: queues don't dial
export const dialingQueue: ActionNameFor<"Queue"> = "CallDialing";
// @ts-expect-error: agents don't queue
export const waitingAgent: ActionNameFor<"Agent"> = "CallWait";
// @ts-expect-error: no row of route points is one of media channels
export const handling: ActionFor<"RoutePoint"> = Action.HANDLING_INBOUND;
// @ts-expect-error: Agents is no object type
export type Unheard = ActionNameFor<"Agents">;
// @ts-expect-error: it happens at an instant
export const lasting: DurableAction = Action.CALL_ANSWERED_REGULAR_DN;
// @ts-expect-error: it lasts
export const instant: InstantaneousAction = Action.CALL_WAIT;
// @ts-expect-error: another name
export const other: ActionNamed<"CallAnswered"> = Action.CALL_WAIT;

// Questions that make no sense.
// @ts-expect-error: not a name
named("CallAnswerd");
// @ts-expect-error: a label is not a name
named("CallAnswered (Regular DNs)");
// @ts-expect-error: not an object type
resolve("CallAnswered", "queue");
// @ts-expect-error: an object type is needed
resolve("CallAnswered");
// @ts-expect-error: not a key
select({ objecttype: "Queue" });
// @ts-expect-error: not a key, next to a valid one
select({ objecttype: "Queue", timing: "durable" });
// @ts-expect-error: not a timing
select({ timing: "Durable" });
// @ts-expect-error: not an object type
select({ timing: "durable", objectType: "Routepoint" });
// @ts-expect-error: a durable row is not momentary
select({ timing: "durable" }).some(({ timing }) => timing === "momentary");
// @ts-expect-error: no row matches
console.log(select({ timing: "durable", instantaneous: true })[0]?.id);
// @ts-expect-error: not a mode
resolve("CallAnswered", "Queue", "cluster");
// @ts-expect-error: not an object type, in a list of them
select({ objectType: ["Queue", "Routepoint"] });
// @ts-expect-error: a list, not a text with commas
select({ timing: "momentary,retrospective" });
// @ts-expect-error: true or false
select({ instantaneous: "yes" });
// @ts-expect-error: true or false
select({ interactionRelated: "yes" });
// @ts-expect-error: a comparison that no row can meet
console.log(Action.CALL_WAIT.timing === "momentary");

// Statuses can't be changed, and have a number.
// @ts-expect-error: the list is read-only
STATUSES.push(statusOfNumber(9));
// @ts-expect-error: ranks are read-only
statusOfNumber(9).ranks.Agent = 1;
// @ts-expect-error: a name is not a number
statusOfNumber("AfterCallWork");

// What was parsed may be unknown.
const parsed = parseAction("CALL_WAIT");
// @ts-expect-error: unknown actions have no label
console.log(parsed.label);
// @ts-expect-error: this branch is for unknown actions
console.log(isKnown(parsed) ? "" : parsed.timing);
