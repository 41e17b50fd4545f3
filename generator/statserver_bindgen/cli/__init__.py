"""The command `statserver-bindgen`: turns arguments into calls of the Python API.

    command_line  errors and exit codes
    console       results, status lines, progress and errors
    progress      a bar on a terminal
    timings       the times of the steps of a run
    streams       standard streams
    options       options that several commands share, and shell completion
    configurations  the configuration that options name
    inputs        the spec, the targets and the output directories that arguments name
    filters       conditions on actions, and options that name the vocabulary
    lookup        the entries of a catalog that arguments name
    facts         entries of a catalog as text and as data
    masks         answers to texts of masks as diagnostics, text and data
    commands      the commands that read and write files
    targets       the command that lists targets, and the files that they generate
    comparisons   the command that compares two versions of a catalog
    editing       the commands that edit a spec
    edits         an edit of a spec, from its operations to the printed patch
    releases      the command that releases a catalog
    queries       the commands that answer questions about actions
    linted_files  configuration files that commands read, check and fix
    linting       the commands that check and explain stat types in configuration files

Exit codes are contract: 0 fine, 1 diagnostics, 2 usage or environment, 130 interrupted. Results go
to standard output, status lines to standard error.
"""

from __future__ import annotations

import click

from statserver_bindgen.cli import (
    commands,
    comparisons,
    editing,
    linting,
    queries,
    releases,
    targets,
)
from statserver_bindgen.cli.command_line import CommandLine
from statserver_bindgen.version import __version__


@click.group(
    cls=CommandLine,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="""\b
Examples:
  statserver-bindgen validate                      check ./spec/actions.yaml
  statserver-bindgen generate --out out            write the targets to out/
  statserver-bindgen generate --target python=lib  write one target to lib/
  statserver-bindgen check --diff                  compare out/ with the spec
  statserver-bindgen verify lib                    verify a copy
  statserver-bindgen diff git:main                 report what the edited spec breaks
  statserver-bindgen rename CallHeld CallOnHold    rename an action in the spec
  statserver-bindgen release --dry-run             print what a release would change
  statserver-bindgen show CallAnswered             print the facts of an action
  statserver-bindgen list --object-type Queue      print the names on an object type
  statserver-bindgen mask "*,~LoggedOut"           check a mask
  statserver-bindgen lint stat_server.cfg          check the stat types in a file

\b
Exit codes: 0 fine, 1 diagnostics, 2 usage or environment, 130 interrupted.
Completion: eval "$(_STATSERVER_BINDGEN_COMPLETE=bash_source statserver-bindgen)", or zsh, fish.""",
)
@click.version_option(__version__, prog_name="statserver-bindgen")
def main() -> None:
    """Generate language bindings for the actions of Genesys Stat Server from one reviewed table.

    The spec (actions.yaml) contains the table. A target is a directory of templates, one for each
    language. statserver-bindgen.yaml in the working directory names the inputs and outputs of a
    build. Unofficial, not affiliated with or endorsed by Genesys.
    """


_MODULES = (commands, targets, comparisons, editing, releases, queries, linting)
for _command in (command for module in _MODULES for command in module.COMMANDS):
    main.add_command(_command)
