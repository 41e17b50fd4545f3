"""What must not type-check: every line that ends in `# wrong` is an error for mypy and pyright."""

from statserver_actions import Action, ObjectType, Scope, Timing, named, resolve, select
from statserver_actions.literals import ActionNameText, ObjectTypeText

misspelt = Action.CALL_WIAT  # wrong
not_a_timing: Timing = Action.CALL_WAIT  # wrong
not_optional: Scope = Action.CALL_WAIT.scope  # wrong
no_attribute = Action.CALL_WAIT.object_typ  # wrong
named("CallWiat")  # wrong
resolve("CallWait", "Routepoint")  # wrong
select(timing="durabel")  # wrong
select(object_typ="Queue")  # wrong
select("Queue")  # wrong
select(mode="cluster")  # wrong
wrong_name: ActionNameText = "CALL_WAIT"  # wrong
wrong_type: ObjectTypeText = "queue"  # wrong
unknown_label: str = Action.parse("X").label  # wrong
number: int = ObjectType.QUEUE  # wrong
