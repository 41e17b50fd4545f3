"""The lines of a file on demand are those of splitting its text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statserver_bindgen.lines import LINE_BREAK, Lines

pieces = st.lists(
    st.tuples(st.sampled_from(["\n", "\r", "\r\n", "a", "é\n", "ab\r\n"]), st.integers(0, 3000)),
    max_size=5,
)


@given(pieces, st.data())
def test_lines_and_positions_are_those_of_the_split_text(
    repeated: list[tuple[str, int]], data: st.DataObject
) -> None:
    text = "".join(piece * count for piece, count in repeated)
    lines, expected = Lines(text), LINE_BREAK.split(text)
    assert len(lines) == len(expected)
    number = data.draw(st.integers(0, len(expected) - 1))
    assert lines[number] == expected[number]
    assert [*lines.after(number)] == expected[number + 1 :]
    column = data.draw(st.integers(0, len(expected[number])))
    assert lines.position(lines.start(number) + column) == (number, column)


@pytest.mark.parametrize("number", [-1, 2])
def test_a_line_outside_of_the_text_is_an_error(number: int) -> None:
    with pytest.raises(IndexError):
        Lines("a\nb")[number]
