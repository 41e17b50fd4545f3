"""Entries: insert and remove the items of a list, or the keys of a mapping, in a text.

An entry is a key with its value, or an item. In brackets, entries are separated by commas.
Otherwise each of them has lines of its own, and an item begins with a dash.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from statserver_bindgen.editing.layout import Area, Layout


class TextEdit(NamedTuple):
    """A replacement of a part of a text; `start` and `end` are offsets."""

    start: int
    end: int
    text: str


class Neighbours(NamedTuple):
    """The entries before and after an entry; None at the ends of a list or mapping."""

    before: Area | None
    after: Area | None


def insert_in_brackets(
    layout: Layout, around: Area, neighbours: Neighbours, entries: Sequence[str]
) -> list[TextEdit]:
    """Return the edits that insert entries into a list or mapping in brackets.

    Where entries have lines of their own, the new ones have them, too.

    Args:
        layout: the text.
        around: the list or mapping.
        neighbours: the entries before and after the new ones.
        entries: the texts of the new ones.
    """
    before, after = neighbours
    if before is None:
        if after is None:
            start = around.start + 1
            return [TextEdit(start, start, ", ".join(entries))]
        indentation = layout.indentation(after.start)
        separator = (
            ", " if indentation is None else f",{layout.line_break(after.start)}{indentation}"
        )
        text = "".join(f"{entry}{separator}" for entry in entries)
        return [TextEdit(after.start, after.start, text)]
    end = before.end
    indentation = layout.indentation(before.start)
    comma = layout.skip_gap(end)
    has_comma = layout.text[comma] == ","
    following = layout.skip_gap(comma + 1) if has_comma else comma
    last = comma if has_comma else end
    end_of_line = layout.end_of_line(last)
    if indentation is None or following < end_of_line or layout.end_of_line(end) != end_of_line:
        return [TextEdit(end, end, "".join(f", {entry}" for entry in entries))]
    separator = f"{layout.line_break(end)}{indentation}"
    if has_comma:
        text = "".join(f"{separator}{entry}," for entry in entries)
        return [TextEdit(end_of_line, end_of_line, text)]
    text = separator + f",{separator}".join(entries)
    return _joined(TextEdit(end, end, ","), TextEdit(end_of_line, end_of_line, text))


def remove_in_brackets(layout: Layout, entry: Area, neighbours: Neighbours) -> list[TextEdit]:
    """Return the edits that remove an entry of a list or mapping in brackets, with one comma.

    Comments on other lines stay.
    """
    before, after = neighbours
    comma = layout.skip_gap(entry.end)
    has_comma = layout.text[comma] == ","
    if has_comma and _has_comment(layout, entry.end, comma):
        return [TextEdit(entry.start, entry.end, ""), TextEdit(comma, comma + 1, "")]
    end = comma + 1 if has_comma else entry.end
    of_before = [] if before is None or end > entry.end else [_comma_after(layout, before)]
    lines = _whole_lines(layout, entry.start, end)
    if lines is not None:
        return _joined(*of_before, TextEdit(*lines, ""))
    if before is not None and not _has_comment(layout, before.end, entry.start):
        return [TextEdit(before.end, entry.end, "")]
    if after is not None and not _has_comment(layout, entry.end, after.start):
        return [TextEdit(entry.start, after.start, "")]
    return _joined(*of_before, TextEdit(entry.start, end, ""))


def insert_lines(
    layout: Layout, neighbours: Neighbours, entries: Sequence[Sequence[str]]
) -> list[TextEdit]:
    """Return the edit that inserts entries into a list or mapping without brackets.

    Args:
        layout: the text.
        neighbours: the entries before and after the new ones; at least one.
        entries: the lines of each new one, with dashes, and without the common indentation.
    """
    before, after = neighbours
    neighbour = before or after
    assert neighbour is not None  # noqa: S101 - valid specs have no empty lists without brackets
    indentation = " " * layout.column(neighbour.start)
    line_break = layout.line_break(neighbour.end)
    lines = [f"{indentation}{line}" for entry in entries for line in entry]
    if before is not None:
        end = layout.end_of_line(before.end)
        return [TextEdit(end, end, "".join(f"{line_break}{line}" for line in lines))]
    text = "".join(f"{line}{line_break}" for line in lines)
    return [TextEdit(neighbour.start, neighbour.start, f"{text}{indentation}"[len(indentation) :])]


def remove_lines(layout: Layout, entry: Area, neighbours: Neighbours) -> list[TextEdit]:
    """Return the edit that removes an entry of a list or mapping without brackets."""
    if layout.indentation(entry.start) is None and neighbours.after is not None:
        return [TextEdit(entry.start, neighbours.after.start, "")]
    start = layout.start_of_line(entry.start)
    end = layout.start_of_next_line(entry.end)
    if end is None:  # the last line, without a line break
        text = layout.text[:start]
        start = len(text) - (2 if text.endswith("\r\n") else 1)
        end = len(layout.text)
    return [TextEdit(start, end, "")]


def _whole_lines(layout: Layout, start: int, end: int) -> tuple[int, int] | None:
    """Return the lines of a part of a text if they contain nothing else but a comment, or None."""
    following = layout.start_of_next_line(end)
    if layout.indentation(start) is None or following is None:
        return None
    return (layout.start_of_line(start), following) if layout.skip_gap(end) >= following else None


def _comma_after(layout: Layout, entry: Area) -> TextEdit:
    comma = layout.skip_gap(entry.end)
    return TextEdit(comma, comma + 1, "")


def _has_comment(layout: Layout, start: int, end: int) -> bool:
    """Return whether a part of a text between two entries contains a comment."""
    return "#" in layout.text[start:end]


def _joined(*edits: TextEdit) -> list[TextEdit]:
    """Return the edits, and two insertions at one offset as one."""
    first, *rest = edits
    if rest and first.start == first.end == rest[0].start == rest[0].end:
        return [first._replace(text=first.text + rest[0].text)]
    return [*edits]
