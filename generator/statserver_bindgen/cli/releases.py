"""The command that releases a catalog."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from statserver_bindgen.cli import configurations, inputs
from statserver_bindgen.cli.command_line import Command
from statserver_bindgen.cli.console import EXIT_DIAGNOSTICS
from statserver_bindgen.cli.options import OUTPUTS, TIMINGS, options

if TYPE_CHECKING:
    from statserver_bindgen.cli.console import Console
    from statserver_bindgen.releasing.result import ReleaseResult


def _check_version(_ctx: click.Context, _param: click.Parameter, text: str | None) -> str | None:
    from statserver_bindgen.versions import version_numbers

    if text is not None and version_numbers(text) is None:
        raise click.BadParameter(f"{text} is not three numbers, such as 1.2.0")
    return text


def _check_date(_ctx: click.Context, _param: click.Parameter, text: str | None) -> str | None:
    from datetime import date

    if text is not None:
        try:
            is_date = date.fromisoformat(text).isoformat() == text
        except ValueError:
            is_date = False
        if not is_date:
            raise click.BadParameter(f"{text} is not a date, such as 2026-01-31")
    return text


@click.command(cls=Command)
@click.argument("version", required=False, metavar="[VERSION]", callback=_check_version)
@click.option(
    "--spec",
    metavar="FILE",
    default="spec/actions.yaml",
    show_default=True,
    callback=configurations.find_spec,
    help="The spec, instead of that of the configuration.",
)
@options(*OUTPUTS)
@click.option(
    "--date",
    metavar="YYYY-MM-DD",
    callback=_check_date,
    help="The date in the CHANGELOG. [default: the present day in UTC]",
)
@click.option("--dry-run", is_flag=True, help="Print what would happen, and write nothing.")
@TIMINGS
@click.pass_obj
def release(
    console: Console,
    /,
    *,
    version: str | None,
    spec: str,
    date: str | None,
    dry_run: bool,
    **choices: Any,
) -> None:
    """Release the catalog of a spec.

    Requires output that is up to date and unedited: that of the configuration, or else every output
    directory in OUT with a manifest, or what --target and --all name. Sets the version, writes
    `since` into new rows and the changes into CHANGELOG.md, generates the output, and last writes
    the snapshot into the directory `releases` next to the spec. VERSION is that of the spec by
    default, or else the smallest that the changes since the newest release allow. The same command
    continues an interrupted release.
    """
    from statserver_bindgen import pipeline
    from statserver_bindgen.terminal_text import safe

    if spec == "-":
        raise click.UsageError("a release needs a file; standard input can't be released")
    outputs = inputs.read_outputs(console, committed=True, **choices)
    console.status(f"spec: {safe(str(Path(spec)))}")
    steps = [f"{step} {target.name}" for target, _ in outputs for step in ("render", "format")]
    console.begin((*("read", "validate", *steps) * 2, "plan", "write"))
    result = pipeline.release(
        spec,
        outputs,
        version,
        date=date,
        dry_run=dry_run,
        on_step=console.step,
        on_wait=lambda directory: console.status(
            f"waiting for another run in {safe(str(directory))}"
        ),
    )
    _print(console, result, dry_run=dry_run)
    if result.is_refused:
        click.get_current_context().exit(EXIT_DIAGNOSTICS)


def _print(console: Console, result: ReleaseResult, *, dry_run: bool) -> None:
    from statserver_bindgen.terminal_text import safe

    is_written = not (dry_run or result.is_refused or result.is_released)
    if console.style == "text":
        for text in result.edits:
            console.print(text, newline=False)
    console.report(
        result.diagnostics,
        result.texts,
        version=result.version,
        edits=[*result.edits],
        changelog=result.changelog,
        snapshot=result.snapshot,
        files=[*result.written],
        removed=[*result.removed],
        written=is_written,
    )
    verb = "wrote" if is_written else "would write"
    for path in result.written:
        console.status(f"{verb} {safe(path)}")
    for path in result.removed:
        verb = "removed" if is_written else "would remove"
        console.status(f"{verb} {safe(path)}", always=True)
    console.status(safe(_conclusion(result, is_written=is_written)))


def _conclusion(result: ReleaseResult, *, is_written: bool) -> str:
    if result.is_refused:
        return "nothing released"
    if result.is_released:
        return f"nothing to release: {result.version} is released with this content"
    log = "" if result.changelog else "; there is no CHANGELOG.md for its changes"
    state = "released" if is_written else "dry run: nothing written; would release"
    return f"{state} {result.version} in {result.snapshot}{log}"


COMMANDS: Final = (release,)
