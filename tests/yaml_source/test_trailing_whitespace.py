"""Whitespace at the ends of lines is invisible, and changes neither data nor positions."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from statserver_bindgen.catalog import catalog_digest
from support.checkout import ROOT
from support.documents import positions, read

SPEC = (ROOT / "tests" / "rejected" / "valid.yaml").read_text("utf-8")
BLOCKS = "".join(
    f"- {style}\n  first line\n  second\n\n    indented\n  a \\\n\n" for style in ("|", ">")
)
OTHERS = """\
- plain text
  over two lines
- 'text in quotes

  over lines'
- "text
  over lines"
- {a: b,
   c: d}
"""


@given(st.lists(st.text(" \t", max_size=3), min_size=20, max_size=20))
@example([" "] * 20)
@example(["\t"] * 20)
def test_whitespace_at_the_ends_of_lines_does_not_change_the_data(whitespace: list[str]) -> None:
    text = BLOCKS + OTHERS
    lines = text.splitlines()
    changed = "".join(
        f"{line}{after}\n" for line, after in zip(lines, whitespace * 2, strict=False)
    )
    assert read(changed).diagnostics == ()
    assert read(changed).data == read(text).data


@pytest.mark.parametrize("header", ["|", "|-", "|+", ">", ">-", ">+"])
@pytest.mark.parametrize("end", ["", " ", "\n", "\n  \n\n", "  \t\n \n"])
def test_block_text_ends_with_its_last_text(header: str, end: str) -> None:
    assert read(f"a: {header}\n  text{end}\nb: c\n").data == {"a": "text", "b": "c"}


def test_a_backslash_in_literal_text_keeps_no_whitespace() -> None:
    assert read("a: |\n  b\\ \n  c\\\t\n").data == {"a": "b\\\nc\\"}


def test_escaped_whitespace_in_double_quotes_is_kept() -> None:
    assert read('a: "b\\ \n  c"\nd: "e\\x20"\n').data == {"a": "b  c", "d": "e "}


def test_the_digest_does_not_change() -> None:
    text = SPEC.replace("description: Two", "description: >\n    Two", 1)
    changed = text.replace(" in.\n", " in. \n  \n", 1)
    assert changed != text
    assert catalog_digest(read(changed).data) == catalog_digest(read(text).data)
    assert catalog_digest(read(text).data) == catalog_digest(read(SPEC).data)


def test_positions_are_those_of_the_file() -> None:
    assert positions("a: b   \nc: d\t\n  \n- e: yes  \n") == positions("a: b\nc: d\n\n- e: yes\n")
