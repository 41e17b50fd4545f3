"""Fixes: suggestions that cannot change the meaning, applied to the text of a file.

A file goes in; the fixed file comes out, checked again. Every character outside of the fixes stays:
layout, encoding and line endings. The fixed text is read again, and a fix after which any other
setting differs is left out, so that a layout that is not understood is never changed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from statserver_bindgen.linting.files import encode, read_source

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from statserver_bindgen.linting.linter import CheckedFile, Linter
    from statserver_bindgen.linting.section_diagnostics import Fix, SectionDiagnostic
    from statserver_bindgen.linting.sections import SourceFile


_MOST_ROUNDS: Final = 4


class FixedFile(NamedTuple):
    """The result of fixes; nothing is written.

    Attributes:
        before: the file as it is.
        after: the file with the fixes, checked again.
        applied: the diagnostics whose fixes are in the text, with their spans before the fix.
    """

    before: SourceFile
    after: CheckedFile
    applied: tuple[SectionDiagnostic, ...]


class _Edit(NamedTuple):
    """A replacement of characters of a file."""

    start: int
    end: int
    replacement: str


def fix(linter: Linter, source: SourceFile, column: str | None = None) -> FixedFile:
    """Return a file with the fixes of its diagnostics.

    A fix that overlaps an earlier one is applied to the fixed text.

    Args:
        linter: the checks.
        source: the file.
        column: the column of masks in a CSV file.
    """
    checked = linter.check_file(source)
    applied: list[SectionDiagnostic] = []
    for _ in range(_MOST_ROUNDS):
        chosen = _choose(checked.source, checked.entries, column)
        if not chosen:
            break
        applied += [entry for entry, _ in chosen]
        text = _apply(checked.source.text, [edit for _, edit in chosen])
        checked = linter.check_file(_read_again(checked.source, text, column))
    return FixedFile(source, checked, tuple(applied))


def write(fixed: FixedFile, on_wait: Callable[[Path], object]) -> None:
    """Write a fixed file atomically.

    Args:
        fixed: the result of fixes.
        on_wait: called with a directory before waiting for another run there.

    Raises:
        WorkspaceError: the file changed since it was read, is read-only, or the system fails.
    """
    from statserver_bindgen.edited_specs import find_real_path
    from statserver_bindgen.workspace import filesystem, locking

    before, after = fixed.before, fixed.after.source
    path = find_real_path(before.file)
    with locking.hold([path.parent], on_wait):
        filesystem.replace_file(
            path, encode(before.text, before.encoding), encode(after.text, before.encoding)
        )


def replace_text(file: Path, text: str) -> None:
    """Write a file atomically, whatever it contains.

    Raises:
        WorkspaceError: the system fails.
    """
    from statserver_bindgen.workspace import filesystem

    filesystem.write_file(file.parent, file.name, [text.encode()])


def _choose(
    source: SourceFile, entries: Sequence[SectionDiagnostic], column: str | None
) -> list[tuple[SectionDiagnostic, _Edit]]:
    """Return the diagnostics whose fixes can be applied together, with the edits of the text."""
    chosen: list[tuple[SectionDiagnostic, _Edit]] = []
    for entry in entries:
        edit = None if entry.fix is None else _edit_of(source, entry.fix)
        if edit is not None and (not chosen or chosen[-1][1].end <= edit.start):
            chosen.append((entry, edit))
    if _is_understood(source, chosen, column):
        return chosen
    # One of them is not: each is tried next to those that are.
    kept: list[tuple[SectionDiagnostic, _Edit]] = []
    for pair in chosen:
        if _is_understood(source, [*kept, pair], column):
            kept.append(pair)
    return kept


def _read_again(source: SourceFile, text: str, column: str | None) -> SourceFile:
    raw = encode(text, source.encoding)
    return read_source(source.file, raw, file_format=source.file_format, column=column)


def _edit_of(source: SourceFile, change: Fix) -> _Edit | None:
    """Return the edit of the file's text, or None where characters are written as escapes."""
    offsets = change.text.offsets
    start, end = offsets[change.start], offsets[change.start + change.length]
    if source.text[start:end] != change.before:
        return None
    return _Edit(start, end, change.replacement)


def _apply(text: str, edits: Sequence[_Edit]) -> str:
    parts: list[str] = []
    position = 0
    for edit in edits:
        parts += [text[position : edit.start], edit.replacement]
        position = edit.end
    return "".join([*parts, text[position:]])


def _is_understood(
    source: SourceFile,
    chosen: Sequence[tuple[SectionDiagnostic, _Edit]],
    column: str | None,
) -> bool:
    """Return whether the fixed text has the same settings but for the fixes."""
    text = _apply(source.text, [edit for _, edit in chosen])
    fixed = _read_again(source, text, column)
    return (
        fixed.text == text
        and len(fixed.diagnostics) == len(source.diagnostics)
        and _texts(fixed, {}) == _texts(source, _changes(chosen))
    )


def _changes(chosen: Sequence[tuple[SectionDiagnostic, _Edit]]) -> dict[int, list[_Edit]]:
    """Return the edits of each text of the file, by the identity of the text."""
    changes: dict[int, list[_Edit]] = {}
    for entry, _ in chosen:
        if entry.fix is not None:
            text, start, length, replacement = entry.fix
            changes.setdefault(id(text), []).append(_Edit(start, start + length, replacement))
    return changes


def _texts(source: SourceFile, changes: Mapping[int, Sequence[_Edit]]) -> list[str]:
    """Return all names, keys and values of a file, with edits."""
    texts: list[str] = []
    for section in source.sections:
        parts = [section.name_text, *([section.given_objects] if section.given_objects else [])]
        for setting in section.settings:
            parts += [setting.key_text, setting.value]
        texts += [_apply(it.text, changes.get(id(it), ())) for it in parts]
    return texts
