"""The files of a target: those of its own directory, and those that it shares with other targets.

`find_own` and `find_shared` return them, from the paths in the directory and the declaration.
"""

from __future__ import annotations

from posixpath import splitext
from typing import TYPE_CHECKING, Any, Final, Literal

from statserver_bindgen import resources
from statserver_bindgen.artifact_paths import fold
from statserver_bindgen.errors import TargetError
from statserver_bindgen.frozen import Frozen
from statserver_bindgen.rendering import template_files
from statserver_bindgen.rendering.declarations import DECLARATION, read_declaration

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from statserver_bindgen.rendering.languages import Language

TEMPLATE_SUFFIX: Final = ".j2"
PARTIAL_SUFFIX: Final = ".part.j2"
PLACEHOLDER: Final = "{id}"
"""What the identifier of an entry replaces in the path of a template that has `each`."""


class TargetFile(Frozen):
    """One file of a target.

    Attributes:
        source: its path in the directory of the target.
        path: the path of its artifact in the output directory.
        language: the rules for text in it.
        formatter: the formatter of the artifact, or None; copied files are never formatted.
        is_template: whether it is rendered rather than copied.
        each: the section of the catalog for each of whose entries it is rendered, or None.
        case: the case of identifiers in its path, or None if that is the target's.
    """

    source: str
    path: str
    language: Language
    formatter: Literal["black"] | None
    is_template: bool
    each: str | None = None
    case: str | None = None


class SharedFile(Frozen):
    """An artifact of another target that a target has, too.

    Attributes:
        path: its path in the output directory.
        directory: the directory of the other target.
        source: the path of its file there: a template, or a file that is copied.
    """

    path: str
    directory: Path
    source: str


def find_own(
    directory: Path, data: Mapping[str, Any], sources: Iterable[str]
) -> Iterable[TargetFile]:
    """Yield the files that a target generates from the files in its directory.

    Args:
        directory: the directory of the target.
        data: its declaration.
        sources: the paths of the files in the directory.

    Raises:
        TargetError: the declaration does not fit the files.
    """
    # Imported here because a validation needs the identifiers only.
    from statserver_bindgen.rendering import languages

    declared: dict[str, Any] = data.get("files", {})
    try:
        base = languages.LANGUAGES[data["language"]].customize(data)
    except ValueError as error:
        raise TargetError(f"{directory / DECLARATION}: {error}") from error
    endings: dict[str, str] = data.get("endings", {})
    paths: set[str] = set()
    for source in sources:
        if source == DECLARATION or source.endswith(PARTIAL_SUFFIX):
            continue
        path = source.removesuffix(TEMPLATE_SUFFIX)
        is_template = source != path
        ending = splitext(path)[1]
        # As declared, or else as in the table.
        name = (
            declared.get(path, {}).get("language")
            or endings.get(ending[1:])
            or languages.language_of(path)
        )
        if name is None and is_template and ending:
            raise TargetError(
                f"{directory / source}: the language of {ending} is unknown; declare it in "
                f"target.yaml, e.g. endings: {{{ending[1:]}: {base.name}}}"
            )
        language = base if name in (None, base.name) else languages.LANGUAGES[name]
        formatter = data.get("formatter") if language is base and is_template else None
        if path in paths:
            raise TargetError(f"{directory}: two files generate {path}; rename or remove one")
        paths.add(path)
        each, case = (declared.get(path, {}).get(key) for key in ("each", "case"))
        if fault := _find_fault_of_each(path, each, case, is_template=is_template):
            raise TargetError(f"{directory / DECLARATION}: {fault}")
        yield TargetFile(source, path, language, formatter, is_template, each, case)
    if unknown := declared.keys() - paths:
        raise TargetError(
            f"{directory / DECLARATION}: files names {min(unknown)}, but no template generates it"
        )


def _find_fault_of_each(
    path: str, each: str | None, case: str | None, *, is_template: bool
) -> str | None:
    """Return why a file can't have the `each` and `case` that are declared, or None if it can."""
    if each is None and case is not None:
        return f"{path} has case, but not each; declare each, or remove case"
    if each is None:
        missing = PLACEHOLDER in path and is_template
        return f"{path} has {PLACEHOLDER} in its path; declare each for it" if missing else None
    if not is_template:
        return f"{path} is copied, so it can't have each; add {TEMPLATE_SUFFIX} to the file's name"
    if PLACEHOLDER not in path:
        return f"{path} has each, but no {PLACEHOLDER} in its path; add it to the file's name"
    return None


def find_shared(
    directory: Path, data: Mapping[str, Any], paths: Sequence[str]
) -> Iterable[SharedFile]:
    """Yield the artifacts of other targets that a target has, too, in the order of their paths.

    Args:
        directory: the directory of the target.
        data: its declaration.
        paths: the paths of its own artifacts.

    Raises:
        TargetError: a shared file does not exist, or its path is that of another artifact.
    """
    folded = {fold(path): path for path in paths}
    for path, file in sorted(_shared_paths(data.get("shared", {}))):
        name, _, source = file.partition("/")
        if other := folded.get(fold(path)):
            raise TargetError(f"{directory}: two files generate {other}; rename or remove one")
        folded[fold(path)] = path
        for parent in (directory.parent, resources.templates()):
            if template_files.read_bytes(parent / name, DECLARATION) is not None:
                break
        else:
            raise TargetError(
                f"{directory / DECLARATION}: shared names {file}, but there is no target {name}"
            )
        if not _has_file(parent / name, source):
            raise TargetError(
                f"{directory / DECLARATION}: shared names {file}, but the target {name} has no "
                "such file"
            )
        if (PLACEHOLDER in path) != (PLACEHOLDER in source):
            raise TargetError(
                f"{directory / DECLARATION}: shared maps {path} to {file}; use "
                f"{PLACEHOLDER} in both paths or in none of them"
            )
        yield SharedFile(path, parent / name, source)


def _shared_paths(declared: dict[str, str] | list[str]) -> Iterable[tuple[str, str]]:
    """Return the path here of each shared file; a listed one has the path of its own target."""
    if isinstance(declared, dict):
        return declared.items()
    return ((it.partition("/")[2].removesuffix(TEMPLATE_SUFFIX), it) for it in declared)


def _has_file(directory: Path, source: str) -> bool:
    """Return whether a file of a target becomes an artifact."""
    if source.endswith(PARTIAL_SUFFIX) or source == DECLARATION:
        return False
    if any(map(template_files.is_excluded, source.split("/"))):
        declared = read_declaration(directory).get("files", {})
        return source in template_files.find_files(directory, [*declared, *templates_of(declared)])
    return template_files.read_bytes(directory, source) is not None


def templates_of(paths: Iterable[str]) -> Iterable[str]:
    """Return the paths of the templates that generate the artifacts with these paths."""
    return (f"{path}{TEMPLATE_SUFFIX}" for path in paths)
