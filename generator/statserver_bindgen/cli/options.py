"""Options that several commands share, and their shell completion."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from statserver_bindgen.cli import inputs
from statserver_bindgen.cli.console import Console

if TYPE_CHECKING:
    from collections.abc import Callable


def options(*decorators: Callable[..., Any]) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Return the decorator that adds these options to a command, in this order."""

    def decorate(command: Callable[..., Any]) -> Callable[..., Any]:
        for option in reversed(decorators):
            command = option(command)
        return command

    return decorate


def _complete_targets(_ctx: click.Context, param: click.Parameter, prefix: str) -> list[str]:
    from statserver_bindgen import pipeline

    del param
    return [it.name for it in pipeline.find_targets() if it.name.startswith(prefix)]


def complete_actions(_ctx: click.Context, param: click.Parameter, prefix: str) -> list[str]:
    """Return the names and ids of actions that begin with a prefix."""
    del param
    catalog = inputs.read_catalog(Console("text", quiet=True), None, ())
    names = {name for action in catalog.actions for name in (action.name, action.id)}
    return sorted(it for it in names if it.startswith(prefix))


PATH = click.Path(path_type=Path)
SPEC = click.option(
    "--spec",
    metavar="FILE",
    help="The spec; `-` reads standard input. [default: spec/actions.yaml, else the shipped spec]",
)
TEMPLATES = click.option(
    "--templates",
    metavar="DIR",
    multiple=True,
    type=PATH,
    help="A directory of targets, searched before the shipped ones. Repeatable.",
)
GENERATION = (
    SPEC,
    click.option(
        "--out",
        metavar="DIR",
        default="out",
        show_default=True,
        type=PATH,
        help="The parent of the output directories.",
    ),
    click.option(
        "--target",
        "names",
        metavar="NAME[=DIR]",
        multiple=True,
        shell_complete=_complete_targets,
        help="Only this target, in OUT/NAME or in DIR. Repeatable, also for one target.",
    ),
    TEMPLATES,
    click.option("--no-format", is_flag=True, help="Skip the formatter."),
)
