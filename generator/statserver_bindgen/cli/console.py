"""The console of a command: results, status lines, progress and errors.

Results go to standard output. A result that can't be printed is an error, so that a failure never
exits with 0. Status lines and errors go to standard error; if it is closed, they are skipped.
Progress goes there too, if it is a terminal, and times if the user asks for them.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from statserver_bindgen.cli.streams import has_color, print_result, print_status
from statserver_bindgen.errors import StreamError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from statserver_bindgen.cli.progress import Progress
    from statserver_bindgen.cli.timings import Timings
    from statserver_bindgen.diagnostics import Diagnostic
    from statserver_bindgen.report import Texts

EXIT_DIAGNOSTICS: Final = 1
EXIT_UNUSABLE: Final = 2
EXIT_INTERRUPTED: Final = 130
STYLES: Final = ("text", "json", "github")
DEBUG_VARIABLE: Final = "STATSERVER_BINDGEN_DEBUG"


class Console:
    """The output of a command.

    Attributes:
        style: the format of results: `text`, `json` or `github`.
        quiet: whether status lines are left out.
        progress: shows the progress of a run, or None.
        timings: measures the steps of a run, or None.
    """

    def __init__(
        self,
        style: str,
        *,
        quiet: bool,
        progress: Progress | None = None,
        timings: Timings | None = None,
    ) -> None:
        self.style = style
        self.quiet = quiet
        self.progress = progress
        self.timings = timings

    def begin(self, steps: Sequence[str]) -> None:
        """Start a run of these steps; some of them may be left out."""
        if self.progress is not None:
            self.progress.begin(steps)

    def step(self, name: str) -> None:
        """Start a step of a run."""
        if self.timings is not None:
            self.timings.step(name)
        if self.progress is not None:
            self.progress.step(name)

    def end(self) -> None:
        """End the progress of a run, and print its times, even after an error."""
        if self.progress is not None:
            self.progress.close()
        if self.timings is not None:
            print_status(self.timings.report())

    # Every method raises StreamError if its stream can't be written, except those for errors.

    def print(self, text: str, *, newline: bool = True) -> None:
        """Print a result as text."""
        self._print_result(text, newline=newline)

    def print_json(self, **data: object) -> None:
        """Print a result as a JSON object, in ASCII."""
        from statserver_bindgen import report

        self._print_result(report.dump(data))

    def status(self, text: str, *, always: bool = False) -> None:
        """Print a status line, unless the console is quiet; with `always`, in any case."""
        if always or not self.quiet:
            self._clear_progress()
            print_status(text)

    def report(self, diagnostics: Sequence[Diagnostic], texts: Texts, **data: object) -> None:
        """Print diagnostics as results, and their number as a status line.

        Args:
            diagnostics: the diagnostics, in order.
            texts: the text of each file whose lines can be quoted, by the file's name.
            data: more keys of the JSON object.
        """
        if self.style == "json":
            from statserver_bindgen import report

            self._print_result(report.as_json(diagnostics, **data))
        else:
            self.print_diagnostics(diagnostics, texts)
        self.summarize(diagnostics)

    def print_diagnostics(self, diagnostics: Sequence[Diagnostic], texts: Texts) -> None:
        """Print diagnostics as text or as annotations."""
        if diagnostics:
            from statserver_bindgen import report

            color = has_color(sys.stdout)
            text = report.show(diagnostics, texts, self.style, color=color)
            self._print_result(text, color=color)

    def summarize(self, diagnostics: Sequence[Diagnostic]) -> None:
        """Print the number of diagnostics and their files as a status line, if there are any."""
        if diagnostics:
            from statserver_bindgen import report

            self.status(report.summary(diagnostics))

    def exit(self, diagnostics: Sequence[Diagnostic]) -> None:
        """End the command with exit code 1 if a diagnostic is an error."""
        if any(it.severity == "error" for it in diagnostics):
            click.get_current_context().exit(EXIT_DIAGNOSTICS)

    def _print_result(self, text: str, *, color: bool | None = None, newline: bool = True) -> None:
        self._clear_progress()
        print_result(text, color=color, newline=newline)

    def _clear_progress(self) -> None:
        if self.progress is not None:
            self.progress.clear()

    # Errors. Each method prints one sentence and returns the exit code.

    def error(self, message: str, diagnostics: Sequence[Diagnostic] = ()) -> int:
        """Report an error in the format of the report.

        Args:
            message: why the run can't continue.
            diagnostics: the diagnostics of an invalid target.yaml.
        """
        from statserver_bindgen import report
        from statserver_bindgen.terminal_text import safe

        with suppress(StreamError):
            if self.style == "json":
                print_result(report.as_json(diagnostics, error=message))
            elif self.style == "github":
                print_result(report.error_as_github(message, diagnostics))
            elif diagnostics:
                color = has_color(sys.stderr)
                text = report.show(diagnostics, _texts(diagnostics), "text", color=color)
                print_status(text, color=color)
        with suppress(StreamError):
            print_status(f"error: {safe(message)}")
        return EXIT_UNUSABLE

    def usage_error(self, error: click.ClickException) -> int:
        """Report wrong arguments, with the usage of the command."""
        if self.style != "text":
            return self.error(error.format_message())
        with suppress(OSError, ValueError):
            if sys.stderr is not None:  # pyright: ignore[reportUnnecessaryComparison] - closed
                error.show(sys.stderr)
        return EXIT_UNUSABLE

    def interruption(self, consequence: str) -> int:
        """Report that the user interrupted the run."""
        with suppress(StreamError):
            print_status(f"interrupted; {consequence}")
        return EXIT_INTERRUPTED

    def internal_error(self, error: BaseException) -> int:
        """Report an error of the tool itself, with its traceback on request."""
        if os.environ.get(DEBUG_VARIABLE):
            import traceback

            with suppress(StreamError):
                print_status("".join(traceback.format_exception(error)))
        return self.error(
            f"internal error: {type(error).__name__}: {error}; "
            f"set {DEBUG_VARIABLE}=1 to print the traceback"
        )


def _texts(diagnostics: Sequence[Diagnostic]) -> dict[str, str]:
    """Return the text of each file with a diagnostic."""
    return {file: _read_text(Path(file)) for file in {it.span.file for it in diagnostics}}


def _read_text(path: Path) -> str:
    """Return the text of a file for excerpts, or no text if it can't be read."""
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except (OSError, ValueError):
        return ""
