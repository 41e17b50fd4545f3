"""What consumers write: every line type-checks, strictly."""

from __future__ import annotations

from dataclasses import dataclass, field

from statserver_actions import (
    CATALOG_VERSION,
    Action,
    ActionName,
    Evidence,
    InexpressibleMaskError,
    Mask,
    MaskComparison,
    MaskError,
    MaskFinding,
    MaskProblem,
    MaskProblemKind,
    MaskReason,
    Mode,
    ObjectClass,
    ObjectType,
    Scope,
    Severity,
    StatServerActionsError,
    Status,
    Timing,
    UnknownAction,
    UnknownTerm,
    __version__,
    named,
    resolve,
    select,
)
from statserver_actions.literals import ActionNameText, AnyAction, AnyTiming, ObjectTypeText

version: str = CATALOG_VERSION or __version__
action: Action = Action.CALL_WAIT
text: str = action
value: str = action.value
name: ActionName = action.action_name
scope: Scope | None = action.scope
label: str = action.label
any_action: AnyAction = Action.parse("CALL_TELEPORTED")
any_timing: AnyTiming = Timing.parse("later")
any_type: ObjectType | UnknownTerm = ObjectType.parse("Queue")
newer: list[bool] = [it.is_known for it in (any_action, any_timing, any_type)]
labels: dict[Timing, str] = {it: f"{it.label}: {it.description}" for it in Timing}
meaning: str | None = action.meaning
meaning_evidence: Evidence | None = action.meaning_evidence
object_class: ObjectClass = action.object_class
types: tuple[ObjectType, ...] = action.object_types
timing: Timing = action.timing
durable: bool = action.is_durable
related: bool = action.interaction_related
reasons: list[str] = [it.field + it.reason for it in action.inferred]
rows: tuple[Action, ...] = select(object_type="Queue", timing=Timing.DURABLE, mode="regular")
more: tuple[Action, ...] = select(mode=Mode.RESTRICTED_CLUSTER, interaction_related=True)
all_of: tuple[Action, ...] = named("CallAnswered") + named(ActionName.CALL_WAIT)
there: tuple[Action, ...] = resolve("CallAnswered", ObjectType.QUEUE)
works: tuple[Action, ...] = resolve("CallAnswered", "Queue", Mode.RESTRICTED_CLUSTER)
several: tuple[Action, ...] = select(timing=["momentary", Timing.DURABLE], object_type=ObjectType)
instant: tuple[Action, ...] = select(instantaneous=True, mode={"regular"}, object_class=ObjectClass)
supported: tuple[Mode, ...] = ObjectType.PLACE.modes

mask: Mask = Mask.parse("*,~LoggedOut") | Mask.of(["CallWait", ActionName.ON_HOOK])
lenient: Mask = Mask.parse(text, unknown="keep") & mask - mask
listed: tuple[str, ...] = mask.listed
unknown: tuple[str, ...] = mask.unknown
has_star: bool = mask.has_star and "CallWait" in mask and Action.CALL_WAIT in mask
statuses: tuple[Status, ...] = mask.statuses("Agent") + mask.statuses(ObjectType.QUEUE, "regular")
ranks: list[int | None] = [it.rank(ObjectType.AGENT) for it in statuses]
numbers: dict[int, Evidence] = {it.number: it.evidence for it in Status}
status: Status = Status.of_number(4)
unranked: tuple[ObjectType, ...] = status.unranked
names: tuple[ActionName, ...] = mask.names("Queue") + mask.names(object_type=ObjectType.AGENT)
selected: tuple[Action, ...] = mask.actions(["Agent", ObjectType.PLACE], "restricted_cluster")
everywhere: tuple[Action, ...] = mask.actions(ObjectType, mode=Mode.REGULAR)
mixed: bool = mask.is_mixed({"Agent"}) or mask.is_mixed("Queue", Mode.RESTRICTED_CLUSTER)
findings: tuple[MaskFinding, ...] = mask.check(object_types="Queue", mode="regular")
reasons_why: dict[str | None, MaskReason] = {it.name: it.reason for it in findings}
difference: MaskComparison = mask.compare(lenient, "Agent")
only: tuple[Action, ...] = difference.only_this + difference.only_other
same: bool = mask.is_equivalent(lenient, ObjectType) and mask == lenient
short: Mask = Mask.shortest([Action.CALL_WAIT, ActionName.ON_HOOK, "CallInbound"], "Agent")
by_ids: Mask = Mask.shortest(("CALL_WAIT", "CallAnswered"), ["Queue"], Mode.REGULAR)
problems: tuple[MaskProblem, ...] = Mask.problems("CallWiat", unknown="refuse")
errors: list[str] = [it.message for it in problems if it.severity is Severity.ERROR]
kinds: dict[MaskProblemKind, str | None] = {it.kind: it.suggestion for it in problems}
marks: list[slice] = [slice(it.start, it.start + it.length) for it in problems]
written: str = f"{mask!s:>40}" + str(mask)


@dataclass(frozen=True)
class StatType:
    """Masks as fields and defaults."""

    main: Mask
    rel: Mask = mask


def read_mask(text: str) -> Mask | None:
    """What can go wrong with a mask has types."""
    try:
        return Mask.parse(text)
    except MaskError as error:
        print(*(it.kind for it in error.problems), error.text)
    except InexpressibleMaskError as error:
        print(*(it.name for it in error.findings))
    return None


@dataclass
class Statistic:
    """A dataclass of a consumer."""

    main: list[ActionNameText]
    on: ObjectTypeText = "Queue"
    counts: dict[Action, int] = field(default_factory=dict[Action, int])


def read(id_: str) -> str:
    """Newer data passes through."""
    action = Action.parse(id_)
    if isinstance(action, UnknownAction):
        return f"{action} is newer"
    return action.label


def ask(id_: str) -> Action | None:
    """Errors are the package's own."""
    try:
        return Action(id_)
    except StatServerActionsError:
        return None


print(Statistic(["CallWait"]), StatType(mask), read("X"), ask("X"), version, text, value)
