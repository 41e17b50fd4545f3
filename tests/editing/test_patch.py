"""The patch of an edit, applied line by line, gives the edited text."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statserver_bindgen.editing.patch import unified_diff

LINES = st.lists(st.sampled_from(["a", "b", "c", "", "# d"]), max_size=30)
ENDS = st.sampled_from(["", "\n"])


def applied(text: str, patch: str) -> str:
    """Return a text after a patch, whose hunks must fit exactly."""
    old = text.splitlines(keepends=True)
    new: list[str] = []
    position = 0
    for hunk in re.split(r"^(?=@@)", patch, flags=re.MULTILINE)[1:]:
        header, *lines = hunk.splitlines(keepends=True)
        numbers = re.fullmatch(r"@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@\n", header)
        assert numbers is not None
        first, removed, start, added = map(int, numbers.groups("1"))
        begin = first - (removed > 0)
        new += old[position:begin]
        position = begin
        assert len(new) == start - (added > 0)
        before = len(new)
        for index, line in enumerate(lines):
            is_unterminated = lines[index + 1 : index + 2] == ["\\ No newline at end of file\n"]
            content = line[1:].removesuffix("\n") + ("" if is_unterminated else "\n")
            if line[0] in " -":
                assert old[position] == content
                position += 1
            if line[0] in " +":
                new.append(content)
        assert (position - begin, len(new) - before) == (removed, added)
    return "".join([*new, *old[position:]])


@given(LINES, st.tuples(LINES, LINES), LINES, st.tuples(ENDS, ENDS))
def test_a_patch_gives_the_text_after_the_edit(
    start: list[str],
    middles: tuple[list[str], list[str]],
    end: list[str],
    ends: tuple[str, str],
) -> None:
    before, after = (
        "\n".join([*start, *middle, *end]) + last
        for middle, last in zip(middles, ends, strict=True)
    )
    assert applied(before, unified_diff("spec.yaml", before, after)) == after


def test_equal_texts_have_no_patch() -> None:
    assert unified_diff("spec.yaml", "a\n", "a\n") == ""


def test_hunks_have_three_lines_of_context() -> None:
    numbers = [str(it) for it in range(1, 31)]
    changed = ["two" if it == "2" else "twenty" if it == "20" else it for it in numbers]
    patch = unified_diff("spec.yaml", "\n".join([*numbers, ""]), "\n".join([*changed, ""]))
    assert [it for it in patch.splitlines() if it.startswith("@@")] == [
        "@@ -1,5 +1,5 @@",
        "@@ -17,7 +17,7 @@",
    ]


@pytest.mark.parametrize(
    ("before", "after", "patch"),
    [
        ("a\r\n", "b\r\n", "@@ -1 +1 @@\n-a\n+b\n"),
        ("a\r", "a\rb\r", "@@ -1 +1,2 @@\n a\n+b\n"),
        (
            "a",
            "b",
            "@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+b\n\\ No newline at end of file\n",
        ),
        ("a\n", "\x1b[31m\n", "@@ -1 +1 @@\n-a\n+\\x1b[31m\n"),
        ("", "a\n", "@@ -0,0 +1 @@\n+a\n"),
    ],
)
def test_lines_are_printed_without_line_breaks_and_control_characters(
    before: str, after: str, patch: str
) -> None:
    assert unified_diff("s", before, after) == f"--- s\n+++ s\n{patch}"
