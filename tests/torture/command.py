"""The command in a process of its own, and the contract that every run of it keeps.

Arguments and a working directory go in; an `Outcome` comes out. The process is a fork of this one:
it starts in milliseconds, and a crash, a kill or a change of its modules does not reach this one.
"""

from __future__ import annotations

import io
import os
import re
import resource
import select
import signal
import sys
import tempfile
import traceback
import unicodedata
from contextlib import suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING, Final, NamedTuple, NoReturn

from click.testing import CliRunner

from statserver_bindgen.cli import main
from torture.attack import require

if TYPE_CHECKING:
    from collections.abc import Callable

SECONDS: Final = 60
_MEMORY: Final = 4 << 30
_COMMANDS_OF_CI: Final = re.compile(r"^\s*::\w+", re.MULTILINE)
_DEFECT: Final = ("Traceback (most recent call last)", "internal error", "STATSERVER_BINDGEN_DEBUG")


class Outcome(NamedTuple):
    """How a run of the command ended.

    Attributes:
        arguments: the arguments of the command.
        code: the exit code, or the negative number of the signal that ended the process.
        stdout: what it printed to standard output.
        stderr: what it printed to standard error.
        timed_out: whether it had to be killed after `SECONDS`.
    """

    arguments: tuple[str, ...]
    code: int
    stdout: str
    stderr: str
    timed_out: bool = False

    def __str__(self) -> str:
        """Return the command with its output."""
        output = f"{self.stdout[-3000:]}\n{self.stderr[-6000:]}".strip()
        return f"{' '.join(self.arguments)}: exit code {self.code}\n{output}"


class Process:
    """A started command."""

    def __init__(
        self,
        arguments: tuple[str, ...],
        cwd: Path,
        inside: Callable[[], object] = lambda: None,
    ) -> None:
        """Start the command.

        Args:
            arguments: its arguments.
            cwd: its working directory.
            inside: is called in the new process before the command.
        """
        self.arguments = arguments
        self._out, self._err = _file(), _file()
        self._ended, at_end = os.pipe()
        sys.stdout.flush()
        sys.stderr.flush()
        self.pid = os.fork()
        if self.pid == 0:
            _run(arguments, cwd, inside, self._out, self._err)
        os.close(at_end)

    def wait(self, seconds: float) -> bool:
        """Wait for the end of the process, and return whether it ended within the time."""
        return bool(select.select([self._ended], [], [], seconds)[0])

    def kill(self) -> None:
        """Send SIGKILL; the process runs no more instructions of its own."""
        os.kill(self.pid, signal.SIGKILL)

    def end(self) -> Outcome:
        """Wait for the end of the process, kill it if there is none, and return its outcome."""
        in_time = self.wait(SECONDS)
        if not in_time:
            self.kill()
        _, status = os.waitpid(self.pid, 0)
        os.close(self._ended)
        code = os.waitstatus_to_exitcode(status)
        return Outcome(self.arguments, code, _text(self._out), _text(self._err), not in_time)


def run(*arguments: str | Path, cwd: Path, inside: Callable[[], object] = lambda: None) -> Outcome:
    """Run the command to its end, check the contract, and return the outcome."""
    outcome = Process(tuple(map(str, arguments)), cwd, inside).end()
    keep_contract(outcome)
    return outcome


def keep_contract(outcome: Outcome) -> None:
    """Check what holds for every run of the command, on any input.

    The exit code is 0, 1 or 2, there is no traceback, nothing in the output is executed by a
    terminal or a CI system, and a failure ends with one sentence.
    """
    output = outcome.stdout + outcome.stderr
    require(not outcome.timed_out, f"no end after {SECONDS} seconds: {outcome}")
    require(outcome.code in {0, 1, 2}, f"exit code outside the contract: {outcome}")
    for text in _DEFECT:
        require(text not in output, f"a defect of the tool: {outcome}")
    raw = [it for it in dict.fromkeys(output) if _is_raw(it)]
    require(not raw, f"raw characters {raw} in the output: {outcome!r}")
    require(not _COMMANDS_OF_CI.search(output), f"a CI system executes the output: {outcome}")
    if outcome.code == 2:
        last = outcome.stderr.rstrip("\n").rpartition("\n")[2]
        require(last.lower().startswith("error: "), f"no sentence at the end: {outcome}")


def warm_up() -> None:
    """Import all that the command imports, so that no started process needs to."""
    with tempfile.TemporaryDirectory() as name:
        for arguments in (
            ("generate", "--quiet", "--target", "json", "--target", "python", "--out", name),
            ("check", "--quiet", "--diff", "--target", "json", "--no-format", "--out", name),
            ("verify", "--quiet", str(Path(name, "json")), "--report", "json"),
        ):
            code = CliRunner().invoke(main, arguments).exit_code
            require(code == 0, f"{arguments[0]} of the shipped targets fails")


def _file() -> IO[bytes]:
    """Return a file without a name, which is closed when it is read."""
    return tempfile.TemporaryFile()


def _is_raw(character: str) -> bool:
    return character != "\n" and unicodedata.category(character) in {"Cc", "Cf", "Cs", "Zl", "Zp"}


def _text(stream: IO[bytes]) -> str:
    stream.seek(0)
    with stream:
        return stream.read().decode("utf-8", "surrogateescape")


def _run(
    arguments: tuple[str, ...],
    cwd: Path,
    inside: Callable[[], object],
    out: IO[bytes],
    err: IO[bytes],
) -> NoReturn:
    """Become the process of the command: this function never returns."""
    code = 1
    try:
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        os.dup2(out.fileno(), 1)
        os.dup2(err.fileno(), 2)
        sys.stdin = io.TextIOWrapper(io.FileIO(0))
        sys.stdout = io.TextIOWrapper(io.FileIO(1, "w"), "utf-8", "strict")
        sys.stderr = io.TextIOWrapper(io.FileIO(2, "w"), "utf-8", "backslashreplace")
        os.chdir(cwd)
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
        inside()
        main(args=list(arguments), prog_name="statserver-bindgen")
        code = 0
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 1
    except BaseException:  # noqa: BLE001 - what Python prints at the end of a process
        traceback.print_exc()
    finally:
        with suppress(BaseException):
            sys.stdout.flush()
            sys.stderr.flush()
        os._exit(code)
