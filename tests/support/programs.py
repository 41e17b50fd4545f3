"""Programs that a test runs in a process of their own, and that must succeed."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

UNPRIVILEGED: Final = (
    ("setpriv", "--inh-caps=-all", "--bounding-set=-all") if os.geteuid() == 0 else ()
)
"""The start of a command for which permissions hold, even if root runs it."""


def run(
    *command: str | Path, cwd: Path | None = None, stdin: str | None = None, **variables: str
) -> str:
    """Run a command, and return its output.

    Args:
        command: the program and its arguments.
        cwd: the working directory.
        stdin: the standard input.
        variables: environment variables, besides those of this process. Modules on PYTHONPATH are
            not available, unless it is one of them.
    """
    done = subprocess.run(
        [str(it) for it in command],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": "", **variables},
        input=stdin,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout
