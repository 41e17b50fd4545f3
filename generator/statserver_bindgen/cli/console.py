"""How a command speaks and how it ends.

What comes in: problems, words for a person, errors. What goes out: text on standard output and
standard error, in the style asked for, and the exit code.
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

    from statserver_bindgen.diagnostics import Diagnostic

FINDINGS: Final = 1
CANNOT: Final = 2


class Group(click.Group):
    """Ends every command with its exit code, and never with a traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command that was named."""
        try:
            return super().invoke(ctx)
        except BindgenError as error:
            _stop(ctx, str(error), error.diagnostics)
        except RecursionError:
            _stop(ctx, "the input is nested too deeply")
        except MemoryError:
            _stop(ctx, "the input is too large for the memory of this machine")


def _stop(ctx: click.Context, message: str, diagnostics: Sequence[Diagnostic] = ()) -> None:
    if diagnostics:
        from statserver_bindgen import report

        texts = {it.span.file: _text(it.span.file) for it in diagnostics}
        click.echo(report.show(diagnostics, texts, "text", color=_color(sys.stderr)), err=True)
    click.echo(f"error: {message}", err=True)
    ctx.exit(CANNOT)


def _text(file: str) -> str:
    try:
        return Path(file).read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def _color(stream: Any) -> bool:
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or stream.isatty()


class Terminal:
    """How a command speaks: what it was asked for with --report and --quiet."""

    def __init__(self, style: str, *, quiet: bool) -> None:
        self.style = style
        self.quiet = quiet

    def say(self, text: str) -> None:
        """Tell what is being done."""
        if not self.quiet:
            click.echo(text, err=True)

    def problems(
        self,
        found: Sequence[Diagnostic],
        texts: Mapping[str, str],
        **more: object,
    ) -> None:
        """Show what was found, in the style asked for.

        Args:
            found: the problems.
            texts: the text of each file whose lines can be shown.
            more: what else a program is told, by its key in JSON.
        """
        if found or self.style == "json":
            from statserver_bindgen import report

            if self.style == "json":
                click.echo(report.as_json(found, **more))
            else:
                color = _color(sys.stdout)
                click.echo(report.show(found, texts, self.style, color=color), color=color)
            if found:
                self.say(report.summary(found))

    def finish(self, found: Sequence[Diagnostic]) -> None:
        """End the command with the exit code that the findings ask for."""
        if any(it.severity == "error" for it in found):
            click.get_current_context().exit(FINDINGS)


def print_json(**data: object) -> None:
    """Print an object as JSON."""
    import json

    click.echo(json.dumps(data, indent=2, ensure_ascii=False))
