"""The page on formats has a correct example of each format, and the facts of the code."""

from __future__ import annotations

import re
from typing import Final

import pytest

from statserver_bindgen.linting.files import read_source
from statserver_bindgen.linting.keys import FORMATS, annex_prefixes
from support.checkout import ROOT

PAGE: Final = (ROOT / "docs" / "lint-formats.md").read_text("utf-8")
EXAMPLES: Final[dict[str, str]] = dict(
    re.findall(r"^## (\w+)\n\n```\w+\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
)


def test_every_format_has_an_example_and_a_row() -> None:
    rows = re.findall(r"^\| \[`(\w+)`\]\(#(\w+)\)", PAGE, re.MULTILINE)

    assert {*EXAMPLES} == {*FORMATS}
    assert sorted(rows) == sorted((it, it) for it in FORMATS)


@pytest.mark.parametrize("file_format", sorted(EXAMPLES))
def test_example_is_detected_and_read(file_format: str) -> None:
    source = read_source("example", EXAMPLES[file_format].encode())

    assert source.file_format == file_format
    assert any(setting.role for section in source.sections for setting in section.settings)
    assert {it.rule.id for it in source.diagnostics} <= {"hidden-settings"}


def test_prefixes_of_an_annex_are_those_of_the_code() -> None:
    table = re.search(r"^\| prefix \|.*?(?=^\n)", PAGE, re.MULTILINE | re.DOTALL)
    assert table is not None
    rows = re.findall(r"^\| (`.*) \| (\w+) \|$", table[0], re.MULTILINE)

    prefixes = {it.strip("`"): objects for cell, objects in rows for it in cell.split(", ")}
    assert prefixes == annex_prefixes()
