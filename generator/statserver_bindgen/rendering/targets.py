"""Targets: folders of templates, each with a target.yaml that says what the tree can't.

What comes in: the folders that hold targets, the user's before the shipped one. What goes out: a
`Target`, with each file that it gives and the rules by which text is written into it.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple

from statserver_bindgen import resources
from statserver_bindgen.artifact_paths import MANIFEST, fold
from statserver_bindgen.errors import TargetError, TemplateError
from statserver_bindgen.identifiers import Identifiers
from statserver_bindgen.rendering import languages
from statserver_bindgen.suggestions import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

DECLARATION: Final = "target.yaml"
TEMPLATE_SUFFIX: Final = ".j2"
PARTIAL_SUFFIX: Final = ".part.j2"


class TargetFile(NamedTuple):
    """One file of a target.

    Attributes:
        source: its path below the target's folder.
        path: the path of its artifact below the target root.
        language: the rules for text in it.
        formatter: what lays it out, or None: what is copied is as its author wants it.
        is_template: whether it is rendered, or copied as it is.
    """

    source: str
    path: str
    language: languages.Language
    formatter: Literal["black"] | None
    is_template: bool


class Target(NamedTuple):
    """One kind of output.

    Attributes:
        name: the name of its folder, e.g. `python`.
        folder: where the templates are.
        title: a few words for people.
        description: a sentence for people.
        identifiers: how it names symbols.
        files: what it gives, in the order of their paths.
        manifests: folders of it that carry a manifest of their own files, inner ones before outer.
    """

    name: str
    folder: Path
    title: str
    description: str
    identifiers: Identifiers
    files: tuple[TargetFile, ...]
    manifests: tuple[str, ...] = ()


def discover(folders: Iterable[Path]) -> dict[str, Path]:
    """Return the folder of each target by name, sorted; an earlier folder wins over a later one.

    Raises:
        TargetError: one of the folders is not there.
    """
    found: dict[str, Path] = {}
    for folder in folders:
        try:
            inside = sorted(folder.iterdir())
        except OSError as error:
            raise TargetError(f"the templates folder {folder}: {error.strerror}") from error
        for one in inside:
            if (one / DECLARATION).is_file():
                found.setdefault(one.name, one)
    return dict(sorted(found.items()))


def choose(names: Sequence[str], folders: Iterable[Path]) -> tuple[Target, ...]:
    """Return the targets with these names, or all where no name is given.

    Raises:
        TargetError: a name is unknown, or a target.yaml is wrong.
    """
    found = discover(folders)
    for name in names:
        if name not in found:
            hint = did_you_mean(name, found) or f"there are: {', '.join(found)}"
            raise TargetError(f"there is no target named {name!r}; {hint}")
    return tuple(read(found[name]) for name in names or found)


def read(folder: Path) -> Target:
    """Return the target that a folder holds.

    Raises:
        TargetError: its target.yaml is wrong; the error carries the diagnostics.
    """
    data = _declaration(folder / DECLARATION)
    identifiers = data.get("identifiers", {})
    files = tuple(_files(folder, data))
    return Target(
        name=folder.name,
        folder=folder,
        title=data["title"],
        description=data["description"],
        identifiers=Identifiers(
            identifiers.get("case", "upper_snake"), frozenset(identifiers.get("reserved", ()))
        ),
        files=files,
        manifests=tuple(_manifests(folder, data, [it.path for it in files])),
    )


def _declaration(path: Path) -> Mapping[str, Any]:
    from statserver_bindgen.validation import schema
    from statserver_bindgen.yaml_source.document import read_document

    try:
        document = read_document(str(path), path.read_bytes())
        rules = json.loads(resources.target_schema().read_bytes())
    except OSError as error:
        raise TargetError(f"{path}: {error.strerror}") from error
    problems = [*document.diagnostics]
    if document.complete:
        problems += schema.check(document, rules).diagnostics
    if problems:
        raise TargetError(f"{path} declares no valid target", problems)
    declaration: Mapping[str, Any] = document.data
    return declaration


def _files(folder: Path, data: Mapping[str, Any]) -> Iterable[TargetFile]:
    declared: dict[str, Any] = data.get("files", {})
    try:
        base = languages.LANGUAGES[data["language"]].with_own(data)
    except ValueError as error:
        raise TargetError(f"{folder / DECLARATION}: {error}") from error
    seen: set[str] = set()
    for source in _walk(folder, declared):
        path = source.removesuffix(TEMPLATE_SUFFIX)
        own = declared.get(path, {})
        name = own.get("language") or languages.of_file(path, base.name)
        language = base if name == base.name else languages.LANGUAGES[name]
        is_template = source != path
        formatter = data.get("formatter") if name == base.name and is_template else None
        if path in seen:
            raise TargetError(f"{folder}: two files give {path}; rename or remove one")
        seen.add(path)
        yield TargetFile(source, path, language, formatter, is_template)
    if unknown := declared.keys() - seen:
        raise TargetError(
            f"{folder / DECLARATION}: files names {min(unknown)}, which no template gives"
        )


def _manifests(folder: Path, data: Mapping[str, Any], given: Sequence[str]) -> Iterable[str]:
    # An outer manifest has the sha256 of an inner one, which must be made first.
    for inside in sorted(data.get("manifests", ()), key=lambda it: (-it.count("/"), it)):
        if not any(path.startswith(f"{inside}/") for path in given):
            raise TemplateError(
                f"{folder / DECLARATION}: manifests names {inside}, but no template gives a file "
                "in it; name a folder of artifacts, e.g. src/package"
            )
        own = f"{inside}/{MANIFEST}"
        if taken := next((path for path in given if fold(path) == fold(own)), None):
            raise TemplateError(
                f"{folder}: a template gives {taken}, where manifests wants one of the tool; "
                "rename or remove the template, or take the folder out of manifests"
            )
        yield inside


def _walk(folder: Path, declared: Mapping[str, Any]) -> Iterable[str]:
    for path in sorted(folder.rglob("*")):
        source = path.relative_to(folder).as_posix()
        hidden = any(part.startswith(".") or part == "__pycache__" for part in source.split("/"))
        wanted = not hidden or source.removesuffix(TEMPLATE_SUFFIX) in declared
        ours = source == DECLARATION or source.endswith(PARTIAL_SUFFIX)
        if wanted and not ours and path.is_file():
            yield source
