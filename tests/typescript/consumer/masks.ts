// Masks in consumer code: every line compiles, except those that expect an error.

import {
  Action,
  InexpressibleMaskError,
  MaskError,
  describeProblem,
  mask,
  maskFor,
  maskOf,
  maskProblems,
  parseMask,
  shortestMask,
  type ActionName,
  type Mask,
  type MaskComparison,
  type MaskFinding,
  type MaskItem,
  type MaskProblem,
  type MaskProblemKind,
  type MaskReason,
  type MaskSeverity,
  type Status,
} from "statserver-actions";

// Valid items.
const calls: Mask = mask("CallInbound", "~LoggedOut");
const most: Mask = mask("*", "~LoggedOut", "~NotMonitored");
const none: Mask = mask("~*");
const onQueue: Mask = maskFor("Queue", "CallWait", "~CallEntered", "*");
const onAgent: Mask = maskFor("Agent", "LoggedIn");
const item: MaskItem = "~CallWait";
const all: readonly MaskItem[] = ["*", item];
const names: ActionName[] = most.names("Agent");
const statuses: Status[] = most.statuses("Agent", "restricted_cluster");
const kind: MaskProblemKind = "option-line";
const severity: MaskSeverity = "warning";
const reason: MaskReason = "separate-objects";

// A mask contains names, rows and ids; any text may be one that it lists.
const contained: boolean[] = [
  calls.has("CallInbound"),
  calls.has(Action.CALL_INBOUND),
  calls.has("CALL_INBOUND"),
  calls.has(String("CallTeleported")),
];

// @ts-expect-error: a name in other letters
mask("callInbound");
// @ts-expect-error: unknown name after a tilde
mask("*", "~LoggedOff");
// @ts-expect-error: an id is not a name
mask("CALL_INBOUND");
// @ts-expect-error: a label is not a name
mask("CallAnswered (Regular DNs)");
// @ts-expect-error: items are separate arguments
mask("CallInbound,CallOutbound");
// @ts-expect-error: LoggedIn does not occur on queues
maskFor("Queue", "LoggedIn");
// @ts-expect-error: nor does LoggedOut
maskFor("Queue", "*", "~LoggedOut");
// @ts-expect-error: unknown object type
maskFor("Routepoint", "CallWait");
// @ts-expect-error: names of rows, not rows
maskOf([Action.CALL_WAIT]);
// @ts-expect-error: a list of names, not a text
maskOf("CallWait");
// @ts-expect-error: a list, not a text
shortestMask("CallWait", "Queue");
// @ts-expect-error: statuses are of one object type
calls.statuses(["Agent", "RegDN"]);
// @ts-expect-error: a name, a row or an id
calls.has(9);
// @ts-expect-error: a problem, not a text
describeProblem("unknown-name");
export const lifecycle: readonly MaskProblemKind[] = ["deprecated-name", "renamed-name"];
// @ts-expect-error: unknown kind
export const unknownKind: MaskProblemKind = "removed-name";
// @ts-expect-error: unknown names are refused or kept
parseMask("Foo", { unknown: "drop" });
// @ts-expect-error: unknown object type
calls.actions("Routepoint");
// @ts-expect-error: unknown mode
calls.actions("Queue", "cluster");
// @ts-expect-error: masks are immutable
calls.hasStar = true;
// @ts-expect-error: so are their lists
calls.listed.push("CallWait");
// @ts-expect-error: expected an id, a name or a row
shortestMask(["Call"], "Queue");

function problemsOf(text: string): string {
  const problems: readonly MaskProblem[] = maskProblems(text);
  try {
    return parseMask(text, { unknown: "keep" }).toString();
  } catch (error) {
    if (error instanceof MaskError) {
      return error.problems.map(({ suggestion }) => suggestion ?? "").join();
    }
    throw error;
  }
  // @ts-expect-error: problems are read-only
  problems.pop();
}

function answers(one: Mask, other: Mask): unknown[] {
  const findings: MaskFinding[] = one.check(["Queue", "RoutePoint"]);
  const { onlyThis }: MaskComparison = one.compare(other, "Agent");
  try {
    const chosen = [Action.CALL_WAIT, "CallEntered", "CALL_RINGING"] as const;
    return [...findings, ...onlyThis, shortestMask(chosen, "Queue")];
  } catch (error) {
    return error instanceof InexpressibleMaskError
      ? error.findings.map(subject)
      : [];
  }
}

// A finding about the objects has no name.
function subject({ name, objectTypes }: MaskFinding): string {
  // @ts-expect-error: the name may be undefined
  console.log(name.length);
  return name ?? objectTypes.join();
}

console.log(statuses, kind, severity, reason, contained);
console.log(maskProblems("*").map(describeProblem));
console.log(calls, none, onQueue, onAgent, all, names, problemsOf, answers);
