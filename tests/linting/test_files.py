"""Made-up files in each true format, and the sections that are read of them."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest

from statserver_bindgen.linting.files import read_file
from statserver_bindgen.linting.keys import FORMATS
from support.configurations import located

FILES: Final = Path(__file__).with_name("files")
WAITING: Final = {"category": "CurrentNumber", "main_mask": "CallWait", "subject": "DNAction"}
LOGGED_IN: Final = "*,~LoggedOut,~NotMonitored"
APPLICATION: Final = {"log": {}, "Demo_Waiting": {**WAITING, "objects": "Queue"}}
READ: Final = {
    "statserver.cfg": (
        "options",
        {
            "statserver": {},
            "Demo_Waiting": {**WAITING, "objects": "Queue,RoutePoint,GroupQueues"},
            "Demo_LoggedIn": {
                "objects": "GroupAgents, Agent",
                "category": "CurrentNumber",
                "subject": "AgentStatus",
                "main_mask": LOGGED_IN,
            },
        },
    ),
    "cluster-options.yaml": (
        "gws",
        {
            "DemoReady": {
                "category": "CurrentNumber",
                "main_mask": "WaitForNextCall",
                "objects": "Agent,GroupAgents",
                "subject": "DNStatus",
            },
            "DemoLoggedIn": {
                "category": "TotalTime",
                "main_mask": LOGGED_IN,
                "objects": "AGENT",
                "subject": "AgentStatus",
            },
            "DemoFlow": {**WAITING, "rel_mask": "", "objects": "QUEUE"},
        },
    ),
    "statistics.json": (
        "statistics",
        {
            "entry 1": {
                "category": "CurrentState",
                "main_mask": "*",
                "subject": "AgentStatus",
                "objects": "Agent",
            },
            "entry 2": WAITING,
        },
    ),
    "application.json": ("application", APPLICATION),
    "application.yaml": ("application", APPLICATION),
    "annex.cfg": (
        "annex",
        {
            "vq.demo": WAITING,
            "agent.ready": {
                "category": "CurrentNumber",
                "main_mask": "WaitForNextCall",
                "subject": "AgentStatus",
            },
        },
    ),
    "masks.csv": (
        "csv",
        {
            "Demo_Waiting": {"objects": "Queue", "main_mask": "CallWait"},
            "Demo_LoggedIn": {"objects": "Agent", "main_mask": LOGGED_IN},
        },
    ),
    "masks.txt": (
        "lines",
        {
            "line 1": {"main_mask": "CallWait"},
            "line 2": {"main_mask": "*,~LoggedOut"},
            "line 4": {"main_mask": "CallInbound,CallOutbound"},
        },
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(READ))
def test_file_is_detected_and_read(name: str) -> None:
    source = read_file(FILES / name)

    sections = {
        section.name: {it.role: it.value.text for it in section.settings if it.role}
        for section in source.sections
    }
    assert (source.file_format, sections) == READ[name]
    assert located(source)


@pytest.mark.parametrize("name", sorted({*READ} - {"statserver.cfg"}))
def test_correct_file_has_no_problems(name: str) -> None:
    assert read_file(FILES / name).diagnostics == ()


def test_every_format_has_a_file() -> None:
    assert {file_format for file_format, _ in READ.values()} == {*FORMATS}
    assert {it.name for it in FILES.iterdir()} == {*READ}


def test_hidden_settings_are_skipped_and_reported_once() -> None:
    (note,) = read_file(FILES / "statserver.cfg").diagnostics

    assert str(note).endswith(
        "statserver.cfg:11:1: note: 2 settings are hidden and not checked; this is the first "
        "[hidden-settings]"
    )


@pytest.mark.parametrize(
    ("name", "objects"),
    [
        ("annex.cfg", [("Queue", "vq"), ("Agent", "agent")]),
        ("statistics.json", [("Agent", "Agent"), ("Queue", "Queue")]),
        ("masks.csv", []),
    ],
)
def test_objects_are_given_outside_of_the_settings(
    name: str, objects: list[tuple[str, str]]
) -> None:
    source = read_file(FILES / name)

    given = [it.given_objects for it in source.sections if it.given_objects is not None]
    assert [(it.text, source.text[it.offsets[0] : it.offsets[-1]]) for it in given] == objects
