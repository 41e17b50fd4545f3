"""Standard streams that may be closed, full, or of an encoding without some characters."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from io import TextIOWrapper
from typing import IO, Any

import click

from statserver_bindgen.errors import StreamError


def escape_unencodable() -> None:
    """Let the output streams escape characters that their encoding does not have."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            with suppress(OSError, ValueError):
                stream.reconfigure(errors="backslashreplace")


def print_result(text: str, *, color: bool | None = None, newline: bool = True) -> None:
    """Print to standard output.

    Raises:
        StreamError: standard output is closed, full, or refuses access.
    """
    if _stream("stdout") is None:
        raise StreamError("standard output is closed")
    try:
        click.echo(text, nl=newline, color=color)
    except (OSError, ValueError) as error:
        raise StreamError(f"standard output can't be written: {_reason(error)}") from error


def print_status(text: str, *, color: bool | None = None) -> None:
    """Print a line to standard error; nothing if standard error is closed.

    Raises:
        StreamError: standard error is full, or refuses access.
    """
    try:
        click.echo(text, err=True, color=color)
    except (OSError, ValueError) as error:
        raise StreamError(f"standard error can't be written: {_reason(error)}") from error


def flush_results() -> None:
    """Write what standard output still buffers.

    Raises:
        StreamError: standard output is full, or refuses access.
    """
    try:
        if stream := _stream("stdout"):
            stream.flush()
    except (OSError, ValueError) as error:
        raise StreamError(f"standard output can't be written: {_reason(error)}") from error


def discard_unwritten() -> None:
    """Drop what a broken stream still buffers: the interpreter fails to write it at exit."""
    for stream in (_stream("stdout"), _stream("stderr")):
        if stream is not None:
            _discard(stream)


def _discard(stream: IO[str]) -> None:
    try:
        stream.flush()
    except (OSError, ValueError):
        with suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def has_color(stream: Any) -> bool:
    """Return whether output to a stream is colored: on a terminal, unless a variable decides."""
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or (stream is not None and stream.isatty())


def shows_progress() -> bool:
    """Return whether progress can be drawn: standard error is a terminal, and not a log of CI."""
    stream = _stream("stderr")
    if stream is None or os.environ.get("CI") or os.environ.get("TERM") == "dumb":
        return False
    return stream.isatty()


def _stream(name: str) -> IO[str] | None:
    """Return a standard stream, or None if it was closed when the process started."""
    stream: IO[str] | None = getattr(sys, name)
    return stream


def _reason(error: OSError | ValueError) -> str:
    return (isinstance(error, OSError) and error.strerror) or str(error)
