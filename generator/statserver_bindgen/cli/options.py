"""What commands can be told, and how the shell completes it.

What goes out: decorators for commands. Options that several commands have stand here once.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from statserver_bindgen.cli import inputs
from statserver_bindgen.cli.console import Terminal

if TYPE_CHECKING:
    from collections.abc import Callable


def options(*chosen: Callable[..., Any]) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Return the decorator that gives a command these options, in this order."""

    def decorate(command: Callable[..., Any]) -> Callable[..., Any]:
        for option in reversed(chosen):
            command = option(command)
        return command

    return decorate


def _complete_targets(_ctx: click.Context, param: click.Parameter, typed: str) -> list[str]:
    from statserver_bindgen import resources
    from statserver_bindgen.rendering import targets

    del param
    return [it for it in targets.discover([resources.templates()]) if it.startswith(typed)]


def complete_actions(_ctx: click.Context, param: click.Parameter, typed: str) -> list[str]:
    """Return the names and ids of actions that begin with what is typed."""
    del param
    catalog = inputs.load(None, {}, Terminal("text", quiet=True))
    words = [word for it in catalog.actions for word in (it.name, it.id)]
    return sorted({it for it in words if it.startswith(typed)})


PATH = click.Path(path_type=Path)
REPORT = (
    click.option(
        "--report",
        "style",
        type=click.Choice(["text", "json", "github"]),
        default="text",
        show_default=True,
        help="How results are shown: for people, for programs, or as annotations of GitHub.",
    ),
    click.option("-q", "--quiet", is_flag=True, help="Say nothing but results."),
)
SPEC = click.option(
    "--spec",
    metavar="FILE",
    help="The spec; `-` reads standard input. [default: spec/actions.yaml if there, else shipped]",
)
TEMPLATES = click.option(
    "--templates",
    metavar="DIR",
    multiple=True,
    type=PATH,
    help="A folder of targets that come before the shipped ones. Can be given again.",
)
GENERATION = (
    SPEC,
    click.option(
        "--out",
        metavar="DIR",
        default="out",
        show_default=True,
        type=PATH,
        help="Where the folders of the targets go.",
    ),
    click.option(
        "--target",
        "names",
        metavar="NAME[=DIR]",
        multiple=True,
        shell_complete=_complete_targets,
        help="Only this target, into <out>/NAME or into DIR. Can be given again.",
    ),
    TEMPLATES,
    click.option("--no-format", is_flag=True, help="Write what templates give, without formatter."),
)
