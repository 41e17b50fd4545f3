"""The commands that check and explain stat types in configuration files."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, ClassVar, Final

import click

from statserver_bindgen.cli import configurations, inputs
from statserver_bindgen.cli.command_line import Command
from statserver_bindgen.cli.console import STYLES
from statserver_bindgen.cli.options import PATH, SPEC, complete_values, options

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from statserver_bindgen.cli.console import Console
    from statserver_bindgen.linting.linter import CheckedFile, Linter
    from statserver_bindgen.linting.section_diagnostics import SectionDiagnostic
    from statserver_bindgen.linting.sections import SourceFile

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
    if spec == "-" and "-" in files:
        raise click.UsageError("standard input has either the spec or a file")
    if is_updated and baseline is None:
        raise click.UsageError("--update-baseline needs --baseline")
    if is_fixed and "-" in files:
        raise click.UsageError("standard input can't be fixed; name a file")
    linter = _read_linter(console, objects, mode, spec)
    sources = [_read(it, file_format, column) for it in dict.fromkeys(files)]
    for source in sources:
        console.status(_describe(source))
    fixed: list[SectionDiagnostic] = []
    checked: list[CheckedFile] = []
    for source in sources:
        if is_fixed:
            checked.append(_fix(console, linter, source, column, fixed))
        else:
            checked.append(linter.check_file(source))
    entries = tuple(chain.from_iterable(it.entries for it in checked))
    if baseline is not None:
        entries = _compare(console, entries, baseline, is_updated=is_updated)
    every = tuple(it.diagnostic for it in entries)
    if console.style == SARIF:
        from statserver_bindgen.linting.sarif import as_sarif

        console.print_json(**as_sarif(entries))
        console.summarize(every)
    else:
        texts = {it.source.file: it.source.lines for it in checked}
        console.report(every, texts, **_as_data(checked, entries), fixed=[*map(_fixed_data, fixed)])
    count = sum(len(it.sections) for it in checked)
    console.status(f"{count} stat type{'s' * (count != 1)} checked")
    console.exit(every)


def _compare(
    console: Console, entries: Sequence[SectionDiagnostic], file: Path, *, is_updated: bool
) -> tuple[SectionDiagnostic, ...]:
    """Return the diagnostics that a baseline does not have; none if it is updated."""
    from datetime import date

    from statserver_bindgen.linting import baseline, fixes
    from statserver_bindgen.terminal_text import safe

    known_problems = baseline.read_baseline(file)
    name = safe(str(file))
    if is_updated:
        problems = baseline.update(entries, known_problems)
        fixes.write_text(file, baseline.format_baseline(problems))
        console.status(f"wrote {name} with {len(problems)} problem{'s' * (len(problems) != 1)}")
        return ()
    compared = baseline.compare(entries, known_problems, date.today())  # noqa: DTZ011 - of the user
    console.status(f"baseline {name}: {compared.accepted} known, {compared.outdated} outdated")
    return compared.new


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
    linter = _read_linter(console, objects, mode, spec)
    checked = linter.check_file(_read(file, file_format, column))
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


def _read_linter(
    console: Console, objects: Sequence[str], mode: str | None, spec: str | None
) -> Linter:
    from statserver_bindgen.cli.filters import read_object_types, read_term
    from statserver_bindgen.conformance.catalog_index import CatalogIndex
    from statserver_bindgen.linting.linter import REGULAR, Linter
    from statserver_bindgen.linting.settings import LintSettings

    catalog = inputs.read_catalog(console, spec, ())
    index = CatalogIndex(catalog)
    modes = read_term(catalog.modes, "mode", "--mode", mode or REGULAR)
    chosen = read_object_types(catalog, "--objects", objects)
    types = tuple(it.id for it in catalog.object_types if it in chosen)
    if types and not any(
        {*types} <= {it.id for it in object_class.object_types}
        for object_class in catalog.object_classes
    ):
        message = f"{', '.join(types)} cannot be in one stat type"
        raise click.BadParameter(message, param_hint="--objects")
    configuration = configurations.current(click.get_current_context())
    settings = LintSettings(
        disabled=configuration.disabled_rules, severities=dict(configuration.severities)
    )
    return Linter(index, modes[0].id, types, settings)


def _read(file: str, file_format: str | None, column: str | None) -> SourceFile:
    from statserver_bindgen.linting.files import MOST_BYTES, read_file, read_source

    if file == "-":
        raw = inputs.read_standard_bytes(MOST_BYTES)
        return read_source(inputs.STANDARD_INPUT, raw, file_format=file_format, column=column)
    return read_file(file, file_format=file_format, column=column)


def _fix(
    console: Console,
    linter: Linter,
    source: SourceFile,
    column: str | None,
    applied: list[SectionDiagnostic],
) -> CheckedFile:
    """Fix a file, print what changed, and return the fixed file with its other problems."""
    from statserver_bindgen.linting import fixes
    from statserver_bindgen.terminal_text import quoted, safe

    fixed = fixes.fix(linter, source, column)
    if fixed.applied:
        fixes.write(
            fixed,
            lambda directory: console.status(f"waiting for another run in {safe(str(directory))}"),
        )
    for entry in fixed.applied:
        if entry.fix is not None and console.style == "text":
            before = quoted(entry.fix.before)
            after = quoted(entry.fix.replacement)
            rule = entry.diagnostic.rule.id
            console.print(f"{entry.diagnostic.span}: fixed: {before} is now {after} [{rule}]")
    applied += fixed.applied
    return fixed.after


def _fixed_data(entry: SectionDiagnostic) -> dict[str, object]:
    """Return a fix for the JSON report."""
    return {
        "rule": entry.diagnostic.rule.id,
        **entry.diagnostic.span._asdict(),
        "section": entry.section,
        "key": entry.key,
        "before": "" if entry.fix is None else entry.fix.before,
        "after": "" if entry.fix is None else entry.fix.replacement,
    }


def _describe(source: SourceFile) -> str:
    """Return the format of a file as a status line."""
    from statserver_bindgen.terminal_text import safe

    reason = f" ({source.format_reason})" if source.format_reason else ""
    return f"{safe(source.file)}: format {source.file_format or 'unknown'}{reason}"


def _as_data(
    checked: Sequence[CheckedFile], entries: Sequence[SectionDiagnostic]
) -> dict[str, object]:
    """Return the keys of the JSON report that only this command has."""
    return {
        "problems": [
            {
                "section": entry.section,
                "key": entry.key,
                "basis": entry.basis,
                "replacement": None if entry.fix is None else entry.fix.replacement,
            }
            for entry in entries
        ],
        "files": [
            {
                "file": file.source.file,
                "format": file.source.file_format,
                "stat_types": [it.stat_type.section.name for it in file.sections],
            }
            for file in checked
        ],
    }


COMMANDS: Final = (lint, explain)
