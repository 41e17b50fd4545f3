"""Targets: directories of templates, each with a target.yaml.

`select` finds targets in template directories, the user's before the shipped one, and returns each
as a `Target`: the files that it generates, and the rules by which text is written into them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from statserver_bindgen.artifact_paths import MANIFEST, fold
from statserver_bindgen.errors import TargetError, TemplateError
from statserver_bindgen.identifiers import Identifiers
from statserver_bindgen.rendering import template_files
from statserver_bindgen.rendering.declarations import DECLARATION, read_declaration
from statserver_bindgen.suggestions import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from statserver_bindgen.rendering.target_files import SharedFile, TargetFile


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
    # Imported here because a validation needs the identifiers only.
    from statserver_bindgen.rendering.target_files import (
        TEMPLATE_SUFFIX,
        find_own,
        find_shared,
        templates_of,
    )

    data = read_declaration(directory)
    declared: Mapping[str, Any] = data.get("files", {})
    sources = template_files.find_files(directory, [*declared, *templates_of(declared)])
    files = tuple(find_own(directory, data, sources))
    shared = tuple(find_shared(directory, data, [it.path for it in files]))
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


def _identifiers(data: Mapping[str, Any]) -> Identifiers:
    identifiers = data.get("identifiers", {})
    return Identifiers(
        identifiers.get("case", "upper_snake"), frozenset(identifiers.get("reserved", ()))
    )


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
