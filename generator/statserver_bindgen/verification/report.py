"""Reports of a verified copy: text for the terminal, data for `--report json`.

A nested copy has a report of its own, after that of the copy that contains it.

The keys of the data, all null except `path` if the manifest can't be read:

    path           the directory, as it was given; of a nested copy, that directory and its path
    target         name of the target
    catalog        id, version and digest of the catalog
    generator      name and version of the tool that generated the files
    formatter      formatter of the files, or null if they were not formatted
    interrupted    whether the manifest records a run that has not ended
    intact         number of files that are as they were generated
    edited         paths of the edited files
    missing        paths of the missing files
    old            after an interrupted run: paths of the files that are as before that run
    new            after an interrupted run: paths of the files that are as that run planned them
    untracked      paths of untracked files; a directory without tracked files is one path with /
    age            same, older, newer or different, compared with --against; null without it
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from statserver_bindgen.terminal_text import safe
from statserver_bindgen.workspace.manifest import GENERATOR

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from statserver_bindgen.verification.manifest_comparison import Age
    from statserver_bindgen.verification.verify import CopyState, VerifiedCopy

_NOT_INTACT: Final[tuple[CopyState, ...]] = ("edited", "missing", "old", "new")
_KEYS: Final = (
    *("target", "catalog", "generator", "formatter", "interrupted", "intact"),
    *(*_NOT_INTACT, "untracked", "age"),
)
_AGES: Final[Mapping[Age, str]] = {
    "same": "the same version",
    "older": "an older version",
    "newer": "a newer version",
    "different": "neither older nor newer",
}


def as_text(copy: VerifiedCopy) -> str:
    """Return the report of a copy: its directory, then one fact on a line."""
    facts = [f"  {name:<9}  {safe(value)}" for name, value in _facts(copy)]
    return "\n".join([safe(str(copy.directory)), *facts])


def _facts(copy: VerifiedCopy) -> Iterator[tuple[str, str]]:
    if copy.manifest is None:
        yield "files", "unknown: there is no readable manifest"
        return
    provenance = copy.manifest.provenance
    digest = f"(digest {provenance.catalog_digest[:12]})"
    yield "target", provenance.target
    yield "catalog", f"{provenance.catalog_id} {provenance.catalog_version} {digest}"
    yield "generator", f"{GENERATOR} {provenance.generator_version}"
    yield "formatter", provenance.formatter or "none"
    counts = [(state, len(copy.paths_in(state))) for state in _NOT_INTACT]
    files = [f"{len(copy.paths_in('intact'))} intact"]
    files += [f"{count} {state}" for state, count in counts if count]
    if copy.untracked:
        files.append(f"{len(copy.untracked)} untracked")
    yield "files", ", ".join(files)
    if copy.age is not None:
        yield "compared", _AGES[copy.age]


def as_data(copy: VerifiedCopy) -> dict[str, object]:
    """Return the report of a copy with the keys that this module documents."""
    if copy.manifest is None:
        return {"path": str(copy.directory), **dict.fromkeys(_KEYS)}
    return {
        "path": str(copy.directory),
        **copy.manifest.provenance.as_data(),
        "interrupted": copy.manifest.pending is not None,
        "intact": len(copy.paths_in("intact")),
        **{state: copy.paths_in(state) for state in _NOT_INTACT},
        "untracked": list(copy.untracked),
        "age": copy.age,
    }
