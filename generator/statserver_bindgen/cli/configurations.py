"""The configuration of a command: the file that its options name, read on first use.

An option that the user gives overrides a key of the configuration; the options in `options` and the
outputs in `inputs` use `current`. Most commands find no file, and then read nothing.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click
from click.core import ParameterSource

if TYPE_CHECKING:
    from statserver_bindgen.configuration.configuration import Configuration

_FILE: Final = f"{__name__}.file"
_IS_SKIPPED: Final = f"{__name__}.is_skipped"
_CONFIGURATION: Final = f"{__name__}.configuration"


def current(ctx: click.Context) -> Configuration:
    """Return the configuration of a command; an empty one if there is no file.

    Raises:
        click.UsageError: both options are given.
        ConfigurationError: the file can't be read, or is not valid.
    """
    if _CONFIGURATION not in ctx.meta:
        ctx.meta[_CONFIGURATION] = _read(ctx.meta.get(_FILE), ctx.meta.get(_IS_SKIPPED, False))
    configuration: Configuration = ctx.meta[_CONFIGURATION]
    return configuration


def find_used(ctx: click.Context) -> Path | None:
    """Return the path of the configuration that a command uses, or None if it uses none."""
    return current(ctx).file if _FILE in ctx.meta else None


def _read(file: Path | None, is_skipped: bool) -> Configuration:  # noqa: FBT001 - both are options
    if is_skipped and file is not None:
        raise click.UsageError("use either --config or --no-config")
    if is_skipped:
        from statserver_bindgen.configuration.configuration import Configuration

        return Configuration()
    from statserver_bindgen import pipeline

    return pipeline.read_configuration(file)


def is_given(ctx: click.Context, parameter: str) -> bool:
    """Return whether the user gives an option or argument."""
    return ctx.get_parameter_source(parameter) is ParameterSource.COMMANDLINE


# Callbacks of options


def _name_file(ctx: click.Context, _: click.Parameter, file: Path | None) -> None:
    """Use this file."""
    ctx.meta[_FILE] = file


def _skip_file(ctx: click.Context, _: click.Parameter, is_skipped: Any) -> None:
    """Use no file."""
    ctx.meta[_IS_SKIPPED] = is_skipped


def find_spec(ctx: click.Context, parameter: click.Parameter, spec: str | None) -> str | None:
    """Return the spec that the user names, else that of the configuration, else the default."""
    if is_given(ctx, str(parameter.name)):
        return spec
    configured = current(ctx).spec
    if configured is None:
        return spec
    # `-` is standard input only where the user gives it.
    return "./-" if str(configured) == "-" else str(configured)


def add_templates(
    ctx: click.Context, _: click.Parameter, templates: tuple[Path, ...]
) -> tuple[Path, ...]:
    """Return the directories that the user names, and then those of the configuration."""
    return (*templates, *current(ctx).templates)


# Made once for all commands, which shortens their start.
OPTIONS: Final = (
    click.Option(
        ["--config"],
        metavar="FILE",
        type=click.Path(path_type=Path),
        expose_value=False,
        is_eager=True,
        callback=_name_file,
        help="The configuration. [default: statserver-bindgen.yaml, if it exists]",
    ),
    click.Option(
        ["--no-config"],
        is_flag=True,
        expose_value=False,
        is_eager=True,
        callback=_skip_file,
        help="Use no configuration.",
    ),
)
"""The options that name the file of a command."""
