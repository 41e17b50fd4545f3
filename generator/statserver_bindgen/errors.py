"""The errors of the tool, as a tree.

    BindgenError
    ├── SpecError           the spec can't be read: no such file, no permission, a directory
    ├── ConfigurationError  a configuration can't be read, or is not valid; has the diagnostics
    ├── ConfigurationFileError   a configuration file can't be read
    ├── EditError           an edit of a spec is refused: an unknown row or key, an invalid value
    ├── TargetError         a target is unknown, or its target.yaml is not valid
    │   ├── TemplateError   a template does not compile or render; the message names its line
    │   └── CatalogRejectedError   a catalog does not fit a target; has the diagnostics
    ├── WorkspaceError      an output directory can't be used: not writable, a file in its place
    └── StreamError         standard input or output is closed, full, or refuses access
    KeyboardInterrupt
    └── WriteInterrupted    the user interrupted a run after the first file was written

An error means that a run can't continue. The command prints its message without a traceback and
exits with 2. The problems of a spec are not errors but values (`diagnostics.Diagnostic`): all of
them are reported, and the command exits with 1.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from statserver_bindgen.diagnostics import Diagnostic


class BindgenError(Exception):
    """A run can't continue; the message is for the user.

    Attributes:
        diagnostics: the diagnostics of an invalid configuration or target.yaml, else empty.
    """

    def __init__(self, message: str, diagnostics: Sequence[Diagnostic] = ()) -> None:
        super().__init__(message)
        self.diagnostics = tuple(diagnostics)


class SpecError(BindgenError):
    """The spec can't be read."""


class ConfigurationError(BindgenError):
    """A configuration can't be read, or is not valid."""


class ConfigurationFileError(BindgenError):
    """A file with stat types can't be read."""


class EditError(BindgenError):
    """An edit of a spec is refused; nothing is written."""


class TargetError(BindgenError):
    """A target is unknown, or its target.yaml is not valid."""


class TemplateError(TargetError):
    """A template does not compile or render."""


class WorkspaceError(BindgenError):
    """An output directory can't be read or written."""


class StreamError(BindgenError):
    """A standard stream is closed, full, or refuses access."""


class WriteInterrupted(KeyboardInterrupt):
    """The user interrupted a run that had begun to write; the next run continues it.

    The argument is the command that continues it, if that is not `generate`.
    """


class CatalogRejectedError(TargetError):
    """A catalog does not fit a target; the diagnostics are problems of the spec."""
