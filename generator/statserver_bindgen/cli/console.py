"""The console: status lines, reports of diagnostics, and exit codes.

A `Command` creates the `Console` from `--report` and `--quiet`, passes it to its function, and
turns errors into a message and an exit code.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from statserver_bindgen.errors import BindgenError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import NoReturn

    from statserver_bindgen.diagnostics import Diagnostic

EXIT_DIAGNOSTICS: Final = 1
EXIT_UNUSABLE: Final = 2


class Command(click.Command):
    """A command with the options `--report` and `--quiet`, whose function gets a `Console`."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.params += [
            click.Option(
                ["--report", "style"],
                type=click.Choice(["text", "json", "github"]),
                default="text",
                show_default=True,
                help="The format of results: text, JSON, or annotations for GitHub.",
            ),
            click.Option(
                ["-q", "--quiet"], is_flag=True, help="Print results only, no status lines."
            ),
        ]

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command and end it with its exit code, never with a traceback."""
        console = ctx.obj = Console(ctx.params.pop("style"), quiet=ctx.params.pop("quiet"))
        try:
            return super().invoke(ctx)
        except BindgenError as error:
            console.fail(str(error), error.diagnostics)
        except RecursionError:
            console.fail("the input is nested too deeply")
        except MemoryError:
            console.fail("the input is too large for the memory of this machine")


class Console:
    """The output of a command.

    Attributes:
        style: the format of results: `text`, `json` or `github`.
        quiet: whether status lines are left out.
    """

    def __init__(self, style: str, *, quiet: bool) -> None:
        self.style = style
        self.quiet = quiet

    def status(self, text: str) -> None:
        """Print a status line to standard error."""
        if not self.quiet:
            click.echo(text, err=True)

    def report(
        self, diagnostics: Sequence[Diagnostic], texts: Mapping[str, str], **data: object
    ) -> None:
        """Print diagnostics to standard output.

        Args:
            diagnostics: the diagnostics, in order.
            texts: the text of each file whose lines can be quoted, by the file's name.
            data: more keys of the JSON object.
        """
        if diagnostics or self.style == "json":
            from statserver_bindgen import report

            if self.style == "json":
                click.echo(report.as_json(diagnostics, **data))
            else:
                color = _has_color(sys.stdout)
                click.echo(report.show(diagnostics, texts, self.style, color=color), color=color)
            if diagnostics:
                self.status(report.summary(diagnostics))

    def print_json(self, **data: object) -> None:
        """Print a JSON object to standard output."""
        import json

        click.echo(json.dumps(data, indent=2, ensure_ascii=False))

    def exit(self, diagnostics: Sequence[Diagnostic]) -> None:
        """End the command with exit code 1 if a diagnostic is an error."""
        if any(it.severity == "error" for it in diagnostics):
            click.get_current_context().exit(EXIT_DIAGNOSTICS)

    def fail(self, message: str, diagnostics: Sequence[Diagnostic] = ()) -> NoReturn:
        """End the command with exit code 2 and a message, in the format of the report.

        Args:
            message: why the command can't continue.
            diagnostics: the diagnostics of an invalid target.yaml.
        """
        if self.style == "text":
            if diagnostics:
                from statserver_bindgen import report

                color = _has_color(sys.stderr)
                text = report.show(diagnostics, _texts(diagnostics), "text", color=color)
                click.echo(text, err=True, color=color)
        else:
            self.report(diagnostics, {}, error=message)
        click.echo(f"error: {message}", err=True)
        click.get_current_context().exit(EXIT_UNUSABLE)


def _texts(diagnostics: Sequence[Diagnostic]) -> dict[str, str]:
    """Return the text of each file with a diagnostic."""
    return {file: _read_text(Path(file)) for file in {it.span.file for it in diagnostics}}


def _read_text(path: Path) -> str:
    """Return the text of a file for excerpts, or no text if it can't be read."""
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def _has_color(stream: Any) -> bool:
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or stream.isatty()
