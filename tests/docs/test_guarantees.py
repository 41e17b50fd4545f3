"""Every guarantee names its tests, and every named test exists."""

from __future__ import annotations

import ast
import re
from typing import Final

import pytest

from support.checkout import ROOT

GUIDE: Final = (ROOT / "docs" / "guarantees.md").read_text("utf-8")
NAMED: Final = sorted({*re.findall(r"`(tests/[^`]+)`", GUIDE)})
# A list after "Outside the guarantee" has none.
GUARANTEED: Final = re.sub(r"(?ms)^Outside the guarantee.*?(?=^#|\Z)", "", GUIDE)
GUARANTEES: Final = re.findall(r"^- .*(?:\n  .*)*", GUARANTEED, re.MULTILINE)
# The tests of the TypeScript package are named by their titles, of which a part can be computed.
TITLES: Final = [
    re.compile(re.sub(r"\\\$\\\{.*?\\\}", ".+", re.escape(title)))
    for path in NAMED
    if path.endswith(".mjs")
    for title in re.findall(r'\btest\(\s*["`](.*?)["`]', (ROOT / path).read_text("utf-8"))
]


@pytest.mark.parametrize("name", NAMED)
def test_every_named_test_exists(name: str) -> None:
    path, *names = name.split("::")
    assert (ROOT / path).is_file()
    if names:
        nodes = ast.walk(ast.parse((ROOT / path).read_text("utf-8")))
        defined = {it.name for it in nodes if isinstance(it, ast.FunctionDef | ast.ClassDef)}
        assert {*names} <= defined


@pytest.mark.parametrize("guarantee", GUARANTEES)
def test_every_guarantee_names_a_test(guarantee: str) -> None:
    spans = {" ".join(it.split()) for it in re.findall(r"`([^`]+)`", guarantee)}

    assert any(
        re.fullmatch(r"tests/[\w/]+\.py::(\w+::)?test_\w+", span)
        or any(title.fullmatch(span) for title in TITLES)
        for span in spans
    )


def test_guarantees_are_found() -> None:
    assert len(GUARANTEES) == GUARANTEED.count("\n- ") > 0
