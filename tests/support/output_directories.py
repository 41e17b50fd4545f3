"""Output directories for tests: planned outputs from plain texts, and the steps of a run.

A step is one change of the disk. Tests stop a run before any step, in one of two ways: by an error,
or by death. After its death a process cleans nothing up.
"""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from statserver_bindgen.artifact import Artifact, digest
from statserver_bindgen.artifact_paths import MANIFEST, TEMPORARY_SUFFIX
from statserver_bindgen.workspace.manifest import Provenance
from statserver_bindgen.workspace.writer import PlannedOutput

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Mapping


def planned(directory: Path, files: Mapping[str, str], *, target: str = "made-up") -> PlannedOutput:
    """Return the planned output of these files. Other files have another catalog digest."""
    catalog = digest(repr(sorted(files.items())).encode())
    return PlannedOutput(
        directory,
        Provenance(target, "actions", "1.0.0", catalog, None, "1.0.0"),
        tuple(Artifact(path, text) for path, text in files.items()),
    )


def texts(directory: Path) -> dict[str, str]:
    """Return the text of each file below a directory, without manifest and temporary files."""
    return {
        path.relative_to(directory).as_posix(): path.read_text("utf-8")
        for path in sorted(directory.rglob("*"))
        if path.is_file() and path != directory / MANIFEST and not is_temporary(path)
    }


def is_temporary(path: Path) -> bool:
    """Return whether a file is a temporary file of a run."""
    return path.name.endswith(TEMPORARY_SUFFIX)


class Death(BaseException):
    """The process ends here."""


@contextmanager
def stepping(before: Callable[[int], None]) -> Generator[None]:
    """Call `before` with the number of each step of the runs inside, from 1, before that step."""
    count = 0

    def step() -> None:
        nonlocal count
        count += 1
        before(count)

    def stepped(name: str) -> Callable[..., Any]:
        original = getattr(Path, name)

        def method(*arguments: Any, **named: Any) -> Any:
            step()
            return original(*arguments, **named)

        return method

    original_open = Path.open

    def stepped_open(path: Path, mode: str = "r", **named: Any) -> IO[Any]:
        if "x" not in mode:
            return original_open(path, mode, **named)
        step()
        file = original_open(path, mode, **named)
        try:
            step()  # between the creation of the file and the first write
        except BaseException:
            file.close()
            raise
        return file

    # Patched by hand because killed_run.py does this too: pytest and mock are slow to import.
    originals = {name: getattr(Path, name) for name in ("mkdir", "replace", "unlink", "rmdir")}
    try:
        Path.open = stepped_open  # type: ignore[assignment, method-assign]
        for name in originals:
            setattr(Path, name, stepped(name))
        yield
    finally:
        Path.open = original_open  # type: ignore[method-assign]
        for name, original in originals.items():
            setattr(Path, name, original)


def count_steps(run: Callable[[], object]) -> int:
    """Return the number of steps of a run."""
    last = 0

    def remember(step: int) -> None:
        nonlocal last
        last = step

    with stepping(remember):
        run()
    return last


def die_at(step: int, run: Callable[[], object]) -> bool:
    """Start a run that dies before a step, and return whether it got that far.

    Steps after the death, such as cleaning up, do not happen either.
    """

    def die(current: int) -> None:
        if current >= step:
            raise Death

    try:
        with stepping(die):
            run()
    except Death:
        return True
    return False
