"""Attack on the disk: errors of the system, vanished directories and full disks at any step.

A step is a call of the system that names a path in the directory of the round: Python reports it
to an audit hook before, which can raise the error that the system would. Hooks can't be removed,
so they are added in the process of the command only.
"""

from __future__ import annotations

import errno
import os
import resource
import shutil
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from torture import command
from torture.attack import Attack, require
from torture.kills import CANARIES, repair, require_canaries, set_up, without_canaries
from torture.made_up import FIRST, SECOND, TARGETS, THIRD, MadeUp
from torture.trees import leftovers, snapshot

if TYPE_CHECKING:
    from collections.abc import Callable, Generator
    from random import Random

    from torture.attack import Round

_ERRORS: Final = (
    *(errno.ENOSPC, errno.EIO, errno.EROFS, errno.EACCES, errno.EPERM, errno.EDQUOT, errno.EMFILE),
    *(errno.ESTALE, errno.ENOMEM),
)
_READING: Final = {"open", "os.listdir", "os.scandir"}
_WRITING: Final = {"os.mkdir", "os.rename", "os.remove", "os.rmdir"}
_WRITE_FLAGS: Final = os.O_WRONLY | os.O_RDWR | os.O_CREAT
# The size of the full disk: less than two versions of the targets, more than one.
_FULL: Final = "size=900k"


@contextmanager
def _prepare(directory: Path) -> Generator[Round]:
    made_up = MadeUp(directory)
    steps = _count_steps(made_up, directory / "counted")
    with _small_disk(directory / "disk") as disk:

        def run_round(random: Random, own: Path) -> None:
            kind = random.choice(("error", "error", "error", "vanish", "limit", "full"))
            if kind == "full" and disk is not None:
                _attack_full_disk(random, made_up, disk)
                return
            set_up(made_up, own)
            step = random.randint(1, steps)
            if kind == "vanish":
                _attack_with_vanishing(random, made_up, own, step)
            elif kind == "error":
                fault = Fault(own, step, random.choice(_ERRORS), lasting=random.random() < 0.5)
                _attack_with(made_up, own, fault.inject)
                _read_with(random, made_up, own)
            else:
                size = random.choice((1_000, 3_000, 150_000, 199_999))
                _attack_with(made_up, own, lambda: _limit_files(size))
            repair(made_up, own, random.choice((SECOND, THIRD)))

        yield run_round


@dataclass
class Fault:
    """An error of the system at one step, or at it and all later steps that write.

    Attributes:
        directory: only steps that name a path in it count.
        step: the number of the step, from 1.
        number: the number of the error.
        lasting: whether all later steps that write fail, too.
    """

    directory: Path
    step: int
    number: int
    lasting: bool = False
    _count: int = 0

    def inject(self) -> None:
        """Add the hook to this process."""
        sys.addaudithook(self._hook)

    def _hook(self, event: str, arguments: tuple[object, ...]) -> None:
        if not is_step(event, arguments, self.directory):
            return
        self._count += 1
        if self._count == self.step or (
            self.lasting and self._count > self.step and _writes(event, arguments)
        ):
            raise OSError(self.number, os.strerror(self.number), str(arguments[0]))


def is_step(event: str, arguments: tuple[object, ...], directory: Path) -> bool:
    """Return whether an audit event is a call of the system with a path in a directory."""
    if event not in _READING and event not in _WRITING:
        return False
    path = arguments[0]
    return isinstance(path, str | Path) and str(path).startswith(str(directory))


def _writes(event: str, arguments: tuple[object, ...]) -> bool:
    flags = arguments[2] if event == "open" else 0
    return event in _WRITING or (isinstance(flags, int) and bool(flags & _WRITE_FLAGS))


