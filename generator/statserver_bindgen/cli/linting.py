"""The commands that check and explain stat types in configuration files."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, ClassVar, Final

import click

from statserver_bindgen.cli import linted_files
from statserver_bindgen.cli.command_line import Command
from statserver_bindgen.cli.console import STYLES
from statserver_bindgen.cli.options import PATH, SPEC, complete_values, options

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from statserver_bindgen.cli.console import Console
    from statserver_bindgen.linting.linter import CheckedFile
    from statserver_bindgen.linting.section_diagnostics import SectionDiagnostic

# The names of `linting.keys.FORMATS`, which a test compares: start-up imports no reader.
FORMATS: Final = ("options", "gws", "statistics", "application", "annex", "csv", "lines")
SARIF: Final = "sarif"
CONTEXT: Final = (
    click.option(
        "--format",
        "file_format",
        type=click.Choice(FORMATS),
        help="The format of the files; by default, it is detected.",
    ),
    click.option(
        "--column", metavar="NAME", help="The column of masks in CSV files, or its number."
    ),
    click.option(
        "--objects",
        metavar="TYPE[,TYPE]",
        multiple=True,
        shell_complete=complete_values("object_types"),
        help="The object types of stat types and masks that name none.",
    ),
    click.option(
        "--mode",
        metavar="MODE",
        shell_complete=complete_values("modes"),
        help="The mode of Stat Server.  [default: regular]",
    ),
    SPEC,
)


class LintCommand(Command):
    """A command that can print its results for services that scan code."""

    styles: ClassVar[tuple[str, ...]] = (*STYLES, SARIF)
    styles_help: ClassVar[str] = (
        "The format of results: text, JSON, annotations for GitHub, or SARIF 2.1.0."
    )


@click.command(cls=LintCommand)
@click.argument("files", metavar="FILE...", nargs=-1, required=True)
@options(*CONTEXT)
@click.option(
    "--fix", "is_fixed", is_flag=True, help="Apply suggestions that cannot change the meaning."
)
@click.option(
    "--changed-since",
    "revision",
    metavar="REF",
    help="Check only sections that differ from this git revision.",
)
@click.option(
    "--baseline",
    metavar="FILE",
    type=PATH,
    help="Report only problems that this file does not have.",
)
@click.option(
    "--update-baseline", "is_updated", is_flag=True, help="Write the problems to the baseline."
)
@click.pass_obj
def lint(  # noqa: PLR0913 - one parameter for each option
    console: Console,
    /,
    files: Sequence[str],
    *,
    file_format: str | None,
    column: str | None,
    objects: Sequence[str],
    mode: str | None,
    spec: str | None,
    is_fixed: bool,
    revision: str | None,
    baseline: Path | None,
    is_updated: bool,
) -> None:
    """Check the stat types in configuration files.

    FILE is an export of options or of an annex, statistics of Web Services, requests of statistics,
    a dump of applications, or a list of masks; `-` is standard input. Reports each problem with its
    section and key, and with the fact behind it. Documented facts give errors and warnings,
    inferred ones give notes. docs/rules.md has the rules, and docs/lint.md the formats.

    \b
    statserver-bindgen lint stat_server.cfg --mode restricted_cluster
    statserver-bindgen lint masks.txt --format lines --objects Agent,Place
    """  # noqa: D301 - click's mark for lines that are not wrapped
    options_of_file = {"--fix": is_fixed, "--changed-since": revision is not None}
    _refuse_conflicts(files, spec, options_of_file)
    if is_updated and (baseline is None or revision is not None):
        raise click.UsageError("--update-baseline needs --baseline, and all sections")
    linter = linted_files.read_linter(console, objects, mode, spec)
    sources = [linted_files.read(it, file_format, column) for it in dict.fromkeys(files)]
    for source in sources:
        console.status(linted_files.describe(source))
    if revision is not None:
        from statserver_bindgen.linting.changed_sections import select_changed

        sources = [select_changed(it, revision, column) for it in sources]
    fixed: list[SectionDiagnostic] = []
    checked: list[CheckedFile] = []
    for source in sources:
        if is_fixed:
            checked.append(linted_files.fix(console, linter, source, column, fixed))
        else:
            checked.append(linter.check_file(source))
    entries = tuple(chain.from_iterable(it.entries for it in checked))
    if baseline is not None:
        entries = linted_files.compare(console, entries, baseline, is_updated=is_updated)
    every = tuple(it.diagnostic for it in entries)
    if console.style == SARIF:
        from statserver_bindgen.linting.sarif import as_sarif

        console.print_json(**as_sarif(entries))
        console.summarize(every)
    else:
        texts = {it.source.file: it.source.lines for it in checked}
        console.report(
            every,
            texts,
            **linted_files.as_data(checked, entries),
            fixed=[*map(linted_files.fixed_data, fixed)],
        )
    count = sum(len(it.sections) for it in checked)
    console.status(f"{count} stat type{'s' * (count != 1)} checked")
    console.exit(every)


def _refuse_conflicts(
    files: Sequence[str], spec: str | None, options_of_file: Mapping[str, bool]
) -> None:
    """Refuse options that exclude each other, or that standard input can't have."""
    if spec == "-" and "-" in files:
        raise click.UsageError("standard input has either the spec or a file")
    used = [option for option, is_used in options_of_file.items() if is_used]
    if len(used) > 1:
        raise click.UsageError(f"use either {' or '.join(used)}")
    if used and "-" in files:
        raise click.UsageError(f"{used[0]} needs a file, not standard input")


@click.command(cls=Command)
@click.argument("file", metavar="FILE")
@click.argument("section", metavar="SECTION")
@options(*CONTEXT)
@click.pass_obj
def explain(  # noqa: PLR0913 - one parameter for each option
    console: Console,
    /,
    file: str,
    section: str,
    *,
    file_format: str | None,
    column: str | None,
    objects: Sequence[str],
    mode: str | None,
    spec: str | None,
) -> None:
    """Print what a stat type counts.

    SECTION is the name of a section of FILE, or of a definition in it; case is ignored. Prints what
    its category and subject are, the actions and statuses that its masks select on its objects, and
    its problems.

    \b
    statserver-bindgen explain stat_server.cfg Average_Calls_Per_Hour
    """  # noqa: D301 - click's mark for lines that are not wrapped
    from statserver_bindgen.cli.filters import matching
    from statserver_bindgen.linting import explanations
    from statserver_bindgen.suggestions import did_you_mean
    from statserver_bindgen.terminal_text import listed, quoted

    if spec == "-" and file == "-":
        raise click.UsageError("standard input has either the spec or the file")
    linter = linted_files.read_linter(console, objects, mode, spec)
    checked = linter.check_file(linted_files.read(file, file_format, column))
    names = [it.stat_type.section.name for it in checked.sections]
    entries = matching(checked.sections, section, lambda it: (it.stat_type.section.name,))
    if not entries:
        hint = did_you_mean(section, names) or f"the file has {listed(names) or 'no stat types'}"
        raise click.BadParameter(f"no stat type {quoted(section)}; {hint}", param_hint="SECTION")
    shown = {it.stat_type.section.name for it in entries}
    problems = tuple(it.diagnostic for it in checked.entries if it.section in shown)
    explained = [explanations.explain(it, linter) for it in entries]
    if console.style == "json":
        console.report(problems, {}, stat_types=[it.as_data() for it in explained])
    else:
        console.print("\n\n".join(it.as_text() for it in explained))
        console.print_diagnostics(problems, {checked.source.file: checked.source.lines})
        console.summarize(problems)
    console.exit(problems)


COMMANDS: Final = (lint, explain)
