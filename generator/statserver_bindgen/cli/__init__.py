"""The command `statserver-bindgen`: words typed at a terminal, to calls of the modules and back.

    terminal    how a command speaks, and ends with its exit code
    options     what commands can be told, and how the shell completes it
    inputs      what those words name: a catalog, or what is to be generated where
    commands    the commands

Exit codes are contract: 0 fine, 1 findings, 2 usage or environment. Results go to standard output,
what is being done to standard error. Nothing is imported before it is needed: what a command works
with is imported in its body.
"""

from __future__ import annotations

import click

from statserver_bindgen import __version__
from statserver_bindgen.cli import commands
from statserver_bindgen.cli.console import Group


@click.group(
    cls=Group,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="""\b
Examples:
  statserver-bindgen validate                      check ./spec/actions.yaml
  statserver-bindgen generate --out out            write every target
  statserver-bindgen generate --target python=lib  one target, into a folder of yours
  statserver-bindgen check --diff                  is what is on disk what the spec says?
  statserver-bindgen verify lib                    is a copy whole, and of which version is it?
  statserver-bindgen show CallAnswered             what the table says of an action

\b
Exit codes: 0 fine, 1 findings, 2 usage or environment.
Completion: eval "$(_STATSERVER_BINDGEN_COMPLETE=bash_source statserver-bindgen)", or zsh, fish.""",
)
@click.version_option(__version__, prog_name="statserver-bindgen")
def main() -> None:
    """Generate language bindings for the actions of Genesys Stat Server from one reviewed table.

    The spec (actions.yaml) holds the table; a target is a folder of templates, one per language.
    Unofficial, not affiliated with or endorsed by Genesys.
    """


for _command in commands.COMMANDS:
    main.add_command(_command)
