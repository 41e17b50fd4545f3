"""Inputs: the spec, the targets and the output directories that the arguments of a command name."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final

import click

from statserver_bindgen.cli import configurations
from statserver_bindgen.cli.console import EXIT_DIAGNOSTICS
from statserver_bindgen.errors import StreamError
from statserver_bindgen.frozen import Frozen

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from statserver_bindgen.catalog import Catalog
    from statserver_bindgen.cli.console import Console
    from statserver_bindgen.rendering.targets import Target
    from statserver_bindgen.validation.specs import LoadedSpec

STANDARD_INPUT: Final = "<stdin>"
"""The name of standard input, as diagnostics print it."""


class Run(Frozen):
    """The arguments of `pipeline.generate` and `pipeline.check`.

    Attributes:
        catalog: the catalog to render.
        outputs: each target with an output directory; a target may have several.
        formatted: whether formatters are applied.
        texts: the text of the spec by its file, for excerpts.
        spec: the path of the spec, or None for standard input.
        templates: the directories of targets that the user or the configuration names.
        configuration: the path of the configuration, or None.
    """

    catalog: Catalog
    outputs: Sequence[tuple[Target, Path]]
    formatted: bool
    texts: Mapping[str, str]
    spec: str | None
    templates: Sequence[Path]
    configuration: Path | None


def read_run(  # noqa: PLR0913 - one parameter for each option
    console: Console,
    *,
    spec: str | None,
    out: Path,
    names: Iterable[str],
    every_target: bool,
    templates: Sequence[Path],
    no_format: bool,
) -> Run:
    """Return the run that the options name, or end the command with the problems of the spec."""
    outputs = read_outputs(
        console, out=out, names=names, every_target=every_target, templates=templates
    )
    targets = [*dict.fromkeys(target for target, _ in outputs)]
    formats = ("render", "format") if not no_format else ("render",)
    steps = [f"{step} {it.name}" for it in targets for step in formats]
    loaded, catalog = _load(console, spec, targets, (*steps, "plan", "write"))
    return Run(
        catalog=catalog,
        outputs=outputs,
        formatted=not no_format,
        texts={loaded.file: loaded.text},
        spec=None if spec == "-" else loaded.file,
        templates=templates,
        configuration=configurations.find_used(click.get_current_context()),
    )


def read_outputs(  # noqa: PLR0913 - one parameter for each option
    console: Console,
    *,
    out: Path,
    names: Iterable[str],
    every_target: bool,
    templates: Sequence[Path],
    committed: bool = False,
) -> list[tuple[Target, Path]]:
    """Return each target that the options or the configuration name, with its output directory.

    Without a name, the targets are the default ones, or, for a release, those with a manifest.

    Raises:
        click.UsageError: no target is named, and none has a manifest.
    """
    from statserver_bindgen import pipeline

    console.step("targets")
    ctx = click.get_current_context()
    configured = _group(configurations.current(ctx).targets)
    is_moved = configurations.is_given(ctx, "out")
    directories = _find_directories(out, names, {} if is_moved else configured)
    if not is_moved and (every_target or not directories):
        directories = configured | directories
    elif not (every_target or directories or committed):
        directories = {name: _move(out, name) for name in configured}
    if committed and not directories and not every_target:
        outputs = pipeline.find_committed(out, templates)
        if not outputs:
            raise click.UsageError(f"{out} has no generated output; run generate first")
        return outputs
    named: dict[str, Target] = {}
    if directories:
        targets = pipeline.find_targets(tuple(directories), templates)
        named = dict(zip(directories, targets, strict=True))
    if every_target or not directories:
        available = pipeline.find_targets((), templates)
        named = {it.name: it for it in available if every_target or it.is_default} | named
    return [
        (target, directory)
        for name, target in named.items()
        for directory in directories.get(name, [out / name])
    ]


def _find_directories(
    out: Path, names: Iterable[str], configured: Mapping[str, Mapping[Path, None]]
) -> dict[str, dict[Path, None]]:
    """Return the directories of each target that `--target` names."""
    directories: dict[str, dict[Path, None]] = {}
    for text in names:
        name, directory = _split_target(text)
        chosen = directories.setdefault(name, {})
        if directory is not None:
            chosen[directory] = None
        else:
            chosen |= configured.get(name) or {_default_directory(out, name): None}
    return directories


def _group(targets: Iterable[tuple[str, Path]]) -> dict[str, dict[Path, None]]:
    """Return the directories of each target, once each."""
    groups: dict[str, dict[Path, None]] = {}
    for name, directory in targets:
        groups.setdefault(name, {})[directory] = None
    return groups


def _split_target(text: str) -> tuple[str, Path | None]:
    """Return the name of a target or of a part, and the directory after it, if there is one."""
    name, equals, directory = text.partition("=")
    if equals and not directory:
        raise click.BadParameter(f"no directory follows = in {text}", param_hint="--target")
    return name, Path(directory) if directory else None


def _default_directory(out: Path, name: str) -> Path:
    if ":" in name:
        message = f"a part has no default directory; write {name}=DIR"
        raise click.BadParameter(message, param_hint="--target")
    return out / name


def _move(out: Path, name: str) -> dict[Path, None]:
    """Return the directory in `out` of a target that the configuration names."""
    if ":" in name:
        message = f"the part {name} of the configuration has no directory in {out}; use --target"
        raise click.BadParameter(message, param_hint="--out")
    return {out / name: None}


def read_catalog(
    console: Console, spec: str | None, targets: Iterable[Target] | None = None
) -> Catalog:
    """Return the catalog of a spec, or end the command with the problems of the spec.

    Args:
        console: the console of the command.
        spec: a path, `-` for standard input, or None for the default.
        targets: the targets whose identifiers the names must fit; None for the shipped targets.
    """
    return _load(console, spec, targets)[1]


def _load(
    console: Console,
    spec: str | None,
    targets: Iterable[Target] | None,
    steps: Sequence[str] = (),
) -> tuple[LoadedSpec, Catalog]:
    from statserver_bindgen import pipeline
    from statserver_bindgen.terminal_text import safe

    console.begin(("read", "validate", *steps))
    if spec == "-":
        stream = _standard_input()
        loaded = pipeline.load(stream, targets, name=STANDARD_INPUT, on_step=console.step)
    else:
        loaded = pipeline.load(spec, targets, on_step=console.step)
    console.status(f"spec: {safe(loaded.file)}")
    if loaded.catalog is None:
        console.report(loaded.diagnostics, {loaded.file: loaded.text})
        click.get_current_context().exit(EXIT_DIAGNOSTICS)
    return loaded, loaded.catalog


def read_standard_input() -> str:
    """Return the text of standard input.

    Raises:
        StreamError: standard input is closed, or not valid UTF-8.
    """
    try:
        return _standard_input().read().decode()
    except UnicodeError as error:
        raise StreamError("standard input is not valid UTF-8") from error


def read_standard_bytes(size: int) -> bytes:
    """Return up to `size` bytes of standard input.

    Raises:
        StreamError: standard input is closed.
    """
    return _standard_input().read(size)


def _standard_input() -> BinaryIO:
    if sys.stdin is None:  # pyright: ignore[reportUnnecessaryComparison] - it was closed
        raise StreamError("standard input is closed")
    return sys.stdin.buffer
