"""Artifacts of entries: a template with `each` is rendered once for each entry of a section.

Takes the catalog and a file of a target, whose path may be `types/{id}.md`. Returns the path of
each artifact with its entry, and the problems of these paths at the entries of the spec.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from statserver_bindgen.artifact_paths import MANIFEST, find_fault, fold
from statserver_bindgen.frozen import Frozen
from statserver_bindgen.identifiers import CASES
from statserver_bindgen.rendering.printed_identifiers import find_span
from statserver_bindgen.rendering.target_files import PLACEHOLDER
from statserver_bindgen.rules.table import REJECTED_BY_TARGET

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from statserver_bindgen.catalog import Catalog
    from statserver_bindgen.diagnostics import Diagnostic
    from statserver_bindgen.rendering.target_files import TargetFile
    from statserver_bindgen.rendering.targets import Target


class EntryPath(Frozen):
    """The path of the artifact of an entry.

    Attributes:
        path: the path in the output directory.
        section: the section of the catalog; None if the artifact belongs to no entry.
        entry: the entry of the section, or None.
    """

    path: str
    section: str | None = None
    entry: Any = None


def find_paths(target: Target, file: TargetFile, catalog: Catalog) -> list[EntryPath]:
    """Return the path of each artifact of a file: one, or one for each entry of its section."""
    if file.each is None:
        return [EntryPath(file.path)]
    entries = cast("Sequence[Any]", getattr(catalog, file.each))
    return [EntryPath(_path(target, file, file.path, entry), file.each, entry) for entry in entries]


def find_moves(
    target: Target, files: Iterable[TargetFile], catalog: Catalog, path: str
) -> dict[str, str]:
    """Return the new path of each artifact of files that another target shares, by its old path.

    Args:
        target: the target of the files.
        files: the files.
        catalog: the catalog.
        path: the path that the other target declares, with the placeholder if the files have it.
    """
    return {
        old.path: path if old.entry is None else _path(target, file, path, old.entry)
        for file in files
        for old in find_paths(target, file, catalog)
    }


def find_case(target: Target, file: TargetFile) -> str:
    """Return the case of identifiers in the path of a file."""
    return file.case or target.identifiers.case


def _path(target: Target, file: TargetFile, path: str, entry: Any) -> str:
    return path.replace(PLACEHOLDER, CASES[find_case(target, file)](entry.id))


def check_paths(
    catalog: Catalog, target: Target, paths: Iterable[EntryPath]
) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each entry whose artifact can't have its path on every system.

    Two entries with the same identifier are left out: that is reported as a collision.
    """
    own = [it.path for it in target.files if it.each is None]
    own += [it.path for it in target.shared]
    own += [f"{it}/{MANIFEST}" for it in target.manifests]
    others = {fold(it): it for it in own}
    for planned in paths:
        if planned.section is None:
            continue
        fault = find_fault(planned.path)
        other = others.setdefault(fold(planned.path), planned.path)
        if fault is None and (other != planned.path or planned.path in own):
            fault = f"{other!r} is the same file on some systems"
        if fault is not None:
            yield REJECTED_BY_TARGET.at(
                find_span(catalog, planned.section, planned.entry),
                f"the target {target.name} rejects the catalog: {planned.entry.id} gives "
                f"{planned.path!r}, which can't be written: {fault}",
                "rename the entry, or leave the target out",
            )
