"""The commands that read and write files, each from its arguments to its exit code."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import click

from statserver_bindgen.cli import configurations, inputs
from statserver_bindgen.cli.command_line import Command
from statserver_bindgen.cli.options import (
    GENERATION,
    PATH,
    SPEC,
    TIMINGS,
    options,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from statserver_bindgen.cli.console import Console


@click.command(cls=Command)
@click.argument("spec", required=False, metavar="[SPEC]", callback=configurations.find_spec)
@TIMINGS
@click.pass_obj
def validate(console: Console, /, spec: str | None) -> None:
    """Report the problems of a spec by file, line and column.

    SPEC is a file, or `-` for standard input. The default is that of the configuration,
    ./spec/actions.yaml, or else the shipped spec.
    """
    catalog = inputs.read_catalog(console, spec)
    console.report((), {})
    console.status(
        f"valid: {len(catalog.actions)} actions, {len(catalog.names)} names, "
        f"version {catalog.version}, release {catalog.release}"
        + (" (inferred)" if catalog.release_inferred else "")
    )


def _check_dependency_file(
    _ctx: click.Context, _param: click.Parameter, file: Path | None
) -> Path | None:
    if file is not None and file.suffix != ".d":
        raise click.BadParameter(f"{file} does not end with .d; write {file}.d for {file}")
    return file


@click.command(cls=Command)
@options(*GENERATION)
@click.option("--force", is_flag=True, help="Overwrite edited and untracked files.")
@click.option("--dry-run", is_flag=True, help="Print what would happen, and write nothing.")
@click.option(
    "--dependency-file",
    metavar="FILE.d",
    type=PATH,
    callback=_check_dependency_file,
    help="Write a rule for make and ninja: FILE depends on the spec, the templates and the tool.",
)
@click.pass_obj
def generate(
    console: Console, /, *, force: bool, dry_run: bool, dependency_file: Path | None, **choices: Any
) -> None:
    """Render the targets and write their output directories.

    Everything is rendered before the first file is written, and only files whose bytes differ are
    written. Edited and untracked files are never overwritten without --force, and never removed.
    The targets are those of the configuration, or else the default ones in OUT.

    \b
    statserver-bindgen generate --dependency-file build/actions.stamp.d && touch build/actions.stamp
    """  # noqa: D301 - click's mark for lines that are not wrapped
    from statserver_bindgen import pipeline
    from statserver_bindgen.terminal_text import safe

    run = inputs.read_run(console, **choices)
    dependencies = dependency_file and pipeline.plan_dependency_file(
        dependency_file,
        run.spec,
        run.outputs,
        templates=run.templates,
        configuration=run.configuration,
    )
    result = pipeline.generate(
        run.catalog,
        run.outputs,
        formatted=run.formatted,
        force=force,
        dry_run=dry_run,
        on_step=console.step,
        on_wait=lambda directory: console.status(
            f"waiting for another run in {safe(str(directory))}"
        ),
    )
    is_written = not (dry_run or result.refused)
    if dependencies and is_written:
        dependencies.write()
    console.report(
        result.diagnostics,
        run.texts,
        files=[*result.written],
        removed=[*result.removed],
        unchanged=result.unchanged,
        written=is_written,
    )
    wrote, removed = ("wrote", "removed") if is_written else ("would write", "would remove")
    for path in result.written:
        console.status(f"{wrote} {safe(path)}")
    for path in result.removed:
        console.status(f"{removed} {safe(path)}", always=True)
    if result.refused:
        console.status("nothing written")
    else:
        dry = "dry run: nothing written; would be " if dry_run else ""
        console.status(
            f"{dry}{len(result.written)} written, {len(result.removed)} removed, "
            f"{result.unchanged} unchanged"
        )
    console.exit(result.diagnostics)


@click.command(cls=Command)
@options(*GENERATION)
@click.option("--diff", is_flag=True, help="Print how each stale or edited file differs.")
@click.pass_obj
def check(console: Console, /, *, diff: bool, **choices: Any) -> None:
    """Compare output directories with the spec and the templates.

    Reports each file that is missing, stale, edited, orphaned or untracked, and an interrupted run.
    Writes nothing.
    """
    from statserver_bindgen import pipeline

    run = inputs.read_run(console, **choices)
    result = pipeline.check(
        run.catalog,
        run.outputs,
        formatted=run.formatted,
        diff=diff and console.style == "text",
        on_step=console.step,
    )
    console.report(result.diagnostics, run.texts)
    for text in result.diffs:
        console.print(text, newline=False)
    if result.refused:
        console.status("nothing compared")
    else:
        console.status(f"{result.unchanged} files unchanged")
    console.exit(result.diagnostics)


@click.command(cls=Command, has_configuration=False)
@click.argument("directories", metavar="DIR...", nargs=-1, required=True, type=PATH)
@click.option(
    "--against",
    metavar="MANIFEST",
    type=PATH,
    help="Compare with this manifest.json, or with the one in this directory.",
)
@click.option(
    "--strict", is_flag=True, help="Treat untracked files and differences in provenance as errors."
)
@click.pass_obj
def verify(
    console: Console, /, directories: Sequence[Path], against: Path | None, *, strict: bool
) -> None:
    """Verify copies of generated files by their manifest.json.

    DIR is a directory with a manifest.json: an output directory, a copy of one in another
    repository, an unpacked archive, a package in node_modules, or the installed Python package
    (site-packages/statserver_actions). A directory in it with a manifest.json of its own, such as
    the build in an npm package, is verified too. Needs no spec and no templates, and writes
    nothing. Reports the version of each copy, each file that is edited or missing, and an
    interrupted run. Untracked files are notes.

    \b
    statserver-bindgen verify lib/actions node_modules/statserver-actions
    statserver-bindgen verify lib/actions --against ../bindings/out/python
    """  # noqa: D301 - click's mark for lines that are not wrapped
    from statserver_bindgen import pipeline
    from statserver_bindgen.verification import report

    reference = None if against is None else pipeline.read_reference(against)
    verified = [
        pipeline.verify(directory, strict=strict, against=reference) for directory in directories
    ]
    copies = {it.directory: it for copy in verified for it in (copy, *copy.nested)}.values()
    text = "\n\n".join(map(report.as_text, copies))
    if console.style == "text":
        console.print(text)
    elif console.style == "github":
        console.status(text)
    diagnostics = tuple(dict.fromkeys(it for copy in verified for it in copy.diagnostics))
    console.report(diagnostics, {}, copies=[*map(report.as_data, copies)])
    console.exit(diagnostics)


@click.command(cls=Command)
@SPEC
@click.option(
    "--random", "count", metavar="N", type=click.IntRange(min=1), help="Ask N random questions."
)
@click.option("--seed", type=int, default=0, show_default=True, help="The seed of the questions.")
@click.pass_obj
def conformance(console: Console, /, spec: str | None, count: int | None, seed: int) -> None:
    """Print the conformance corpus of a spec, or random questions.

    The same seed gives the same questions. The target `conformance` has a guide.

    \b
    statserver-bindgen conformance --random 1000 --seed 7 > corpus.json
    """  # noqa: D301 - click's mark for lines that are not wrapped
    from statserver_bindgen.conformance import document

    catalog = inputs.read_catalog(console, spec)
    if count is None:
        console.print(document.write_corpus(catalog))
    else:
        console.print(document.write_random_corpus(catalog, count, seed))


COMMANDS: Final = (validate, generate, check, verify, conformance)
