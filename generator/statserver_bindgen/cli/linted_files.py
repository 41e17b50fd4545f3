"""Files that `lint` and `explain` read: options go in, checked files and their data come out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from statserver_bindgen.cli import configurations, inputs

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from statserver_bindgen.cli.console import Console
    from statserver_bindgen.linting.linter import CheckedFile, Linter
    from statserver_bindgen.linting.section_diagnostics import SectionDiagnostic
    from statserver_bindgen.linting.sections import SourceFile


def read_linter(
    console: Console, objects: Sequence[str], mode: str | None, spec: str | None
) -> Linter:
    """Return the checks that options and configuration name.

    Raises:
        click.BadParameter: the catalog does not have a value.
    """
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


def read(file: str, file_format: str | None, column: str | None) -> SourceFile:
    """Return the sections of a file, or of standard input.

    Raises:
        ConfigurationFileError: the file can't be read.
    """
    from statserver_bindgen.linting.files import MOST_BYTES, read_file, read_source

    if file == "-":
        raw = inputs.read_standard_bytes(MOST_BYTES)
        return read_source(inputs.STANDARD_INPUT, raw, file_format=file_format, column=column)
    return read_file(file, file_format=file_format, column=column)


def fix(
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


def fixed_data(entry: SectionDiagnostic) -> dict[str, object]:
    """Return a fix for the JSON report."""
    return {
        "rule": entry.diagnostic.rule.id,
        **entry.diagnostic.span._asdict(),
        "section": entry.section,
        "key": entry.key,
        "before": "" if entry.fix is None else entry.fix.before,
        "after": "" if entry.fix is None else entry.fix.replacement,
    }


def describe(source: SourceFile) -> str:
    """Return the format of a file as a status line."""
    from statserver_bindgen.terminal_text import safe

    reason = f" ({source.format_reason})" if source.format_reason else ""
    return f"{safe(source.file)}: format {source.file_format or 'unknown'}{reason}"


def as_data(
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


def compare(
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
        fixes.replace_text(file, baseline.format_baseline(problems))
        console.status(f"wrote {name} with {len(problems)} problem{'s' * (len(problems) != 1)}")
        return ()
    compared = baseline.compare(entries, known_problems, date.today())  # noqa: DTZ011 - of the user
    console.status(f"baseline {name}: {compared.accepted} known, {compared.outdated} outdated")
    return compared.new
