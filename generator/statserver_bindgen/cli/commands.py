"""The commands, each from the words typed to the exit code."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import click

from statserver_bindgen.cli import inputs
from statserver_bindgen.cli.console import FINDINGS, Terminal, print_json
from statserver_bindgen.cli.options import (
    GENERATION,
    PATH,
    REPORT,
    SPEC,
    TEMPLATES,
    complete_actions,
    options,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


@click.command()
@click.argument("spec", required=False, metavar="[SPEC]")
@options(*REPORT)
def validate(spec: str | None, style: str, *, quiet: bool) -> None:
    """Tell every problem of a spec, at file, line and column, with hints.

    SPEC is a file, or `-` for standard input; left out, ./spec/actions.yaml if there, else the
    shipped one.
    """
    from statserver_bindgen import resources
    from statserver_bindgen.rendering import targets

    terminal = Terminal(style, quiet=quiet)
    policies = {it.name: it.identifiers for it in targets.select((), [resources.templates()])}
    catalog = inputs.load(spec, policies, terminal)
    if style == "json":
        terminal.problems((), {})
    terminal.say(
        f"fine: {len(catalog.actions)} actions, {len(catalog.names)} names, "
        f"version {catalog.version}, release {catalog.release}"
        + (" (inferred)" if catalog.release_inferred else "")
    )


@click.command()
@options(*GENERATION)
@click.option("--force", is_flag=True, help="Overwrite planned files that were edited.")
@options(*REPORT)
def generate(style: str, *, quiet: bool, force: bool, **choice: Any) -> None:
    """Write the artifacts of the targets: all of them, or nothing.

    Only files whose bytes differ are written. A file that was edited, or that is not ours, is never
    overwritten without --force, and never removed.
    """
    from statserver_bindgen.workspace import writer

    terminal = Terminal(style, quiet=quiet)
    result = writer.generate(
        inputs.jobs(terminal, **choice),
        force=force,
        on_wait=lambda root: terminal.say(f"waiting for another run in {root} to end"),
    )
    terminal.problems(result.diagnostics, {})
    for path in result.written:
        terminal.say(f"wrote {path}")
    for path in result.removed:
        terminal.say(f"removed {path}")
    terminal.say(
        f"{len(result.written)} written, {len(result.removed)} removed, "
        f"{result.unchanged} unchanged"
    )
    terminal.finish(result.diagnostics)


@click.command()
@options(*GENERATION)
@click.option("--diff", is_flag=True, help="Show how files on disk differ from the plan.")
@options(*REPORT)
def check(style: str, *, quiet: bool, diff: bool, **choice: Any) -> None:
    """Tell whether what is on disk is what the spec and the templates give; write nothing.

    Names each file that is missing, stale, edited or orphaned, and a run that was interrupted.
    """
    from statserver_bindgen.workspace import writer

    terminal = Terminal(style, quiet=quiet)
    jobs = inputs.jobs(terminal, **choice)
    result = writer.check(jobs)
    terminal.problems(result.diagnostics, {})
    if diff and style == "text":
        for text in writer.diffs(jobs):
            click.echo(text, nl=False)
    terminal.say(f"{result.unchanged} files as planned")
    terminal.finish(result.diagnostics)


@click.command()
@click.argument("folders", metavar="DIR...", nargs=-1, required=True, type=PATH)
@click.option(
    "--against",
    metavar="MANIFEST",
    type=PATH,
    help="Tell whether copies are older or newer than this manifest.json, or folder with one.",
)
@click.option("--strict", is_flag=True, help="Take what is not from this tool for an error.")
@options(*REPORT)
def verify(
    folders: Sequence[Path], against: Path | None, style: str, *, quiet: bool, strict: bool
) -> None:
    """Tell of copies which version they are, and whether they are whole; write nothing.

    DIR is a folder with a manifest.json of this tool, wherever it lies: copied into another
    repository, unpacked, in node_modules, or the installed Python package
    (site-packages/statserver_actions). Needs no spec and no templates. Names each file that was
    edited or is missing, and a run that was interrupted. Files of others are notes.

    \b
    statserver-bindgen verify lib/actions node_modules/statserver-actions
    statserver-bindgen verify lib/actions --against ../bindings/out/python
    """  # noqa: D301 - click's mark for lines that stay as they are
    from statserver_bindgen.diagnostics import in_order
    from statserver_bindgen.verification import report
    from statserver_bindgen.verification import verify as verifying

    terminal = Terminal(style, quiet=quiet)
    other = verifying.read_reference_manifest(against) if against is not None else None
    copies = [verifying.verify(it, strict=strict, against=other) for it in dict.fromkeys(folders)]
    told = [report.as_text(it) for it in copies]
    if style == "text":
        click.echo("\n\n".join(told))
    elif style == "github":
        terminal.say("\n\n".join(told))
    findings = in_order(it for copy in copies for it in copy.diagnostics)
    terminal.problems(findings, {}, copies=[report.as_data(it) for it in copies])
    terminal.finish(findings)


@click.command()
@click.argument("names", nargs=-1, required=True, shell_complete=complete_actions)
@SPEC
@options(*REPORT)
def show(names: Sequence[str], spec: str | None, style: str, *, quiet: bool) -> None:
    """Show what the table says of actions, by name, id or label.

    \b
    statserver-bindgen show CallAnswered
    statserver-bindgen show CALL_ANSWERED_REGULAR_DN "CallAnswered (Virtual Queues)"
    """  # noqa: D301 - click's mark for lines that stay as they are
    from statserver_bindgen.cli import lookup as shown
    from statserver_bindgen.terminal_text import quoted

    terminal = Terminal(style, quiet=quiet)
    catalog = inputs.load(spec, {}, terminal)
    rows = {it.id: it for name in names for it in shown.find(catalog, name)}
    unknown = {
        name: shown.suggestion(catalog, name) for name in names if not shown.find(catalog, name)
    }
    if style == "json":
        print_json(
            actions=[shown.as_data(it) for it in rows.values()],
            unknown=[{"name": name, "hint": hint} for name, hint in unknown.items()],
        )
    else:
        told = [*map(shown.as_text, rows.values())]
        for name, hint in unknown.items():
            told.append(f"there is no action {quoted(name)}" + (f"; {hint}" if hint else ""))
        click.echo("\n\n".join(told))
    if unknown:
        click.get_current_context().exit(FINDINGS)


@click.command()
@TEMPLATES
@options(*REPORT)
def targets(templates: Sequence[Path], style: str, *, quiet: bool) -> None:
    """List what can be generated."""
    from statserver_bindgen import resources
    from statserver_bindgen.rendering import targets as known

    del quiet
    found = known.select((), [*templates, resources.templates()])
    if style == "json":
        facts = ("name", "title", "description")
        print_json(targets=[{key: getattr(it, key) for key in facts} for it in found])
    else:
        for it in found:
            click.echo(f"{it.name:<12}  {it.title}: {it.description}")


COMMANDS: Final = (validate, generate, check, verify, show, targets)
