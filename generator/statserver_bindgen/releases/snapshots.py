"""The snapshots in a directory of releases, by version."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from statserver_bindgen.errors import SpecError
from statserver_bindgen.versions import version_numbers

if TYPE_CHECKING:
    from pathlib import Path

    from statserver_bindgen.changes.sides import Side

PENDING: Final = ".pending"
"""The ending of the name of a snapshot during a release."""
_JSON: Final = ".json"


class Snapshot(NamedTuple):
    """A file with the snapshot of a release; it is not read yet.

    Attributes:
        numbers: the numbers of its version, so that snapshots sort by version.
        file: its path.
    """

    numbers: tuple[int, ...]
    file: Path

    @property
    def version(self) -> str:
        """The version of the release."""
        return self.file.stem

    def read(self) -> Side:
        """Return the release as a side of a comparison.

        Raises:
            SpecError: the file can't be read, is not valid, or has another version.
        """
        from statserver_bindgen.changes.sides import read_side

        side = read_side(str(self.file))
        if side.catalog.version != self.version:
            raise SpecError(
                f"{self.file} contains the release {side.catalog.version}; a snapshot has the name "
                "of its version"
            )
        return side


def snapshot_path(directory: Path, version: str) -> Path:
    """Return the path of the snapshot of a version."""
    return directory / f"{version}{_JSON}"


def find_snapshots(directory: Path | None) -> tuple[Snapshot, ...]:
    """Return the snapshots in a directory, the oldest version first; none without a directory.

    Raises:
        SpecError: the directory can't be read, or a JSON file has not the name of a version.
    """
    snapshots: list[Snapshot] = []
    for file in _files(directory):
        if file.suffix == _JSON:
            numbers = version_numbers(file.stem)
            if numbers is None:
                raise SpecError(f"{file} has not the name of a version; rename or remove it")
            snapshots.append(Snapshot(numbers, file))
    return tuple(sorted(snapshots))


def find_pending(directory: Path | None) -> tuple[Path, ...]:
    """Return the snapshots that interrupted releases left in a directory.

    Raises:
        SpecError: the directory can't be read.
    """
    return tuple(sorted(it for it in _files(directory) if it.suffix == PENDING))


def _files(directory: Path | None) -> list[Path]:
    if directory is None:
        return []
    try:
        return [*directory.iterdir()]
    except FileNotFoundError:
        return []
    except OSError as error:
        raise SpecError(f"{directory} can't be read: {error.strerror}") from error
