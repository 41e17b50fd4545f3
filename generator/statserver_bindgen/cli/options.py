"""Options that several commands share, and their shell completion."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from statserver_bindgen.cli import configurations

if TYPE_CHECKING:
    from collections.abc import Callable

    from statserver_bindgen.catalog import Catalog
    from statserver_bindgen.vocabulary import Term


def options(*decorators: Callable[..., Any]) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Return the decorator that adds these options to a command, in this order."""

    def decorate(command: Callable[..., Any]) -> Callable[..., Any]:
        for option in reversed(decorators):
            command = option(command)
        return command

    return decorate


def _complete_targets(ctx: click.Context, param: click.Parameter, prefix: str) -> list[str]:
    """Return the targets, and their parts up to the directory, that begin with a prefix."""
    from statserver_bindgen import pipeline

    del param
    names: list[str] = []
    for target in pipeline.find_targets((), configurations.current(ctx).templates):
        parts = sorted(target.manifests)
        names += [target.name, *(f"{target.name}:{part}=" for part in parts)]
    return [name for name in names if name.startswith(prefix)]


def complete_entries(ctx: click.Context, param: click.Parameter, prefix: str) -> list[str]:
    """Return the names and ids of actions, and the object types, that begin with a prefix."""
    del param
    catalog = _default_catalog(ctx)
    names = {name for action in catalog.actions for name in (action.name, action.id)}
    names |= {it.id for it in catalog.object_types}
    names |= {it.id for it in catalog.known_object_types}
    names |= {it.name for it in catalog.known_names}
    return sorted(it for it in names if it.startswith(prefix))


def complete_actions(ctx: click.Context, param: click.Parameter, prefix: str) -> list[str]:
    """Return the names and ids of actions that begin with a prefix."""
    del param
    names = {name for it in _default_catalog(ctx).actions for name in (it.name, it.id)}
    return sorted(it for it in names if it.startswith(prefix))


def complete_values(vocabulary: str) -> Callable[..., list[str]]:
    """Return a completion of values joined by commas, from a vocabulary of the catalog."""

    def complete(ctx: click.Context, param: click.Parameter, prefix: str) -> list[str]:
        del param
        values, comma, last = prefix.rpartition(",")
        terms: tuple[Term, ...] = getattr(_default_catalog(ctx), vocabulary)
        return [f"{values}{comma}{it.id}" for it in terms if it.id.startswith(last)]

    return complete


def _default_catalog(ctx: click.Context) -> Catalog:
    from statserver_bindgen import pipeline
    from statserver_bindgen.errors import SpecError

    loaded = pipeline.load(configurations.current(ctx).spec, ())
    if loaded.catalog is None:
        raise SpecError(f"the spec {loaded.file} is not valid; run validate")
    return loaded.catalog


PATH = click.Path(path_type=Path)
SPEC = click.option(
    "--spec",
    metavar="FILE",
    callback=configurations.find_spec,
    help="The spec; `-` reads standard input. [default: that of the configuration, else "
    "spec/actions.yaml, else the shipped spec]",
)


def _filter(option: str, vocabulary: str, metavar: str, text: str) -> Callable[..., Any]:
    return click.option(
        option,
        vocabulary,
        metavar=metavar,
        multiple=True,
        shell_complete=complete_values(vocabulary),
        help=text,
    )


FILTERS = (
    _filter("--object-type", "object_types", "TYPE[,TYPE]", "Only actions on these object types."),
    _filter("--class", "object_classes", "CLASS", "Only actions of this object class."),
    _filter("--timing", "timings", "TIMING", "Only actions with this timing."),
    _filter("--mode", "modes", "MODE", "Only actions that work in this mode."),
    click.option(
        "--instantaneous/--durable",
        default=None,
        help="Only instantaneous or only durable actions.",
    ),
    click.option(
        "--deprecated/--not-deprecated",
        default=None,
        help="Only deprecated actions, or only the others.",
    ),
)
TEMPLATES = click.option(
    "--templates",
    metavar="DIR",
    multiple=True,
    type=PATH,
    callback=configurations.add_templates,
    help="A directory of targets, searched before those of the configuration and the shipped ones. "
    "Repeatable.",
)
TIMINGS = click.option(
    "--timings", "is_timed", is_flag=True, help="Print the time of each step to standard error."
)
OUTPUTS = (
    click.option(
        "--out",
        metavar="DIR",
        default="out",
        show_default=True,
        type=PATH,
        help="The parent of the output directories, also of the targets in the configuration.",
    ),
    click.option(
        "--target",
        "names",
        metavar="NAME[:PART][=DIR]",
        multiple=True,
        shell_complete=_complete_targets,
        help="Only this target, or only a part of it: in DIR, or else in its directories of the "
        "configuration, or else in OUT/NAME. Repeatable, also for one target.",
    ),
    click.option(
        "--all",
        "every_target",
        is_flag=True,
        help="All targets, also those that are not generated by default.",
    ),
    TEMPLATES,
)
GENERATION = (
    SPEC,
    *OUTPUTS,
    click.option("--no-format", is_flag=True, help="Skip the formatter."),
    TIMINGS,
)
