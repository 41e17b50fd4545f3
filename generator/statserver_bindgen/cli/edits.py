"""One edit of a spec: from the operations that a command makes to the patch that it prints."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from statserver_bindgen.cli.console import EXIT_DIAGNOSTICS

if TYPE_CHECKING:
    from statserver_bindgen.cli.console import Console
    from statserver_bindgen.edited_specs import EditedSpec, MakeOperations


def run_edit(
    console: Console, spec: str, make_operations: MakeOperations, *, dry_run: bool
) -> None:
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
