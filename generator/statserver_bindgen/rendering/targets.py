"""Targets: directories of templates, each with a target.yaml.

`select` finds targets in template directories, the user's before the shipped one, and returns each
as a `Target`: the files that it generates, and the rules by which text is written into them.
"""

from __future__ import annotations

import json
from posixpath import splitext
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple

from statserver_bindgen import resources, shipped_data
from statserver_bindgen.artifact_paths import MANIFEST, fold
from statserver_bindgen.errors import TargetError, TemplateError
from statserver_bindgen.frozen import Frozen
from statserver_bindgen.identifiers import Identifiers
from statserver_bindgen.rendering import template_files
from statserver_bindgen.suggestions import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from statserver_bindgen.rendering.languages import Language

DECLARATION: Final = "target.yaml"
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


class Target(NamedTuple):
    """One kind of output.

    Attributes:
        name: the name of its directory, e.g. `python`.
        directory: the directory of its templates.
        title: a short title for people.
        description: a sentence for people.
        identifiers: how it names symbols.
        files: the files that it generates, in the order of their paths.
        templates: the paths of its templates, with those that others include.
        manifests: directories of the output that have a manifest of their own, inner ones first.
        is_default: whether it is generated when no target is named.
        shared: the artifacts of other targets that it has, in the order of their paths.
        part: the one of `manifests` that is generated alone, or an empty text for the whole target.
    """

    name: str
    directory: Path
    title: str
    description: str
    identifiers: Identifiers
    files: tuple[TargetFile, ...]
    templates: tuple[str, ...]
    manifests: tuple[str, ...] = ()
    is_default: bool = True
    shared: tuple[SharedFile, ...] = ()
    part: str = ""

    def limited_to(self, part: str) -> Target:
        """Return the target that generates only a part, a directory with a manifest of its own.

        Raises:
            TargetError: the target has no such part.
        """
        if part not in self.manifests:
            hint = "generate the whole target"
            if self.manifests:
                hint = f"use one of: {', '.join(self.manifests)}"
                hint = did_you_mean(part, self.manifests) or hint
            raise TargetError(f"the target {self.name} has no part {part!r}; {hint}")
        return self._replace(part=part)


def discover(templates: Iterable[Path]) -> dict[str, Path]:
    """Return the directory of each target by name, sorted.

    Args:
        templates: directories of targets; the first one that has a name wins.

    Raises:
        TargetError: one of the directories can't be read.
    """
    directories: dict[str, Path] = {}
    for parent in templates:
        try:
            children = sorted(parent.iterdir())
        except OSError as error:
            raise TargetError(
                f"the templates directory {parent} can't be read: {error.strerror}"
            ) from error
        for child in children:
            if _is_target(child):
                directories.setdefault(child.name, child)
    return dict(sorted(directories.items()))


def _is_target(directory: Path) -> bool:
    """Return whether a directory has a target.yaml, of any kind: reading it reports the problem."""
    try:
        (directory / DECLARATION).lstat()
    except (FileNotFoundError, NotADirectoryError) as error:
        if directory.is_symlink() and not directory.exists():
            raise TargetError(f"{directory} is a broken symlink; correct or remove it") from error
        return False
    except OSError as error:
        raise TargetError(f"{directory} can't be read: {error.strerror}") from error
    if directory.is_symlink():
        raise TargetError(f"{directory} is a symlink to a directory; copy the target there")
    return True


def select(names: Sequence[str], templates: Iterable[Path]) -> tuple[Target, ...]:
    """Return the targets with these names, or all targets if no name is given.

    A name can be that of a part: `python:src/statserver_actions`.

    Raises:
        TargetError: a name or a part is unknown, or a target.yaml is not valid.
    """
    directories = discover(templates)
    pairs = [name.partition(":") for name in names or directories]
    for name, _, _ in pairs:
        if name not in directories:
            hint = did_you_mean(name, directories) or f"use one of: {', '.join(directories)}"
            raise TargetError(f"unknown target {name!r}; {hint}")
    targets = [(read_target(directories[name]), colon, part) for name, colon, part in pairs]
    return tuple(it.limited_to(part.rstrip("/")) if colon else it for it, colon, part in targets)


