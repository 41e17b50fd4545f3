"""Identifiers of names: their parts are kept, and different names stay different."""

from __future__ import annotations

import pytest
from hypothesis import given

from statserver_bindgen.identifiers import CASES, upper_snake
from support.catalogs import names


@pytest.mark.parametrize(
    ("name", "identifier"),
    [
        ("CallAnswered", "CALL_ANSWERED"),
        ("ACWCompleted", "ACW_COMPLETED"),
        ("ASM_Engaged", "ASM_ENGAGED"),
        ("DNActive", "DN_ACTIVE"),
        ("OrigDNCallWait", "ORIG_DN_CALL_WAIT"),
        ("CallOnHold", "CALL_ON_HOLD"),
        ("RegDN", "REG_DN"),
        ("RoutePoint", "ROUTE_POINT"),
        ("restricted_cluster", "RESTRICTED_CLUSTER"),
    ],
)
def test_acronyms_and_capitals_are_words(name: str, identifier: str) -> None:
    assert upper_snake(name) == identifier


@pytest.mark.parametrize(
    ("case", "identifier"),
    [
        ("snake", "orig_dn_call_wait"),
        ("kebab", "orig-dn-call-wait"),
        ("pascal", "OrigDnCallWait"),
        ("camel", "origDnCallWait"),
    ],
)
def test_every_case_keeps_the_words(case: str, identifier: str) -> None:
    assert CASES[case]("OrigDNCallWait") == identifier


@given(names)
def test_an_identifier_is_its_own_identifier(name: str) -> None:
    once = upper_snake(name)
    assert upper_snake(once) == once


@given(names)
def test_no_letter_is_lost(name: str) -> None:
    assert upper_snake(name).replace("_", "") == name.replace("_", "").upper()
