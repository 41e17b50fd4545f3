# Part of the statserver-actions binding; edit templates/python/src/statserver_actions.
"""The command `python -m statserver_actions mask`, from its arguments to its exit code.

Exit codes: 0 fine, 1 errors in a mask, 2 usage or environment, 130 interrupted.
"""

from __future__ import annotations

import argparse
import os
import sys
from io import TextIOWrapper

from ._errors import StatServerActionsError
from ._mask_report import Objects, from_arguments, from_lines, report
from ._terminal_text import safe
from ._vocabulary import Mode, ObjectType

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import NoReturn, TypeVar

    from ._mask_arguments import Unknown

    _Member = TypeVar("_Member", ObjectType, Mode)

_EXIT_ERRORS = 1
_EXIT_UNUSABLE = 2
_EXIT_INTERRUPTED = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command, and return its exit code."""
    if sys.stdout is None:
        return _fail("standard output is closed")
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        code = _run(_parser(), arguments)
        sys.stdout.flush()
    except KeyboardInterrupt:
        return _EXIT_INTERRUPTED
    except UnicodeError:
        return _fail("standard input is not valid UTF-8")
    except OSError as error:
        # At its exit, the interpreter writes what a broken stream still buffers.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return _fail(f"standard output can't be written: {error.strerror}")
    return code


def _fail(message: str) -> int:
    sys.stderr.write(f"error: {message}\n")
    return _EXIT_UNUSABLE


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m statserver_actions",
        description="Unofficial, not affiliated with or endorsed by Genesys.",
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    summary = "check masks, and print what they select"
    mask = commands.add_parser("mask", help=summary, description=summary)
    mask.set_defaults(usage=mask.error)
    mask.add_argument("texts", nargs="*", metavar="TEXT", help="a mask")
    mask.add_argument(
        "--objects",
        action="append",
        default=[],
        metavar="TYPE[,TYPE]",
        help="print the actions on these object types",
    )
    mask.add_argument("--mode", help="the mode of the objects")
    mask.add_argument(
        "--stdin",
        action="store_true",
        help="read masks from standard input, one per line",
    )
    mask.add_argument(
        "--keep-unknown",
        action="store_true",
        help="accept names that are not in the catalog",
    )
    return parser


def _run(parser: argparse.ArgumentParser, arguments: Sequence[str] | None) -> int:
    """Check the masks that the arguments name, and return the exit code."""
    options = parser.parse_args(arguments)
    usage: Callable[[str], NoReturn] = options.usage
    if bool(options.texts) is options.stdin:
        usage("use either masks as arguments or --stdin")
    if options.mode is not None and not options.objects:
        usage("--mode needs --objects")
    try:
        objects = _read_objects(options.objects, options.mode)
    except StatServerActionsError as error:
        usage(safe(str(error)))
    if options.stdin:
        sources = from_lines(sys.stdin.buffer.read().decode())
    else:
        sources = from_arguments(options.texts)
    unknown: Unknown = "keep" if options.keep_unknown else "refuse"
    code = 0
    for number, source in enumerate(sources):
        lines, has_error = report(source, objects, unknown)
        sys.stdout.write("\n" * bool(number) + "".join(f"{it}\n" for it in lines))
        code = _EXIT_ERRORS if has_error else code
    return code


def _read_objects(types: Sequence[str], mode: str | None) -> Objects | None:
    """Return the objects that the options name, or None if they name none.

    Raises:
        UnknownValueError: unknown object type or mode.
    """
    texts = [text.strip() for value in types for text in value.split(",")]
    chosen = {it for text in texts for it in _members(ObjectType, text)}
    in_order = tuple(it for it in ObjectType if it in chosen)
    modes = _members(Mode, Mode.REGULAR if mode is None else mode)
    return Objects(in_order, modes[0]) if texts else None


def _members(kind: type[_Member], text: str) -> list[_Member]:
    """Return the members with a value: exactly, or else in any case."""
    exact = [it for it in kind if it == text]
    folded = [it for it in kind if it.casefold() == text.casefold()]
    return exact or folded or [kind(text)]
