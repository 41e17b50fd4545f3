"""The commands that edit a spec, each from its arguments to its exit code."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

import click

from statserver_bindgen.cli import configurations
from statserver_bindgen.cli.command_line import Command
from statserver_bindgen.cli.console import EXIT_DIAGNOSTICS
from statserver_bindgen.cli.options import CONFIGURATION, complete_actions, complete_values, options

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from statserver_bindgen.cli.console import Console
    from statserver_bindgen.edited_specs import EditedSpec, MakeOperations
    from statserver_bindgen.editing.operations import Operation
    from statserver_bindgen.editing.released import Released

_Function = TypeVar("_Function", bound="Callable[..., Any]")

CATALOG: Final = "catalog"
"""The first argument of `set` that names the catalog; action names have a capital."""

EDITING: Final = (
    CONFIGURATION,
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

    _edit(console, spec, make_operations, dry_run=dry_run)


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

    _edit(console, spec, make_operations, dry_run=dry_run)


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

    _edit(console, spec, make_operations, dry_run=dry_run)


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

    _edit(console, spec, make_operations, dry_run=dry_run)


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

    _edit(console, spec, make_operations, dry_run=dry_run)


def _edit(console: Console, spec: str, make_operations: MakeOperations, *, dry_run: bool) -> None:
    """Edit the spec, write the file, and print the patch and what it changes for consumers."""
    from statserver_bindgen import edited_specs
    from statserver_bindgen.terminal_text import safe

    if spec == "-":
        raise click.UsageError("an edit needs a file; standard input can't be edited")
    edited = edited_specs.edit(spec, make_operations)
    console.status(f"spec: {safe(edited.file)}")
    if edited.path != Path(edited.file):
        console.status(f"{safe(edited.file)} leads to {safe(str(edited.path))}", always=True)
    if edited.change is None:
        _print(console, edited, patch="")
        is_new = edited.is_changed
        problem = "the edited spec would not be valid" if is_new else "the spec is not valid"
        console.status(f"nothing written: {problem}")
        click.get_current_context().exit(EXIT_DIAGNOSTICS)
    is_written = edited.is_changed and not dry_run
    if is_written:
        edited_specs.write(
            edited,
            lambda directory: console.status(f"waiting for another run in {safe(str(directory))}"),
        )
    _print(console, edited, patch=edited.patch, is_written=is_written)
    if is_written:
        console.status(f"wrote {safe(edited.file)}")
    else:
        console.status("dry run: nothing written" if edited.is_changed else "nothing to change")


def _print(console: Console, edited: EditedSpec, *, patch: str, is_written: bool = False) -> None:
    """Print the result of an edit: the problems of the text, the patch, changes and verdict."""
    from statserver_bindgen.changes import report
    from statserver_bindgen.terminal_text import safe

    change, since = edited.change, edited.since_release
    if console.style == "json":
        console.report(
            edited.diagnostics,
            {},
            patch=patch,
            written=is_written,
            comparison=change and report.as_data(change),
            since_release=since and report.as_data(since),
        )
        return
    if patch and change is not None:
        version = safe(change.new.catalog.version)
        verdict = f"nothing is released: the version {version} may stay"
        if since is not None:
            verdict = report.conclusion(since)
        if console.style == "text":
            console.print(f"{patch}\n{report.list_changes(change)}{verdict}")
        else:
            console.status(verdict)
    console.report(edited.diagnostics, {edited.file: edited.after})


COMMANDS: Final = (add, rename, deprecate, remove, set_values)
