// What a consumer writes: all of this compiles. `Is` proves types equal, not just assignable.

import {
  ACTIONS,
  ACTION_IDS,
  ACTION_NAMES,
  Action,
  MODES,
  OBJECT_CLASSES,
  OBJECT_TYPES,
  OBJECT_TYPE_LABELS,
  SCOPES,
  STATUSES,
  TIMINGS,
  UnknownValueError,
  isActionId,
  isActionName,
  isDurable,
  isInstantaneous,
  isKnown,
  isObjectType,
  named,
  parseAction,
  resolve,
  select,
  statusOfNumber,
  type ActionAttributes,
  type ActionFilter,
  type ActionFor,
  type ActionId,
  type ActionName,
  type ActionNameFor,
  type ActionNamed,
  type DurableAction,
  type Evidence,
  type InstantaneousAction,
  type Mode,
  type ObjectClass,
  type ObjectType,
  type Scope,
  type Status,
  type Timing,
  type UnknownAction,
} from "statserver-actions";
import { CALL_WAIT } from "statserver-actions/actions";
import type * as rows from "statserver-actions/actions";

type Is<A, B> =
  (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2
    ? true
    : false;

function holds<_Claim extends true>(): void {
  // The claim is made in the type argument; nothing is left to do.
}

// A row knows its values.
const answered = Action.CALL_ANSWERED_REGULAR_DN;
holds<Is<typeof answered.id, "CALL_ANSWERED_REGULAR_DN">>();
holds<Is<typeof answered.name, "CallAnswered">>();
holds<Is<typeof answered.scope, "regular_dn">>();
holds<Is<typeof answered.label, "CallAnswered (Regular DNs)">>();
holds<Is<typeof answered.objectClass, "regular_dn">>();
holds<Is<typeof answered.timing, "retrospective">>();
holds<Is<typeof answered.interactionRelated, true>>();
holds<Is<typeof answered.restrictedCluster, true>>();
holds<Is<typeof answered.inferred, readonly []>>();
holds<Is<typeof CALL_WAIT.scope, null>>();
holds<
  Is<
    (typeof CALL_WAIT.objectTypes)[number],
    "Queue" | "GroupQueues" | "RoutePoint"
  >
>();

// `Action` is a namespace and a type, and both entries give the same rows.
const waiting: Action = Action.CALL_WAIT;
const same: typeof CALL_WAIT = Action.CALL_WAIT;
holds<Is<ActionId, keyof typeof Action>>();
holds<Is<ActionId, keyof typeof rows>>();
holds<Is<ActionId, Action["id"]>>();
holds<Is<typeof ACTIONS, readonly Action[]>>();

// The unions are what the lists hold.
holds<Is<typeof ACTION_IDS, readonly ActionId[]>>();
holds<Is<typeof OBJECT_TYPE_LABELS, Readonly<Record<ObjectType, string>>>>();
holds<Is<typeof ACTION_NAMES, readonly ActionName[]>>();
holds<Is<ObjectType, (typeof OBJECT_TYPES)[number]>>();
holds<Is<ObjectClass, (typeof OBJECT_CLASSES)[number]>>();
holds<Is<Scope, (typeof SCOPES)[number]>>();
holds<Is<Scope, "regular_dn" | "mediation_dn" | "virtual_queue">>();
holds<Is<Timing, (typeof TIMINGS)[number]>>();
holds<Is<Timing, "durable" | "momentary" | "retrospective">>();
holds<Is<Mode, (typeof MODES)[number]>>();
holds<Is<Mode, "regular" | "restricted_cluster">>();

// What is computed from the table.
const onQueue: ActionNameFor<"Queue"> = "CallWait";
const onAgent: ActionNameFor<"Agent"> = "CallDialing";
const onEither: ActionNameFor<"Agent" | "Queue">[] = [
  "CallWait",
  "CallDialing",
];
holds<Is<ActionNameFor<ObjectType>, ActionName>>();
holds<Is<ActionNameFor<"Queue">, ActionNameFor<"RoutePoint">>>();
holds<Is<ActionFor<"Queue">["objectClass"], "mediation_dn">>();
holds<Is<ActionFor<"Queue", DurableAction>["timing"], "durable">>();
holds<
  Is<
    ActionNamed<"CallAnswered">["id"],
    | "CALL_ANSWERED_REGULAR_DN"
    | "CALL_ANSWERED_MEDIATION_DN"
    | "CALL_ANSWERED_VIRTUAL_QUEUE"
  >
>();
holds<Is<DurableAction["timing"], "durable">>();
holds<Is<InstantaneousAction["timing"], "momentary" | "retrospective">>();
holds<Is<Action, DurableAction | InstantaneousAction>>();

// Questions to the table.
const all: Action[] = select();
holds<Is<typeof all, Action[]>>();
const some: Action[] = select({
  objectType: "Queue",
  objectClass: "mediation_dn",
  timing: "durable",
  mode: "restricted_cluster",
  instantaneous: false,
  interactionRelated: true,
});
const types: readonly ObjectType[] = ["Agent", "Place"];
const several: Action[] = select({
  objectType: types,
  objectClass: ["regular_dn", "media_channel"],
  timing: new Set<Timing>(["momentary", "retrospective"]),
  mode: MODES,
});

// Literal values narrow the rows of a query.
const durable = select({ objectType: "Queue", timing: "durable" });
holds<Is<typeof durable, ActionFor<"Queue", DurableAction>[]>>();
const lasting = select({ objectType: "Queue", instantaneous: false });
holds<Is<typeof lasting, typeof durable>>();
const instantaneous = select({ instantaneous: true });
holds<Is<typeof instantaneous, InstantaneousAction[]>>();
const onQueues = select({ objectClass: "mediation_dn" });
holds<Is<typeof onQueues, ActionFor<"Queue">[]>>();
const related = select({ interactionRelated: true });
holds<Is<(typeof related)[number]["interactionRelated"], true>>();
const restricted = select({ mode: "restricted_cluster" });
holds<Is<(typeof restricted)[number]["restrictedCluster"], true>>();
const timings: "durable"[] = durable.map(({ timing }) => timing);

// Of several values, any matches.
const ofTwoTypes = select({ objectType: ["Agent", "Queue"] });
holds<Is<typeof ofTwoTypes, ActionFor<"Agent" | "Queue">[]>>();
const ofTwoTimings = select({
  timing: new Set(["momentary", "retrospective"] as const),
});
holds<Is<typeof ofTwoTimings, InstantaneousAction[]>>();
const ofBothModes = select({ mode: ["regular", "restricted_cluster"] });
holds<Is<typeof ofBothModes, Action[]>>();

// A query that no row can match.
const none = select({ objectType: "Queue", objectClass: "regular_dn" });
holds<Is<typeof none, never[]>>();

// Values that are known only at run time do not narrow, nor does undefined.
function selected(
  objectType: ObjectType,
  timings: readonly Timing[],
  filter: ActionFilter,
  isDurableOnly: boolean,
): void {
  const ofType = select({ objectType });
  holds<Is<typeof ofType, Action[]>>();
  const ofTimings = select({ timing: timings });
  holds<Is<typeof ofTimings, Action[]>>();
  const ofFilter = select(filter);
  holds<Is<typeof ofFilter, Action[]>>();
  const maybe = select({ timing: isDurableOnly ? "durable" : undefined });
  holds<Is<typeof maybe, Action[]>>();
  const either = select(isDurableOnly ? { timing: "durable" } : {});
  holds<Is<typeof either, Action[]>>();
  const ofEither = select(
    isDurableOnly ? { timing: "durable" } : { instantaneous: true },
  );
  holds<Is<typeof ofEither, Action[]>>();
}

holds<Is<ReturnType<typeof named<"CallWait">>, (typeof CALL_WAIT)[]>>();
const alike: ActionNamed<"AgentLogin">[] = resolve("AgentLogin", "Agent");
const working = resolve("AgentLogin", "Agent", "restricted_cluster");
holds<Is<typeof working, ActionNamed<"AgentLogin">[]>>();

// A status has a number, a rank on some object types, and evidence.
holds<Is<typeof STATUSES, readonly Status[]>>();
const status: Status = statusOfNumber(9);
const rank: number | undefined = status.ranks.Agent;
const evidence: Evidence = status.evidence;
const statusName: ActionName = status.name;

function whatever(name: ActionName, objectType: ObjectType): Action[] {
  return [...named(name), ...resolve(name, objectType)];
}

// A key may be given as undefined, also under exactOptionalPropertyTypes.
function over(objectType: ObjectType | undefined): Action[] {
  const filter: ActionFilter = { objectType };
  return select(filter);
}

// Any row can be asked for any object type, and its inferred cells listed.
function facts(action: Action): string[] {
  return action.objectTypes.includes("Queue")
    ? action.inferred.map(({ field, reason }) => `${field}: ${reason}`)
    : [...action.objectTypes];
}

// A comparison narrows to the rows that it leaves.
function narrowed(action: Action): void {
  if (action.timing === "durable") {
    const durable: DurableAction = action;
    console.log(durable);
  }
  if (action.id === "CALL_WAIT") {
    const row: typeof CALL_WAIT = action;
    console.log(row);
  }
  if (isInstantaneous(action)) {
    const instantaneous: InstantaneousAction = action;
    console.log(instantaneous);
  }
  console.log(isDurable(action) ? "lasts" : "happens");
}

// Code that must accept rows of other catalogs takes the wide type.
function widely({ id, inferred, objectTypes }: ActionAttributes): boolean {
  return (
    id === "OF_ANOTHER_CATALOG" ||
    objectTypes.includes("Queue") ||
    inferred.some(({ field }) => field === "timing")
  );
}

// Text from elsewhere.
function read(text: string): ActionId | ActionName | ObjectType | undefined {
  if (isActionId(text) || isActionName(text) || isObjectType(text)) {
    return text;
  }
  const parsed: Action | UnknownAction = parseAction(text);
  return isKnown(parsed) ? parsed.name : undefined;
}

function explain(error: unknown): string | undefined {
  return error instanceof UnknownValueError ? error.suggestion : undefined;
}

console.log(waiting, same, onQueue, onAgent, onEither, all, some, alike);
console.log(timings, selected, several, rank, evidence, statusName);
console.log(
  whatever,
  over,
  facts,
  narrowed,
  ACTIONS.map(widely),
  read,
  explain,
);
