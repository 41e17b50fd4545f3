"""The command, run in the process of a test."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from click.testing import CliRunner, Result

from statserver_bindgen.cli import main

if TYPE_CHECKING:
    from pathlib import Path

Command = Callable[..., Result]
"""A function with the signature of `run_command`."""


def run_command(*arguments: str | Path, stdin: str | bytes | None = None) -> Result:
    """Run `statserver-bindgen` with these arguments; it raises nothing but an exit code."""
    result = CliRunner().invoke(
        main, [*map(str, arguments)], input=stdin, prog_name="statserver-bindgen"
    )
    assert result.exception is None or isinstance(result.exception, SystemExit)
    assert "Traceback" not in result.output
    return result
