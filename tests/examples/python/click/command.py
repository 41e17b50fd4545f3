"""A click command with an option of the vocabulary and an argument that is a mask.

click replaces the message of a `ValueError`, so a function converts the errors of the package.
"""

from collections.abc import Callable
from typing import TypeVar

import click
from click.testing import CliRunner
from statserver_actions import Mask, ObjectType

T = TypeVar("T")


def parameter(read: Callable[[str], T]) -> Callable[[str], T]:
    """Return the reader of a parameter, which fails with the message of the package."""

    def read_parameter(text: str) -> T:
        try:
            return read(text)
        except ValueError as error:
            raise click.BadParameter(str(error)) from error

    return read_parameter


@click.command()
@click.option("--object", "object_type", type=parameter(ObjectType), default="Agent")
@click.argument("mask", type=parameter(Mask.parse))
def actions(object_type: ObjectType, mask: Mask) -> None:
    """Print the actions that MASK selects."""
    for action in mask.actions(object_type):
        click.echo(f"{action}  {action.label}")


for arguments in (
    ["CallWait,AgentLogin"],
    ["--object", "Queue", "AgentLogin"],
    ["--object", "Agnet", "AgentLogin"],
    ["CallWiat,!AgentLogin"],
):
    result = CliRunner().invoke(actions, arguments, prog_name="actions")
    print("$ actions", *arguments)
    print(result.output + f"exit code {result.exit_code}")
