"""Verification of a copy of generated files by the manifest that it carries.

A copy is an output directory, or a directory in one that has its own manifest, after it was copied,
unpacked or installed. `verify` returns the state of every file in it, and in its nested copies. It
needs no spec, no templates and no lock, and writes nothing. Files are read through symlinks, as
some package managers install them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from statserver_bindgen.artifact_paths import MANIFEST
from statserver_bindgen.errors import WorkspaceError
from statserver_bindgen.terminal_text import listed
from statserver_bindgen.verification import copy_states
from statserver_bindgen.verification.manifest_comparison import (
    Age,
    compare,
    compare_with_sources,
    not_compared,
)
from statserver_bindgen.verification.nested_copies import find_nested
from statserver_bindgen.verification.reference import Reference
from statserver_bindgen.verification.untracked import is_allowed, list_untracked
from statserver_bindgen.workspace import digests, obstacles, reading
from statserver_bindgen.workspace.file_states import (
    DiagnosticTemplate,
    PathDiagnostic,
    in_directory,
)

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping
    from pathlib import Path

    from statserver_bindgen.diagnostics import Diagnostic
    from statserver_bindgen.workspace.manifest import Manifest, RecordedManifest

CopyState = Literal["intact", "edited", "missing", "old", "new"]
"""The state of a file in a copy. After an interrupted run, a file is `old` if it is as before that
run, and `new` if it is as that run planned it."""


class VerifiedCopy(NamedTuple):
    """The result of a verification.

    Attributes:
        directory: the directory of the copy.
        manifest: its manifest, or None if it can't be read.
        files: the state of each file in the manifest, by path.
        untracked: the paths of untracked files and directories; a directory without tracked files
            is one path with `/` at its end.
        age: its age compared with another manifest, or None.
        diagnostics: the diagnostics, sorted, with those of the nested copies.
        nested: the nested copies in it, such as the build in an npm package.
    """

    directory: Path
    manifest: Manifest | None
    files: Mapping[str, CopyState]
    untracked: tuple[str, ...]
    age: Age | None
    diagnostics: tuple[Diagnostic, ...]
    nested: tuple[VerifiedCopy, ...] = ()

    def paths_in(self, state: CopyState) -> list[str]:
        """Return the paths of the files in a state, sorted."""
        return [path for path, own in self.files.items() if own == state]


def verify_copy(
    directory: Path, *, strict: bool = False, against: Reference | None = None
) -> VerifiedCopy:
    """Return the states of the files in a copy, and in the nested copies in it.

    Args:
        directory: the directory of the copy, with a manifest.json.
        strict: whether untracked files and differences in provenance are errors.
        against: the reference to compare with.

    Raises:
        WorkspaceError: the directory does not exist, or something in it can't be read.
    """
    if not reading.directory_exists(directory):
        raise WorkspaceError(f"{directory} does not exist")
    copy, problems = _verify_alone(directory, against, strict=strict)
    nested, problems_of_nested = _verify_nested(copy, against, strict=strict)
    untracked = _without_nested(copy.untracked, nested)
    problems = [*problems, *_untracked_diagnostics(untracked, strict=strict), *problems_of_nested]
    return copy._replace(
        untracked=untracked,
        nested=tuple(nested.values()),
        diagnostics=in_directory(directory, problems),
    )


def _verify_alone(
    directory: Path, against: Reference | None, *, strict: bool
) -> tuple[VerifiedCopy, list[PathDiagnostic]]:
    """Return a copy and its problems, except those of untracked files and of nested copies."""
    recorded = reading.read_manifest(directory / MANIFEST)
    manifest = recorded.manifest
    if manifest is None:
        copy = VerifiedCopy(directory, None, {}, (), None, ())
        return copy, [_manifest_problem(directory, recorded)]
    on_disk = digests.digest_files(directory, (), manifest.paths, follow=True)
    files: dict[str, CopyState] = {
        path: _state(path, digest, manifest) for path, digest in on_disk.items()
    }
    problems = [
        *_run_diagnostics(manifest, files),
        *_file_diagnostics(directory, manifest, files),
    ]
    age: Age | None = None
    if against is not None:
        age, differences = compare(manifest, against.manifest, strict=strict)
        problems.extend(differences)
    untracked = list_untracked(directory, manifest.paths)
    return VerifiedCopy(directory, manifest, files, untracked, age, ()), problems


def _verify_nested(
    copy: VerifiedCopy, against: Reference | None, *, strict: bool
) -> tuple[dict[str, VerifiedCopy], list[PathDiagnostic]]:
    """Return the nested copies in a copy by their paths, and their problems with paths in it.

    A directory at the path of a nested copy of the reference is one too, even if its manifest is
    missing or the directory is a symlink. Copies in nested copies are untracked.
    """
    if copy.manifest is None:
        return {}, []
    references: Mapping[str, Manifest] = {} if against is None else against.nested
    present = [it for it in references if reading.directory_exists(copy.directory / it)]
    copies: dict[str, VerifiedCopy] = {}
    problems: list[PathDiagnostic] = []
    for path in sorted({*find_nested(copy.directory, copy.untracked), *present}):
        trusted = references.get(path)
        reference = None if trusted is None else Reference(trusted)
        nested, its_problems = _verify_alone(copy.directory / path, reference, strict=strict)
        its_problems.extend(_untracked_diagnostics(nested.untracked, strict=strict))
        if against is not None and trusted is None:
            its_problems.append(not_compared(strict=strict))
        if nested.manifest is not None:
            its_problems.extend(compare_with_sources(nested.manifest, copy.manifest))
        diagnostics = in_directory(nested.directory, its_problems)
        copies[path] = nested._replace(diagnostics=diagnostics)
        problems.extend(it._replace(path=f"{path}/{it.path}") for it in its_problems)
    return copies, problems


def _without_nested(untracked: Iterable[str], nested: Container[str]) -> tuple[str, ...]:
    return tuple(path for path in untracked if path.removesuffix("/") not in nested)


def _manifest_problem(directory: Path, recorded: RecordedManifest) -> PathDiagnostic:
    if recorded.problem is not None:
        problem = (recorded.problem, recorded.line, recorded.column)
        return PathDiagnostic(copy_states.UNREADABLE_MANIFEST, MANIFEST, *problem)
    template = copy_states.MISSING_MANIFEST
    manifests = [file for file in directory.glob(f"*/{MANIFEST}") if _is_manifest(file)]
    if manifests:
        directories = sorted(str(file.parent) for file in manifests)
        hint = f"verify a directory that has one: {listed(directories)}"
        template = template.replace(hint=hint)
    return PathDiagnostic(template, MANIFEST)


def _is_manifest(file: Path) -> bool:
    try:
        return reading.read_manifest(file).manifest is not None
    except WorkspaceError:
        return False


def _untracked_diagnostics(paths: Iterable[str], *, strict: bool) -> Iterator[PathDiagnostic]:
    for path in paths:
        yield PathDiagnostic(_untracked_template(path, strict=strict), path)


def _untracked_template(path: str, *, strict: bool) -> DiagnosticTemplate:
    if strict and is_allowed(path):
        return copy_states.ALLOWED
    is_directory = path.endswith("/")
    template = copy_states.UNTRACKED_DIRECTORY if is_directory else copy_states.UNTRACKED
    if not strict:
        return template
    return template.replace(severity="error", hint="remove it, or verify without --strict")


def _state(path: str, on_disk: str | None, manifest: Manifest) -> CopyState:
    before = manifest.files.get(path)
    after = before if manifest.pending is None else manifest.pending.get(path)
    if on_disk == before == after:
        return "intact"
    if on_disk == after:
        return "new"
    if on_disk == before:
        return "old"
    return "missing" if on_disk is None else "edited"


def _run_diagnostics(
    manifest: Manifest, files: Mapping[str, CopyState]
) -> Iterator[PathDiagnostic]:
    """Yield the diagnostics of an interrupted run."""
    if manifest.pending is None:
        return
    states = [*files.values()]
    detail = f"{states.count('old')} old, {states.count('new')} new"
    yield PathDiagnostic(copy_states.INTERRUPTED, MANIFEST, detail)
    templates = {"old": copy_states.OLD, "new": copy_states.NEW}
    for path, state in files.items():
        if state in templates:
            yield PathDiagnostic(templates[state], path)


def _file_diagnostics(
    directory: Path, manifest: Manifest, files: Mapping[str, CopyState]
) -> Iterator[PathDiagnostic]:
    for path, state in files.items():
        if state == "missing":
            yield PathDiagnostic(copy_states.MISSING, path)
        elif state == "edited":
            obstacle = obstacles.describe_obstacle(directory, path)
            is_regular = obstacle is None
            if is_regular and _differs_in_line_endings(directory / path, path, manifest):
                yield PathDiagnostic(copy_states.LINE_ENDINGS, path)
            else:
                yield PathDiagnostic(copy_states.EDITED, path, obstacle)


def _differs_in_line_endings(file: Path, path: str, manifest: Manifest) -> bool:
    """Return whether only the line endings were changed, as git does without .gitattributes."""
    recorded = {manifest.files.get(path), (manifest.pending or {}).get(path)} - {None}
    return digests.digest_with_lf(file) in recorded
