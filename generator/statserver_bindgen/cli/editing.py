"""The commands that edit a spec, each from its arguments to its exit code."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, TypeVar

import click

from statserver_bindgen.cli import configurations
from statserver_bindgen.cli.command_line import Command
from statserver_bindgen.cli.edits import run_edit
from statserver_bindgen.cli.options import complete_actions, complete_values, options

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from statserver_bindgen.cli.console import Console
    from statserver_bindgen.editing.operations import Operation
    from statserver_bindgen.editing.released import Released

_Function = TypeVar("_Function", bound="Callable[..., Any]")

CATALOG: Final = "catalog"
"""The first argument of `set` that names the catalog; action names have a capital."""

EDITING: Final = (
    click.option(
        "--spec",
        metavar="FILE",
        default="spec/actions.yaml",
        show_default=True,
        callback=configurations.find_spec,
        help="The spec, instead of that of the configuration.",
    ),
    click.option("--dry-run", is_flag=True, help="Print the patch, and write nothing."),
)


_OTHER_SCOPE: Final = click.option(
    "--scope-of-other",
    metavar="SCOPE",
    shell_complete=complete_values("scopes"),
    help="The scope that the one existing row of the name gets.",
)


def _option(
    name: str, vocabulary: str, text: str, *, required: bool = False
) -> Callable[[_Function], _Function]:
    return click.option(
        name,
        metavar=name.rpartition("-")[2].upper(),
        required=required,
        shell_complete=complete_values(vocabulary),
        help=text,
    )


@click.command(cls=Command)
@click.argument("names", metavar="NAME...", nargs=-1, required=True)
@options(
    _option("--object-class", "object_classes", "The object class.", required=True),
    _option("--timing", "timings", "The timing.", required=True),
    click.option(
        "--interaction-related/--no-interaction-related",
        required=True,
        help="Whether the action is interaction-related.",
    ),
    click.option(
        "--restricted-cluster/--no-restricted-cluster",
        required=True,
        help="Whether it works in restricted cluster mode.",
    ),
    _option("--scope", "scopes", "The scope, which distinguishes rows of one name."),
    _OTHER_SCOPE,
    click.option(
        "--inferred", metavar="KEY=REASON", multiple=True, help="An inferred value. Repeatable."
    ),
    _option("--source", "sources", "The source, if it is not that of the catalog."),
    click.option("--meaning", metavar="YAML", help="The meaning, as {text: …, evidence: …, …}."),
    click.option(
        "--after",
        metavar="NAME",
        shell_complete=complete_actions,
        help="The row before the new ones. [default: the last one of the class]",
    ),
)
@options(*EDITING)
@click.pass_obj
def add(  # noqa: PLR0913 - one parameter for each kind of option
    console: Console,
    /,
    *,
    names: Sequence[str],
    inferred: Sequence[str],
    meaning: str | None,
    after: str | None,
    scope_of_other: str | None,
    spec: str,
    dry_run: bool,
    **facts: Any,
) -> None:
    """Add actions, all with the same facts.

    The new rows follow the rows of the same name, or else the last row of the object class.

    \b
    statserver-bindgen add CallParked --object-class regular_dn --timing durable \\
      --interaction-related --no-restricted-cluster
    """  # noqa: D301 - click's mark for lines that are not wrapped
    from statserver_bindgen.editing.adding import add_rows

    assignments = [f"inferred.{it}" for it in inferred]
    assignments += [] if meaning is None else [f"meaning={meaning}"]

    def make_operations(data: Mapping[str, Any], newest: Released | None) -> list[Operation]:
        return add_rows(
            data,
            names,
            facts,
            assignments,
            after=after,
            scope_of_other=scope_of_other,
            newest=newest,
        )

    run_edit(console, spec, make_operations, dry_run=dry_run)


@click.command(cls=Command)
@click.argument("old", shell_complete=complete_actions)
@click.argument("new")
@_option("--scope", "scopes", "The new scope of one row.")
@_OTHER_SCOPE
@options(*EDITING)
@click.pass_obj
def rename(  # noqa: PLR0913 - one parameter for each option
    console: Console,
    /,
    *,
    old: str,
    new: str,
    scope: str | None,
    scope_of_other: str | None,
    spec: str,
    dry_run: bool,
) -> None:
    """Rename an action, and keep its old name as an alias.

    OLD is an action name, with all its rows, or the id or label of one row. Known names, statuses
    and replacements that refer to it are renamed, too.

    \b
    statserver-bindgen rename CallHeld CallOnHold
    statserver-bindgen rename CALL_ANSWERED_VIRTUAL_QUEUE CallAnsweredOnQueue
    """  # noqa: D301 - click's mark for lines that are not wrapped
    from statserver_bindgen.editing.renaming import rename_rows

    def make_operations(data: Mapping[str, Any], newest: Released | None) -> list[Operation]:
        return rename_rows(
            data, old, new, scope=scope, scope_of_other=scope_of_other, newest=newest
        )

    run_edit(console, spec, make_operations, dry_run=dry_run)


@click.command(cls=Command)
@click.argument("name", shell_complete=complete_actions)
@click.option("--reason", metavar="TEXT", required=True, help="The reason, as a sentence.")
@click.option(
    "--replaced-by",
    metavar="NAME",
    shell_complete=complete_actions,
    help="The action to use instead.",
)
@options(*EDITING)
@click.pass_obj
def deprecate(  # noqa: PLR0913 - one parameter for each option
    console: Console,
    /,
    *,
    name: str,
    reason: str,
    replaced_by: str | None,
    spec: str,
    dry_run: bool,
) -> None:
    """Deprecate an action, with a reason and a replacement.

    NAME is an action name, with all its rows, or the id or label of one row. The version is that of
    the next release.

    \b
    statserver-bindgen deprecate CallHeld --replaced-by CallOnHold \\
      --reason "The guide uses another name."
    """  # noqa: D301 - click's mark for lines that are not wrapped
    from statserver_bindgen.editing.deprecating import deprecate_rows

    def make_operations(data: Mapping[str, Any], newest: Released | None) -> list[Operation]:
        return deprecate_rows(data, name, reason, replaced_by, newest)

    run_edit(console, spec, make_operations, dry_run=dry_run)


@click.command(cls=Command)
@click.argument("name", shell_complete=complete_actions)
@options(*EDITING)
@click.pass_obj
def remove(console: Console, /, *, name: str, spec: str, dry_run: bool) -> None:
    """Remove an action, or make a released one a tombstone.

    NAME is an action name, with all its rows, or the id or label of one row. An action that is
    released must be deprecated in a release first.
    """
    from statserver_bindgen.editing.removing import remove_rows

    def make_operations(data: Mapping[str, Any], newest: Released | None) -> list[Operation]:
        return remove_rows(data, name, newest)

    run_edit(console, spec, make_operations, dry_run=dry_run)


def _complete_names(ctx: click.Context, param: click.Parameter, prefix: str) -> list[str]:
    names = complete_actions(ctx, param, prefix)
    return [*names, CATALOG] if CATALOG.startswith(prefix) else names


def _complete_keys(ctx: click.Context, param: click.Parameter, prefix: str) -> list[str]:
    """Return the keys of a row or of the catalog that begin with a prefix, each with `=`."""
    from statserver_bindgen.editing.spec_keys import key_order

    del param
    path = (CATALOG,) if ctx.params.get("name") == CATALOG else ("actions", 0)
    return [f"{key}=" for key in key_order(path) if key.startswith(prefix)]


@click.command("set", cls=Command)
@click.argument("name", shell_complete=_complete_names)
@click.argument(
    "assignments", metavar="KEY=VALUE...", nargs=-1, required=True, shell_complete=_complete_keys
)
@options(*EDITING)
@click.pass_obj
def set_values(
    console: Console, /, *, name: str, assignments: Sequence[str], spec: str, dry_run: bool
) -> None:
    """Set or remove values of a row or of the catalog.

    NAME is the id, name or label of one row, or `catalog`. VALUE is a text, true or false, or
    YAML in brackets; without a value, the key is removed.

    \b
    statserver-bindgen set CallParked timing=momentary meaning=
    statserver-bindgen set CallParked inferred.timing=spilled_cell
    statserver-bindgen set catalog version=2.0.0
    """  # noqa: D301 - click's mark for lines that are not wrapped
    from statserver_bindgen.editing.setting import set_values

    def make_operations(data: Mapping[str, Any], newest: Released | None) -> list[Operation]:
        return set_values(data, None if name == CATALOG else name, assignments, newest)

    run_edit(console, spec, make_operations, dry_run=dry_run)


COMMANDS: Final = (add, rename, deprecate, remove, set_values)
