"""Target roots made up for tests: jobs from plain texts, and the steps in which a run writes.

A step is one change of the disk. Tests stop a run before any of them: by an error, or by death,
which differs in that a dead process clears nothing away.
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
    """Return the job that gives these files; another choice of files is another catalog."""
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
    """Return whether a file is one that was being written when a run died."""
    return path.name.endswith(TEMPORARY_SUFFIX)


class Death(BaseException):
    """A process ends here."""


@contextmanager
def stepping(before: Callable[[int], None]) -> Generator[None]:
    """Call `before` with the number of each step of the runs inside, from 1, before it is taken."""
    taken = 0

    def step() -> None:
        nonlocal taken
        taken += 1
        before(taken)

    def stepped(name: str) -> Callable[..., Any]:
        plain = getattr(Path, name)

        def method(*arguments: Any, **named: Any) -> Any:
            step()
            return plain(*arguments, **named)

        return method

    plain_open = Path.open

    def opened(path: Path, mode: str = "r", **named: Any) -> IO[Any]:
        if "x" not in mode:
            return plain_open(path, mode, **named)
        step()
        file = plain_open(path, mode, **named)
        try:
            step()  # the file is there, and nothing is in it yet
        except BaseException:
            file.close()
            raise
        return file

    # By hand, since processes that are killed do this too: pytest and mock take long to import.
    plain_methods = {name: getattr(Path, name) for name in ("mkdir", "replace", "unlink", "rmdir")}
    try:
        Path.open = opened  # type: ignore[assignment, method-assign]
        for name in plain_methods:
            setattr(Path, name, stepped(name))
        yield
    finally:
        Path.open = plain_open  # type: ignore[method-assign]
        for name, plain in plain_methods.items():
            setattr(Path, name, plain)


def count_steps(run: Callable[[], object]) -> int:
    """Return in how many steps a run changes the disk."""
    last = 0

    def note(step: int) -> None:
        nonlocal last
        last = step

    with stepping(note):
        run()
    return last


def die_at(step: int, run: Callable[[], object]) -> bool:
    """Run something that dies before a step; return whether it came so far.

    What it would do after its death, it can't do either.
    """

    def die(now: int) -> None:
        if now >= step:
            raise Death

    try:
        with stepping(die):
            run()
    except Death:
        return True
    return False
