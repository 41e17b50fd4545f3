"""Laws of `lint`: in any layout, a correct file is silent, and a mistake has one diagnostic.

The stat types are correct definitions. A mistake changes one of them at one position; exactly that
is reported, at that position, whatever the format and the layout of the file are.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from statserver_bindgen.linting.explanations import explain
from statserver_bindgen.linting.files import read_source
from statserver_bindgen.linting.fixes import fix
from statserver_bindgen.linting.linter import Linter
from support.configurations import KEYS, StatType, configurations
from support.linted import released_index

if TYPE_CHECKING:
    from statserver_bindgen.linting.linter import CheckedFile

FORMATS: Final = ("options", "annex", "application", "gws", "statistics", "csv")
ROLES: Final = ("objects", "category", "subject", "main_mask", "rel_mask")


class Definition(NamedTuple):
    """The values of a stat type, by role."""

    objects: str
    category: str
    subject: str
    main_mask: str
    rel_mask: str = ""


CORRECT: Final = (
    Definition("Queue,RoutePoint", "CurrentNumber", "DNAction", "CallWait"),
    Definition("Queue", "TotalNumber", "DNAction", "CallAnswered,CallAbandoned"),
    Definition("Queue", "EstimWaitTime", "DNAction", "CallWait"),
    Definition("Queue", "ServiceFactor1", "DNAction", "CallAnswered"),
    Definition("Queue", "RelativeNumberPercentage", "DNAction", "CallWait", "CallWait,CallEntered"),
    Definition("Queue", "TotalTime", "DNStatus", "Monitored"),
    Definition("Agent, GroupAgents", "TotalTime", "AgentStatus", "CallInbound,CallOutbound"),
    Definition("Agent", "CurrentState", "AgentStatus", "*"),
    Definition("Agent,Place", "CurrentContinuousTime", "AgentStatus", "CallInbound"),
    Definition(
        "GroupAgents, GroupPlaces, Agent, Place",
        "AverageNumberPerRelativeHour",
        "AgentStatus",
        "CallInternal,CallInbound",
        "*,~LoggedOut,~NotMonitored",
    ),
    Definition("RegDN", "TotalNumber", "DNAction", "CallAnswered"),
)


class Mistake(NamedTuple):
    """A change of a definition, and the diagnostic that it must give.

    Attributes:
        role: the setting that changes.
        before: the item that changes.
        after: what replaces it.
        rule: the id of the rule.
        start: where the problem starts in the replacement.
        length: the length of the problem, or None for all of the replacement.
    """

    role: str
    before: str
    after: str
    rule: str
    start: int = 0
    length: int | None = None

    def find(self, value: str) -> int:
        """Return the start of the item in a value, or -1."""
        match = re.search(rf"(?<![\w~]){re.escape(self.before)}(?!\w)", value)
        return -1 if match is None else match.start()


MISTAKES: Final = (
    Mistake("main_mask", "CallInbound", "CallInbuond", "unknown-name"),
    Mistake("main_mask", "CallAnswered", "callAnswered", "wrong-case"),
    Mistake("main_mask", "CallInbound", "CallInbound,,CallDialing", "empty-item", 12, 0),
    Mistake("main_mask", "CallAnswered", "CallAnswered;CallEntered", "bad-character", 12, 1),
    Mistake("main_mask", "CallInbound", "CallInbound,CallInbound", "duplicate", 12, 11),
    Mistake("main_mask", "CallWait", "CallWait,CallInbound", "not-on-objects", 9, 11),
    Mistake("main_mask", "CallInbound", "CallInbound,CallAnswered", "not-a-status", 12, 12),
    Mistake("rel_mask", "~LoggedOut", "~LogedOut", "unknown-name", 1),
    Mistake("objects", "Queue", "Queues", "unknown-object-type"),
    Mistake("objects", "GroupAgents", "groupagents", "value-case"),
    Mistake("objects", "Agent", "Agent,Agent", "object-list", 6, 5),
    Mistake("category", "TotalNumber", "TotalNumbr", "unknown-category"),
    Mistake("category", "CurrentNumber", "currentnumber", "value-case"),
    Mistake("subject", "DNAction", "DNActoin", "unknown-subject"),
    Mistake("subject", "AgentStatus", "AgentSTATUS", "value-case"),
)


def settings_of(definition: Definition, file_format: str) -> tuple[tuple[str, str], ...]:
    """Return the keys of a format with their values; a table has every column."""
    roles = [it for it in ROLES if it != "objects" or file_format != "annex"]
    values = definition._asdict()
    pairs = zip(KEYS[file_format], (values[role] for role in roles), strict=True)
    return tuple((key, value) for key, value in pairs if value or file_format == "csv")


def stat_type(number: int, definition: Definition, file_format: str) -> StatType:
    """Return a stat type with a name of its own."""
    return StatType(f"vq.Demo_{number}", settings_of(definition, file_format))


def fits(definition: Definition, file_format: str) -> bool:
    """Return whether a format can have a definition: the sections of the annex are of queues."""
    return file_format != "annex" or definition.objects == "Queue"


def check(raw: bytes, file_format: str) -> CheckedFile:
    source = read_source("file", raw, file_format=file_format)
    return Linter(released_index()).check_file(source)


def reported(checked: CheckedFile) -> list[tuple[str, object]]:
    """Return the rules and spans of the diagnostics, without the notes about the file."""
    pairs = [(it.rule.id, it.span) for it in checked.diagnostics]
    return [(rule, span) for rule, span in pairs if rule != "hidden-settings"]


@pytest.mark.parametrize("file_format", FORMATS)
@given(data=st.data())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_correct_file_is_silent_in_any_layout(file_format: str, data: st.DataObject) -> None:
    usable = [it for it in CORRECT if fits(it, file_format)]
    definitions = data.draw(st.lists(st.sampled_from(usable), min_size=1, max_size=4))
    types = [stat_type(number, it, file_format) for number, it in enumerate(definitions)]
    checked = check(data.draw(configurations(file_format, types)).raw, file_format)

    assert len(checked.sections) == len(types)
    assert reported(checked) == []


@pytest.mark.parametrize("file_format", FORMATS)
@given(data=st.data())
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_mistake_is_reported_once_at_its_position(file_format: str, data: st.DataObject) -> None:
    usable = [it for it in CORRECT if fits(it, file_format)]
    possible = [
        (definition, mistake)
        for definition in usable
        for mistake in MISTAKES
        if breaks(definition, mistake, file_format)
    ]
    definition, mistake = data.draw(st.sampled_from(possible))
    value = getattr(definition, mistake.role)
    start = mistake.find(value)
    end = start + len(mistake.before)
    broken = definition._replace(**{mistake.role: value[:start] + mistake.after + value[end:]})
    others = data.draw(st.lists(st.sampled_from(usable), max_size=2))
    position = data.draw(st.integers(0, len(others)))
    definitions = [*others[:position], broken, *others[position:]]
    types = [stat_type(number, it, file_format) for number, it in enumerate(definitions)]
    checked = check(data.draw(configurations(file_format, types)).raw, file_format)

    section = checked.sections[position].stat_type
    setting = next(it for it in section.section.settings if it.role == mistake.role)
    length = len(mistake.after) - mistake.start if mistake.length is None else mistake.length
    span = checked.source.span(setting.value, start + mistake.start, length)
    assert reported(checked) == [(mistake.rule, span)]


def breaks(definition: Definition, mistake: Mistake, file_format: str) -> bool:
    """Return whether a mistake is possible in a definition, and makes no other mistake there."""
    if mistake.role == "objects" and file_format == "annex":
        return False
    if mistake.rule == "not-a-status" and definition.subject == "DNAction":
        return False
    # A name that is not on the objects is in no percentage, and in no waiting time.
    is_whole = definition.category in {"EstimWaitTime", "RelativeNumberPercentage"}
    if is_whole and mistake.role == "main_mask" and mistake.rule != "not-on-objects":
        return False
    return mistake.find(getattr(definition, mistake.role)) >= 0


def test_every_mistake_is_possible_in_a_definition() -> None:
    assert all(any(breaks(it, mistake, "options") for it in CORRECT) for mistake in MISTAKES)


# Values like those that people write, correct and wrong, in any combination.
PIECES: Final = (
    *(
        "Agent",
        "Queue",
        "agent",
        "AgentPlace",
        "Campaign",
        "StagingArea",
        "TotalNumber",
        "LoggedOut",
    ),
    *("CurrentNumber", "EstimWaitTime", "JavaCategory", "TotalCustomValue", "DNAction", "DNStatus"),
    *("CampaignAction", "AgentStatus", "CallWait", "CallAnswered", "callwait", "CallWit", "*", "~"),
    *(",", ";", " ", '"', "'", "=", "(", "é", "\u200b", "MainMask=", "RelativeTimePercentage"),
)
VALUES: Final = st.lists(st.sampled_from(PIECES), max_size=5).map("".join).map(str.strip)


@st.composite
def any_stat_types(draw: st.DrawFn, file_format: str) -> list[StatType]:
    """Draw stat types with keys and values in any combination."""
    keys = [*KEYS[file_format], "Main Mask", "Formula", "mainmask"]
    is_table = file_format == "csv"
    chosen = KEYS[file_format] if is_table else draw(st.lists(st.sampled_from(keys), min_size=1))
    pairs = tuple((key, draw(VALUES)) for key in chosen)
    return [StatType("vq.Demo", pairs)]


@pytest.mark.parametrize("file_format", FORMATS)
@given(data=st.data())
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_values_give_diagnostics_inside_the_file(file_format: str, data: st.DataObject) -> None:
    types = data.draw(any_stat_types(file_format))
    raw = data.draw(configurations(file_format, types)).raw
    mode = data.draw(st.sampled_from(["regular", "restricted_cluster"]))
    source = read_source("file", raw, file_format=file_format)
    linter = Linter(released_index(), mode)
    checked = linter.check_file(source)

    for entry in checked.entries:
        assert 1 <= entry.diagnostic.span.line <= len(source.lines)
        assert entry.diagnostic.span <= entry.diagnostic.span._replace(
            line=entry.diagnostic.span.end_line, column=entry.diagnostic.span.end_column
        )
        if entry.basis.startswith("inferred"):
            assert entry.diagnostic.severity == "note"
    printed = [(it.rule.id, it.span, it.message) for it in checked.diagnostics]
    assert len(printed) == len({*printed})
    for section in checked.sections:
        assert explain(section, linter).as_text()
    fixed = fix(linter, source)
    assert fix(linter, fixed.after.source).applied == ()
