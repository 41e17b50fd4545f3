"""Code that must not type-check, one line each: `# wrong:` the error code of mypy / the rule of pyright."""

import statserver_actions
from statserver_actions import Action, ActionName, Mask, ObjectType, Scope, Status, Timing, named, resolve, select
from statserver_actions import Msk  # wrong: attr-defined / reportAttributeAccessIssue
from statserver_actions.literals import ActionNameText, ObjectTypeText

# Unknown names, and values of another type.
misspelt = Action.CALL_WIAT  # wrong: attr-defined / reportAttributeAccessIssue
no_such_thing = statserver_actions.parse_mask  # wrong: attr-defined / reportAttributeAccessIssue
not_a_timing: Timing = Action.CALL_WAIT  # wrong: assignment / reportAssignmentType
not_optional: Scope = Action.CALL_WAIT.scope  # wrong: assignment / reportAssignmentType
no_attribute = Action.CALL_WAIT.object_typ  # wrong: attr-defined / reportAttributeAccessIssue
number: int = ObjectType.QUEUE  # wrong: assignment / reportAssignmentType
Action.CALL_WAIT = Action.ACTIVE  # wrong: misc / reportAttributeAccessIssue
Action.CALL_WAIT.label = "CallWait"  # wrong: misc / reportAttributeAccessIssue

# Texts that are none of those that there are.
named("CallWiat")  # wrong: arg-type / reportArgumentType
named(Action.CALL_WAIT)  # wrong: arg-type / reportArgumentType
resolve("CallWait", "Routepoint")  # wrong: arg-type / reportArgumentType
select(timing="durabel")  # wrong: arg-type / reportArgumentType
select(object_typ="Queue")  # wrong: call-arg / reportCallIssue
select("Queue")  # wrong: call-arg / reportCallIssue
select(mode="cluster")  # wrong: arg-type / reportArgumentType
select(timing=["durabel"])  # wrong: list-item / reportArgumentType
select(object_type=["Queue", "Que"])  # wrong: list-item / reportArgumentType
select(instantaneous="yes")  # wrong: arg-type / reportArgumentType
resolve("CallWait", "Queue", "cluster")  # wrong: arg-type / reportArgumentType
resolve("CallWait", ["Queue"])  # wrong: arg-type / reportArgumentType
wrong_name: ActionNameText = "CALL_WAIT"  # wrong: assignment / reportAssignmentType
wrong_type: ObjectTypeText = "queue"  # wrong: assignment / reportAssignmentType

# What only a known action has.
unknown_label: str = Action.parse("X").label  # wrong: union-attr / reportAttributeAccessIssue
unknown_term: Timing = Timing.parse("later")  # wrong: assignment / reportAssignmentType

# Masks.
mask = Mask.parse("*")
other = Mask.of(["CallWait"])
Mask.parse("*", "keep")  # wrong: call-arg / reportCallIssue
Mask.parse("*", unknown="kept")  # wrong: arg-type / reportArgumentType
Mask.parse(None)  # wrong: arg-type / reportArgumentType
Mask.of("CallWait")  # wrong: arg-type / reportArgumentType
Mask.of(["CallWiat"])  # wrong: list-item / reportArgumentType
Mask.of([Action.CALL_WAIT])  # wrong: list-item / reportArgumentType
Mask.shortest(["CallWiat"], "Agent")  # wrong: list-item / reportArgumentType
Mask.shortest(["CallWait"])  # wrong: call-arg / reportCallIssue
mask.names("Routepoint")  # wrong: arg-type / reportArgumentType
mask.names()  # wrong: call-arg / reportCallIssue
mask.actions(["Agent", "Que"])  # wrong: list-item / reportArgumentType
mask.actions("Agent", "cluster")  # wrong: arg-type / reportArgumentType
mask.compare("CallWait", "Agent")  # wrong: arg-type / reportArgumentType
mask.statuses(["Agent"])  # wrong: arg-type / reportArgumentType
mask.statuses("Agents")  # wrong: arg-type / reportArgumentType
Status.of_number("4")  # wrong: arg-type / reportArgumentType
rank: int = Status.LOGGED_IN.rank("Agent")  # wrong: assignment / reportAssignmentType
in_mask = 7 in mask  # wrong: operator / reportOperatorIssue
name: str = mask.check("Agent")[0].name  # wrong: assignment / reportAssignmentType
mask.check(Action.CALL_WAIT)  # wrong: arg-type / reportArgumentType
mask.has_star = False  # wrong: misc / reportAttributeAccessIssue
mask.listed.append("CallWait")  # wrong: attr-defined / reportAttributeAccessIssue
text: str = mask  # wrong: assignment / reportAssignmentType
both = mask + other  # wrong: operator / reportOperatorIssue
either = mask | "CallWait"  # wrong: operator / reportOperatorIssue
rows: tuple[Action, ...] = mask.names("Agent")  # wrong: assignment / reportAssignmentType
wrong_kind: ActionName = Mask.problems("")[0].kind  # wrong: assignment / reportAssignmentType
Mask.problems("")[0].start = 7  # wrong: misc / reportAttributeAccessIssue
suggestion: str = Mask.problems("")[0].suggestion  # wrong: assignment / reportAssignmentType
