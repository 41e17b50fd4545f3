"""An argparse command whose errors have the messages of the package.

argparse hides the messages of all errors but its own, so a function converts them.
"""

from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Callable
from contextlib import redirect_stderr
from sys import stdout
from typing import TypeVar

from statserver_actions import Action, Mask, ObjectType

T = TypeVar("T")


def argument(read: Callable[[str], T]) -> Callable[[str], T]:
    """Return the reader of an argument, whose errors argparse prints."""

    def read_argument(text: str) -> T:
        try:
            return read(text)
        except ValueError as error:
            raise ArgumentTypeError(str(error)) from error

    return read_argument


parser = ArgumentParser("actions", usage="%(prog)s [options] mask")
parser.add_argument("mask", type=argument(Mask.parse))
parser.add_argument("--object", type=argument(ObjectType), default=ObjectType.AGENT)
parser.add_argument("--without", type=argument(Action), action="append", default=[])


def print_actions(*arguments: str) -> None:
    """Print the actions that the arguments select, or the error of argparse."""
    print("$ actions", *arguments)
    try:
        with redirect_stderr(stdout):
            options = parser.parse_args(arguments)
    except SystemExit as error:
        print("exit code", error.code)
        return
    print(*(it for it in options.mask.actions(options.object) if it not in options.without))


print_actions("CallWait,AgentLogin")
print_actions("CallWait,AgentLogin", "--without", "CALL_WAIT")
print_actions("--object", "Queue", "AgentLogin")
print_actions("--object", "Agnet", "AgentLogin")
print_actions("--without", "CALL_WAITS", "AgentLogin")
print_actions("CallWiat,!AgentLogin")
