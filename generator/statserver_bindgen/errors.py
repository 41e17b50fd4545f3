"""Everything that makes the tool stop, as a tree.

A wrong spec is not among them: its problems are values (`diagnostics.Diagnostic`), collected and
shown together, and end in exit code 1. An error here means that there is nothing to go on with; the
command shows its message as one line, without a traceback, and exits with 2.

    BindgenError
    ├── SpecUnavailable     the spec can't be read at all: no such file, no permission, a folder
    ├── TargetError         a target that is not there, or whose target.yaml or templates are wrong
    │   └── TemplateError   a template that does not compile or render: names template and line
    └── WorkspaceError      the output folder can't be used: not writable, leaves its root, locked
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from statserver_bindgen.diagnostics import Diagnostic


class BindgenError(Exception):
    """The tool can't go on; the message is for the person at the terminal.

    Attributes:
        diagnostics: the problems behind the error where they have positions (a wrong target.yaml, a
            template's line), else empty.
    """

    def __init__(self, message: str, diagnostics: Sequence[Diagnostic] = ()) -> None:
        super().__init__(message)
        self.diagnostics = tuple(diagnostics)


class SpecUnavailable(BindgenError):  # noqa: N818 - a state of the file, not a fault of the program
    """The spec can't be read at all."""


class TargetError(BindgenError):
    """A target is unknown, or its declaration is wrong."""


class TemplateError(TargetError):
    """A template does not compile or render."""


class WorkspaceError(BindgenError):
    """The output folder can't be read or written as planned."""
