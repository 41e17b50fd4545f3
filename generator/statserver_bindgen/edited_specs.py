"""An edit of a spec file: read, edited in memory, validated, compared, and written.

The file is written only if the edited text is valid, has other bytes, and the file did not change
since it was read.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from statserver_bindgen.catalog import Catalog
    from statserver_bindgen.changes.comparison import Comparison
    from statserver_bindgen.changes.sides import Side
    from statserver_bindgen.diagnostics import Diagnostic
    from statserver_bindgen.editing.operations import Operation
    from statserver_bindgen.editing.released import Released
    from statserver_bindgen.yaml_source.document import Document

    MakeOperations = Callable[[Mapping[str, Any], "Released | None"], Iterable[Operation]]


class EditedSpec(NamedTuple):
    """The result of an edit; nothing is written yet.

    Attributes:
        file: the name of the spec, as diagnostics show it.
        path: its path; where the name leads through a symlink, the path that it leads to.
        before: the text of the file.
        after: the edited text; that of the file, if it is not valid.
        diagnostics: the problems of the edited text; those of the file, if it is not valid.
        change: the comparison of the two catalogs; None if a text is not valid.
        since_release: the comparison of the newest release with the edited catalog; None if there
            is no release.
    """

    file: str
    path: Path
    before: str
    after: str
    diagnostics: tuple[Diagnostic, ...]
    change: Comparison | None = None
    since_release: Comparison | None = None

    @property
    def is_changed(self) -> bool:
        """Whether the edit changes the text."""
        return self.before != self.after

    @property
    def patch(self) -> str:
        """The unified diff of the text before and after."""
        from statserver_bindgen.editing.patch import unified_diff

        return unified_diff(self.file, self.before, self.after)


def edit(file: str, make_operations: MakeOperations) -> EditedSpec:
    """Return the result of an edit of a spec; write nothing.

    Args:
        file: the path of the spec.
        make_operations: returns the operations on the data of the spec; the second argument is what
            the newest release next to the spec has, or None.

    Raises:
        SpecError: the spec or the newest release can't be read.
        EditError: the edit is refused.
    """
    from statserver_bindgen.changes.comparison import compare_sides
    from statserver_bindgen.changes.sides import Side
    from statserver_bindgen.editing.edited_text import apply_operations, refuse_other_data
    from statserver_bindgen.editing.layout import Layout
    from statserver_bindgen.editing.released import facts_of
    from statserver_bindgen.validation.specs import read_spec

    name, raw = read_spec(file)
    before = _load(name, raw)
    text = before.document.text
    result = EditedSpec(name, find_real_path(file), text, text, before.diagnostics)
    if before.catalog is None:
        return result
    release = _read_newest_release(result.path.parent)
    newest = None if release is None else facts_of(release.catalog)
    layout = Layout(before.document)
    edited = apply_operations(layout, make_operations(layout.data, newest))
    after = _load(name, edited.text.encode())
    refuse_other_data(after.document.data, edited)
    result = result._replace(after=edited.text, diagnostics=after.diagnostics)
    if after.catalog is None:
        return result
    new = Side(name, after.catalog, edited.text)
    return result._replace(
        change=compare_sides(Side(name, before.catalog, text), new),
        since_release=None if release is None else compare_sides(release, new),
    )


class _LoadedSpec(NamedTuple):
    """A spec with all its positions."""

    document: Document
    catalog: Catalog | None
    diagnostics: tuple[Diagnostic, ...]


def _load(name: str, raw: bytes) -> _LoadedSpec:
    from statserver_bindgen import resources
    from statserver_bindgen.catalog import build_catalog
    from statserver_bindgen.rendering.targets import read_identifiers
    from statserver_bindgen.validation.specs import check_document
    from statserver_bindgen.yaml_source.document import read_document
    from statserver_bindgen.yaml_source.limits import cap

    document = read_document(name, raw)
    problems = check_document(document, lambda: read_identifiers(resources.templates()))
    is_valid = document.complete and all(it.severity != "error" for it in problems)
    catalog = build_catalog(document.data, document) if is_valid else None
    return _LoadedSpec(document, catalog, cap(problems))


def write(edited: EditedSpec, on_wait: Callable[[Path], object]) -> None:
    """Write an edited spec.

    Args:
        edited: the result of an edit, whose text is valid.
        on_wait: called with a directory before waiting for another run there.

    Raises:
        WorkspaceError: the file changed since it was read, is read-only, or the system fails.
    """
    from statserver_bindgen.workspace import filesystem, locking

    with locking.hold([edited.path.parent], on_wait):
        filesystem.replace_file(edited.path, edited.before.encode(), edited.after.encode())


def find_real_path(file: str) -> Path:
    """Return the path that a path with symlinks leads to, or the path itself if it has none."""
    real = Path(os.path.realpath(file))
    given = Path(os.path.realpath(os.curdir), os.path.normpath(file))
    return Path(file) if given == real else real


def _read_newest_release(directory: Path) -> Side | None:
    """Return the newest release of the spec in a directory, or None if there is none."""
    from statserver_bindgen.releases.snapshots import find_snapshots
    from statserver_bindgen.validation.specs import RELEASES

    snapshots = find_snapshots(directory / RELEASES)
    return snapshots[-1].read() if snapshots else None