def read_target(directory: Path) -> Target:
    """Return the target of a directory.

    Raises:
        TargetError: its target.yaml is not valid; the error carries the diagnostics.
    """
    data = read_declaration(directory)
    declared: Mapping[str, Any] = data.get("files", {})
    sources = template_files.find_files(directory, [*declared, *_templates_of(declared)])
    files = tuple(_files(directory, data, sources))
    shared = tuple(_shared_files(directory, data, [it.path for it in files]))
    paths = [*(it.path for it in files), *(it.path for it in shared)]
    return Target(
        name=directory.name,
        directory=directory,
        title=data["title"],
        description=data["description"],
        identifiers=_identifiers(data),
        files=files,
        templates=tuple(it for it in sources if it.endswith(TEMPLATE_SUFFIX)),
        manifests=tuple(_manifests(directory, data, paths)),
        is_default=data.get("default", True),
        shared=shared,
    )


def read_identifiers(templates: Path) -> dict[str, Identifiers]:
    """Return the identifier rules of each target in a directory, by the name of the target.

    Raises:
        TargetError: a target.yaml is not valid.
    """
    directories = discover([templates])
    return {name: _identifiers(read_declaration(it)) for name, it in directories.items()}


def read_declaration(directory: Path) -> Mapping[str, Any]:
    """Return the data of a target.yaml.

    That of a shipped target is read and checked when the wheel is built.

    Raises:
        TargetError: the file is not valid; the error carries the diagnostics.
    """
    path = directory / DECLARATION
    raw = template_files.read_bytes(directory, DECLARATION)
    if raw is None:
        raise TargetError(f"{path} is missing; create it")
    if directory.parent == resources.templates():
        shipped = shipped_data.find_data(f"templates/{directory.name}/{DECLARATION}", raw)
        if shipped is not None:
            declaration: Mapping[str, Any] = shipped
            return declaration
    return _checked_data(path, raw)


def _checked_data(path: Path, raw: bytes) -> Mapping[str, Any]:
    from statserver_bindgen.validation import schema
    from statserver_bindgen.yaml_source.document import read_document

    document = read_document(str(path), raw)
    diagnostics = [*document.diagnostics]
    if document.complete:
        target_schema = json.loads(resources.target_schema().read_bytes())
        diagnostics += schema.check(document, target_schema).diagnostics
    if diagnostics:
        raise TargetError(f"{path} is not a valid target declaration", diagnostics)
    declaration: Mapping[str, Any] = document.data
    return declaration


def _identifiers(data: Mapping[str, Any]) -> Identifiers:
    identifiers = data.get("identifiers", {})
    return Identifiers(
        identifiers.get("case", "upper_snake"), frozenset(identifiers.get("reserved", ()))
    )


def _files(
    directory: Path, data: Mapping[str, Any], sources: Iterable[str]
) -> Iterable[TargetFile]:
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


def _shared_files(
    directory: Path, data: Mapping[str, Any], paths: Sequence[str]
) -> Iterable[SharedFile]:
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
        return source in template_files.find_files(directory, [*declared, *_templates_of(declared)])
    return template_files.read_bytes(directory, source) is not None


def _templates_of(paths: Iterable[str]) -> Iterable[str]:
    return (f"{path}{TEMPLATE_SUFFIX}" for path in paths)


def _manifests(directory: Path, data: Mapping[str, Any], paths: Sequence[str]) -> Iterable[str]:
    # An outer manifest contains the sha256 of an inner one, so inner ones come first.
    for inner in sorted(data.get("manifests", ()), key=lambda it: (-it.count("/"), it)):
        if not any(path.startswith(f"{inner}/") for path in paths):
            raise TemplateError(
                f"{directory / DECLARATION}: manifests names {inner}, but no template generates a "
                "file in it; name a directory of artifacts, e.g. src/package"
            )
        own = f"{inner}/{MANIFEST}"
        if taken := next((path for path in paths if fold(path) == fold(own)), None):
            raise TemplateError(
                f"{directory}: a template generates {taken}, which the tool writes because "
                "of manifests; rename or remove the template, or remove the directory there"
            )
        yield inner
