"""A dependency file: a rule that a build tool reads before the next build.

The file has the name of the rule's target and the ending `.d`: the rule in `build/stamp.d` is for
`build/stamp`. It is planned before a run, so that a path that can't be written to it stops the run,
and written after the run.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from statserver_bindgen.dependencies.rule import starts_rule, write_rule
from statserver_bindgen.errors import WorkspaceError
from statserver_bindgen.frozen import Frozen
from statserver_bindgen.workspace import filesystem, reading

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

ENDING: Final = ".d"
_LARGEST: Final = 16 * 1024 * 1024


class DependencyFile(Frozen):
    """A dependency file that is planned.

    Attributes:
        path: its path.
        content: its bytes.
    """

    path: Path
    content: bytes

    def write(self) -> bool:
        """Write the file if its bytes differ, and return whether they did.

        Raises:
            WorkspaceError: another kind of file is at the path, or the system fails.
        """
        if _read(self.path) == self.content:
            return False
        directory, name = self.path.parent, self.path.name
        filesystem.remove_temporary_file(directory, name)
        filesystem.write_file(directory, name, [self.content])
        return True


def plan_dependency_file(path: Path, prerequisites: Iterable[str]) -> DependencyFile:
    """Return the dependency file for these prerequisites.

    Raises:
        ValueError: its name does not end with `.d`.
        WorkspaceError: make and ninja can't both read a path, or another kind of file is at the
            path of the dependency file.
    """
    if path.suffix != ENDING:
        raise ValueError(path)
    _read(path)
    return DependencyFile(path, write_rule(path.with_suffix("").as_posix(), prerequisites))


def _read(path: Path) -> bytes | None:
    """Return the bytes of a dependency file, or None if there is no file.

    Raises:
        WorkspaceError: something else is at the path, or the file can't be read.
    """
    raw = reading.read_beginning(path, _LARGEST)
    if raw and not starts_rule(raw, path.stem):
        raise WorkspaceError(
            f"{path} is not a dependency file for {path.stem}; move it, or choose another name"
        )
    return raw
