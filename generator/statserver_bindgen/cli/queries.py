"""The commands that answer questions about actions, each from its arguments to its exit code."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any, Final

import click

from statserver_bindgen.cli import inputs
from statserver_bindgen.cli.command_line import Command
from statserver_bindgen.cli.console import EXIT_DIAGNOSTICS
from statserver_bindgen.cli.options import (
    FILTERS,
    SPEC,
    complete_entries,
    complete_values,
    options,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from statserver_bindgen.cli.console import Console
    from statserver_bindgen.cli.lookup import Entry, Unmatched


@click.command("list", cls=Command)
@options(*FILTERS)
@click.option("--ids", is_flag=True, help="Print the ids of the actions.")
@SPEC
@click.pass_obj
def list_names(console: Console, /, *, ids: bool, spec: str | None, **choices: Any) -> None:
    """Print the names of actions, one on each line.

    Names are in table order, and filters select among them. A filter accepts several values, joined
    by commas.

    \b
    statserver-bindgen list --object-type Queue,RoutePoint --timing durable
    statserver-bindgen list --class mediation_dn --instantaneous --ids
    """  # noqa: D301 - click's mark for lines that are not wrapped
    from statserver_bindgen.cli.filters import read_filters
    from statserver_bindgen.terminal_text import safe

    catalog = inputs.read_catalog(console, spec, ())
    actions = [*filter(read_filters(catalog, **choices).accepts, catalog.actions)]
    names = [*dict.fromkeys(it.name for it in actions)]
    rows = [it.id for it in actions]
    if console.style == "json":
        console.print_json(names=names, ids=rows)
    else:
        for text in rows if ids else names:
            console.print(safe(text))
    console.status(f"{len(names)} names of {len(rows)} actions")


@click.command(cls=Command)
@click.argument("names", metavar="[NAME]...", nargs=-1, shell_complete=complete_entries)
@options(*FILTERS)
@SPEC
@click.pass_obj
def show(console: Console, /, *, names: Sequence[str], spec: str | None, **choices: Any) -> None:
    """Print the facts of actions, statuses and object types.

    NAME is the name, id or label of an action, a pattern of these, the number of a status, an
    object type, or another name that the catalog explains. Case is ignored. Filters select among
    the actions that NAME matches, or among all actions.

    \b
    statserver-bindgen show CallAnswered "callforwarded (mediation dns)"
    statserver-bindgen show "Call*Hold*" --timing durable
    statserver-bindgen show 9 Queue Ready
    """  # noqa: D301 - click's mark for lines that are not wrapped
    from statserver_bindgen import report
    from statserver_bindgen.cli import facts, lookup
    from statserver_bindgen.cli.filters import Filters, read_filters

    catalog = inputs.read_catalog(console, spec, ())
    filters = read_filters(catalog, **choices)
    if not names and filters == Filters():
        raise click.UsageError("name an action, or use a filter", click.get_current_context())
    entries: dict[Entry, None] = {}
    unmatched: list[Unmatched] = []
    for name in names or (lookup.EVERYTHING,):
        if matching := lookup.find_entries(catalog, name, filters):
            entries.update(dict.fromkeys(matching))
        else:
            unmatched.append(lookup.explain_unmatched(catalog, name))
    if console.style == "json":
        console.print_json(**facts.as_groups(entries), unknown=[it._asdict() for it in unmatched])
    else:
        blocks = [*map(facts.as_text, entries)]
        for problem in unmatched:
            text = "; ".join(filter(None, (problem.message, problem.hint)))
            blocks.append(report.error_as_github(text) if console.style == "github" else text)
        console.print("\n\n".join(blocks))
    if unmatched:
        click.get_current_context().exit(EXIT_DIAGNOSTICS)


@click.command(cls=Command)
@click.argument("texts", metavar="[TEXT]...", nargs=-1)
@click.option(
    "--objects",
    metavar="TYPE[,TYPE]",
    multiple=True,
    shell_complete=complete_values("object_types"),
    help="Print the actions on these object types.",
)
@click.option(
    "--mode",
    metavar="MODE",
    shell_complete=complete_values("modes"),
    help="The mode of the objects.",
)
@click.option("--stdin", is_flag=True, help="Read masks from standard input, one per line.")
@click.option("--keep-unknown", is_flag=True, help="Accept names that are not in the catalog.")
@SPEC
@click.pass_obj
def mask(  # noqa: PLR0913 - one parameter for each option
    console: Console,
    /,
    *,
    texts: Sequence[str],
    objects: Sequence[str],
    mode: str | None,
    stdin: bool,
    keep_unknown: bool,
    spec: str | None,
) -> None:
    """Check masks, and print what they select.

    TEXT is a mask: the value of MainMask or RelMask. Prints its problems, its canonical text, and
    the names that it selects; with --objects the actions that it selects on these object types, and
    the shortest text for them.

    \b
    statserver-bindgen mask "*,~LoggedOut,~NotMonitored" --objects Agent,Place
    statserver-bindgen mask --stdin --report github < masks.txt
    """  # noqa: D301 - click's mark for lines that are not wrapped
    from statserver_bindgen.cli import masks
    from statserver_bindgen.conformance.catalog_index import CatalogIndex
    from statserver_bindgen.conformance.mask_texts import answer

    if bool(texts) is stdin:
        raise click.UsageError("use either masks as arguments or --stdin")
    if stdin and spec == "-":
        raise click.UsageError("standard input has either the spec or masks")
    if mode is not None and not objects:
        raise click.UsageError("--mode needs --objects")
    catalog = inputs.read_catalog(console, spec, ())
    index = CatalogIndex(catalog)
    context = masks.read_objects(index, objects, mode)
    sources = (
        masks.from_lines(inputs.read_standard_input()) if stdin else masks.from_arguments(texts)
    )
    answers = [(it, answer(index, it.text, context, keep=keep_unknown)) for it in sources]
    diagnostics = [tuple(masks.diagnostics(*it)) for it in answers]
    every = tuple(chain.from_iterable(diagnostics))
    if console.style == "json":
        console.report(every, {}, masks=[masks.as_data(*it) for it in answers])
    else:
        for number, pair in enumerate(answers):
            if number and console.style == "text":
                console.print("")
            source, block = pair[0], masks.as_text(*pair)
            console.print_diagnostics(diagnostics[number], {source.file: source.lines})
            if block is not None and console.style == "text":
                console.print(block)
        console.summarize(every)
    console.exit(every)


COMMANDS: Final = (list_names, show, mask)