def _attack_with(made_up: MadeUp, own: Path, inside: Callable[[], object]) -> None:
    """Generate with a fault; the files must be whole."""
    outcome = command.run("generate", *made_up.arguments(SECOND, own), cwd=own, inside=inside)
    require(outcome.code in {0, 2}, f"an unexpected exit code: {outcome}")
    require("Errno" not in outcome.stderr, f"the error is not a sentence: {outcome}")
    for target in TARGETS:
        entries = snapshot(own / target)
        require_canaries(entries, outcome)
        files = without_canaries(entries)
        strange = made_up.strange(target, files, (FIRST, SECOND))
        require(not strange, f"{strange} are neither old nor new: {outcome}")
        if outcome.code == 0:
            expected = made_up.trees[SECOND, target]
            missing = [it for it in expected if files.get(it) != expected[it]]
            require(not missing, f"the run succeeds without {missing}: {outcome}")


def _read_with(random: Random, made_up: MadeUp, own: Path) -> None:
    """Check and verify with a fault; nothing may change."""
    before = snapshot(own)
    fault = Fault(own, random.randint(1, 20), random.choice(_ERRORS))
    for arguments in (("check", *made_up.arguments(SECOND, own)), ("verify", str(own / "one"))):
        outcome = command.run(*arguments, cwd=own, inside=fault.inject)
        require(snapshot(own) == before, f"a file changed: {outcome}")


def _attack_with_vanishing(random: Random, made_up: MadeUp, own: Path, step: int) -> None:
    """Generate while another program removes an output directory, or replaces it by a file."""
    directory, replaced = own / random.choice(TARGETS), random.random() < 0.3
    count, done = 0, False

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal count, done
        if done or not is_step(event, arguments, own):
            return
        count += 1
        if count == step:
            done = True
            shutil.rmtree(directory)
            if replaced:
                directory.write_text("a file\n", "utf-8")

    outcome = command.run(
        *("generate", *made_up.arguments(SECOND, own)),
        cwd=own,
        inside=lambda: sys.addaudithook(hook),
    )
    require(outcome.code in {0, 2}, f"an unexpected exit code: {outcome}")
    if directory.is_file():
        require(directory.read_text("utf-8") == "a file\n", f"a file is overwritten: {outcome}")
        directory.unlink()
    # The other program removed these files.
    for path, text in CANARIES.items():
        (directory / path).parent.mkdir(parents=True, exist_ok=True)
        (directory / path).write_text(text, "utf-8")


def _limit_files(size: int) -> None:
    """Let this process write files of up to this size, and no larger ones."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def _attack_full_disk(random: Random, made_up: MadeUp, disk: Path) -> None:
    """Generate on a disk with little space left."""
    for entry in disk.iterdir():
        shutil.rmtree(entry) if entry.is_dir() else entry.unlink()
    set_up(made_up, disk)
    free = os.statvfs(disk).f_bavail * os.statvfs(disk).f_frsize
    (disk / "filler").write_bytes(bytes(max(0, free - random.randint(0, 500_000))))
    _attack_with(made_up, disk, lambda: None)
    (disk / "filler").unlink()
    repair(made_up, disk, random.choice((SECOND, THIRD)))


@contextmanager
def _small_disk(directory: Path) -> Generator[Path | None]:
    """Give a small disk in memory, or None if this user can't mount one."""
    directory.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", _FULL, "torture", str(directory)]
    if os.geteuid() != 0 or subprocess.run(mount, capture_output=True, check=False).returncode:
        yield None
        return
    try:
        yield directory
    finally:
        subprocess.run(["umount", str(directory)], check=True)


def _count_steps(made_up: MadeUp, directory: Path) -> int:
    """Return the number of steps of a run from the first version to the second."""
    directory.mkdir()
    set_up(made_up, directory)
    counted = os.open(directory.with_name("steps"), os.O_WRONLY | os.O_CREAT)

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        if is_step(event, arguments, directory):
            os.write(counted, b".")

    outcome = command.run(
        *("generate", *made_up.arguments(SECOND, directory)),
        cwd=directory,
        inside=lambda: sys.addaudithook(hook),
    )
    require(outcome.code == 0, f"the counted run fails: {outcome}")
    require(not leftovers(snapshot(directory)), "temporary files are left")
    os.close(counted)
    return directory.with_name("steps").stat().st_size


ATTACK: Final = Attack(
    "disk",
    "An error of the system at any step is one sentence with exit code 2; every file is whole, and "
    "the next run repairs the rest and keeps edited, untracked and hidden files.",
    rounds=600,
    short=16,
    prepare=_prepare,
)
