"""The files and directories on which the output of a run depends.

A change of any of them may change the output: the files that the run reads, and the directories in
which a new file would be read too. Files of the tool are part of it: an upgrade may change the
output. An installed tool has one file that changes with every installation.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from statserver_bindgen import resources
from statserver_bindgen.rendering.declarations import DECLARATION
from statserver_bindgen.rendering.targets import read_target
from statserver_bindgen.validation.specs import find_releases

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from statserver_bindgen.rendering.targets import Target


def find_prerequisites(
    spec: Path | None,
    targets: Iterable[Target],
    templates: Iterable[Path] = (),
    configuration: Path | None = None,
) -> tuple[str, ...]:
    """Return the paths that the output of a run depends on, each once, with `/`.

    A directory ends with `/`: it changes when a file is added to it or removed.

    Args:
        spec: the path of the spec, or None for standard input.
        targets: the targets that are generated.
        templates: the directories of targets that are searched before the shipped targets.
        configuration: the configuration file, or None.
    """
    paths = [*_tool_files()]
    paths += [configuration] if configuration is not None else []
    if spec is not None and not _is_installed(spec):
        paths += _spec_files(spec)
    paths += templates
    for target in targets:
        paths += _target_files(target)
    return tuple(dict.fromkeys(map(_as_text, paths)))


def _as_text(path: Path) -> str:
    return f"{path.as_posix().rstrip('/')}/" if path.is_dir() else path.as_posix()


def _tool_files() -> Iterator[Path]:
    record = resources.installation_record()
    if record is not None:
        yield record
    else:
        yield from resources.sources()


def _is_installed(path: Path) -> bool:
    """Return whether a file is part of an installed tool, whose record stands for it."""
    if resources.installation_record() is None:
        return False
    return resources.templates().parent in path.resolve().parents


def _spec_files(spec: Path) -> Iterator[Path]:
    yield spec
    releases = find_releases(spec)
    if releases is not None:
        yield releases
        yield from sorted(releases.glob("*.json"))


def _target_files(target: Target) -> Iterator[Path]:
    """Yield the files of a target, and those of other targets with which it shares artifacts."""
    yield from _files_of(target)
    for directory in dict.fromkeys(it.directory for it in target.shared):
        yield from _files_of(read_target(directory))


def _files_of(target: Target) -> Iterator[Path]:
    directory = target.directory
    if _is_installed(directory / DECLARATION):
        return
    sources = dict.fromkeys((DECLARATION, *(it.source for it in target.files), *target.templates))
    files = sorted(directory / it for it in sources)
    inner = {it for file in files for it in file.relative_to(directory).parents}
    yield from sorted(directory / it for it in inner)
    yield from files
