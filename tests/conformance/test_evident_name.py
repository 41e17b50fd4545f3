"""The evident name for an unknown one: near, the only one, and an action name."""

from __future__ import annotations

import pytest

from statserver_bindgen.conformance.evident_name import candidates, evident_name

CANDIDATES = candidates(
    ["OnHook", "OffHook", "AgentLogin", "LoggedOut", "Busy", "ASM_Engaged", "Row", "Blocked"],
    ["AgentLogon", "Ready"],
    {},
)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("asmengaged", "ASM_Engaged"),
        ("Agent_Login", "AgentLogin"),
        ("OffHok", "OffHook"),
        ("OffHoxok", "OffHook"),
        ("OffHoko", "OffHook"),
        ("LoggedOff", "LoggedOut"),
        ("LoggdeOux", "LoggedOut"),
        ("Busi", "Busy"),
    ],
)
def test_evident_name_is_near(text: str, name: str) -> None:
    assert evident_name(text, CANDIDATES) == name


@pytest.mark.parametrize(
    "text",
    [
        "OfHook",  # one edit from OnHook and from OffHook
        "AgentLogen",  # one edit from AgentLogin and from the known name AgentLogon
        "Readi",  # near a known name only
        "Redi",  # two edits, too few letters
        "LogedOu",  # two edits, other lengths
        "Blcoekd",  # two edits, seven letters
        "Bus",  # one edit, three letters
        "Unblocked",
        "Inblocked",
        "ALoggedOut",  # one edit, another start
        "Rov",
        "Zzyzx",
        "_",
        "",
    ],
)
def test_no_name_is_evident(text: str) -> None:
    assert evident_name(text, CANDIDATES) is None


def test_names_that_differ_in_case_only_are_not_evident() -> None:
    assert evident_name("on_hook", candidates(["OnHook", "Onhook"], [], {})) is None


def test_a_former_name_is_never_evident() -> None:
    assert evident_name("CallHedl", candidates(["OnHook"], [], {"CallHeld": "OnHook"})) is None


def test_a_former_name_does_not_compete_with_its_new_name() -> None:
    new_names = {"Onhook": "OnHook", "OnHoo": "OnHook"}

    assert evident_name("OnHok", candidates(["OnHook"], [], new_names)) == "OnHook"


def test_a_former_name_competes_with_other_names() -> None:
    assert evident_name("OnHok", candidates(["OnHook", "Busy"], [], {"OnHoke": "Busy"})) is None
