"""A typer command with an option of the vocabulary and an argument that is a mask."""

from collections.abc import Callable
from typing import Annotated, TypeVar

import typer
from statserver_actions import Mask, ObjectType
from typer.testing import CliRunner

app = typer.Typer(rich_markup_mode=None, add_completion=False)


T = TypeVar("T")


def parser(read: Callable[[str], T]) -> Callable[[str], T]:
    """Return the parser of a parameter, which fails with the message of the package."""

    def parse(text: str) -> T:
        try:
            return read(text)
        except ValueError as error:
            raise typer.BadParameter(str(error)) from error

    return parse


@app.command()
def actions(
    mask: Annotated[Mask, typer.Argument(parser=parser(Mask.parse), metavar="MASK")],
    object_type: Annotated[
        ObjectType, typer.Option("--object", parser=parser(ObjectType))
    ] = ObjectType.AGENT,
) -> None:
    """Print the actions that MASK selects."""
    for action in mask.actions(object_type):
        typer.echo(f"{action}  {action.label}")


for arguments in (
    ["CallWait,AgentLogin"],
    ["--object", "Queue", "AgentLogin"],
    ["--object", "Agnet", "AgentLogin"],
    ["CallWiat,!AgentLogin"],
):
    result = CliRunner().invoke(app, arguments, prog_name="actions")
    print("$ actions", *arguments)
    print(result.output + f"exit code {result.exit_code}")
