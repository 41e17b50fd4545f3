"""The command line as a whole: every run ends with an exit code, and never with a traceback."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, ClassVar

import click

from statserver_bindgen.cli import configurations
from statserver_bindgen.cli.console import STYLES, Console
from statserver_bindgen.cli.streams import (
    discard_unwritten,
    escape_unencodable,
    flush_results,
    shows_progress,
)
from statserver_bindgen.errors import BindgenError, WriteInterrupted

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import NoReturn


class CommandLine(click.Group):
    """The group of all commands."""

    def main(self, args: Sequence[str] | None = None, *rest: Any, **options: Any) -> NoReturn:
        """Run a command and exit the process."""
        arguments = [*(sys.argv[1:] if args is None else args)]
        escape_unencodable()
        code = self._run(arguments, *rest, **{**options, "standalone_mode": False})
        discard_unwritten()
        sys.exit(code)

    def _run(self, arguments: list[str], *rest: Any, **options: Any) -> int:
        """Run a command and return its exit code."""
        try:
            code = super().main(arguments, *rest, **options)
            flush_results()
        except (Exception, KeyboardInterrupt) as error:  # noqa: BLE001 - the last handler
            return _report_error(Console(_report_style(arguments), quiet=True), error)
        return code if isinstance(code, int) else 0


def _report_error(console: Console, error: BaseException) -> int:  # noqa: PLR0911 - one of each kind
    """Report why a run can't continue, and return the exit code."""
    match error:
        case click.Abort() | KeyboardInterrupt():
            interruption = error.__cause__ or error
            if isinstance(interruption, WriteInterrupted):
                command = str(interruption) or "generate"
                return console.interruption(f"some files are written: run {command} to continue")
            return console.interruption("nothing was written")
        case click.ClickException():
            return console.usage_error(error)
        case BindgenError():
            return console.error(str(error), error.diagnostics)
        case RecursionError():
            return console.error("the input is nested too deeply")
        case MemoryError():
            return console.error("the input is too large for the memory of this machine")
        case OSError():
            return console.error(_sentence(error))
        case _:
            return console.internal_error(error)


class Command(click.Command):
    """A command with the options `--report` and `--quiet`, whose function gets a `Console`.

    Its configuration is that of the options `--config` and `--no-config`.

    Attributes:
        styles: the formats of its results.
        styles_help: the help text of `--report`.
    """

    styles: ClassVar[tuple[str, ...]] = STYLES
    styles_help: ClassVar[str] = "The format of results: text, JSON, or annotations for GitHub."

    def __init__(self, *args: Any, has_configuration: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if has_configuration:
            self.params += configurations.OPTIONS
        self.params += [
            click.Option(
                ["--report", "style"],
                type=click.Choice(self.styles),
                default=self.styles[0],
                show_default=True,
                help=self.styles_help,
            ),
            click.Option(
                ["-q", "--quiet"], is_flag=True, help="Print results only, no status lines."
            ),
        ]

    def invoke(self, ctx: click.Context) -> Any:
        """Run the function of the command with its console."""
        style, quiet = ctx.params.pop("style"), ctx.params.pop("quiet")
        progress, timings = None, None
        if not quiet and shows_progress():
            from statserver_bindgen.cli.progress import Progress

            progress = Progress(sys.stderr)
        if ctx.params.pop("is_timed", False):
            from statserver_bindgen.cli.timings import Timings

            timings = Timings()
        ctx.obj = console = Console(style, quiet=quiet, progress=progress, timings=timings)
        file = configurations.find_used(ctx)
        if file is not None:
            from statserver_bindgen.terminal_text import safe

            console.status(f"configuration: {safe(str(file))}")
        try:
            return super().invoke(ctx)
        finally:
            console.end()


def _report_style(arguments: Sequence[str]) -> str:
    """Return the value of `--report`, which errors need even if other options are wrong."""
    for position, argument in enumerate(arguments):
        name, _, value = argument.partition("=")
        if name == "--report":
            value = value or "".join(arguments[position + 1 : position + 2])
            return value if value in STYLES else STYLES[0]
    return STYLES[0]


def _sentence(error: OSError) -> str:
    """Return the reason of an error of the system, with the file that it names."""
    reason = error.strerror or str(error)
    return reason if error.filename is None else f"{error.filename}: {reason}"
