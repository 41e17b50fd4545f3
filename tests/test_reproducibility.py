"""The files of a release are the same bytes, whatever the machine that builds them.

Each distribution is built from copies that differ in all that a build must not depend on: umask and
modes, times, the order of files in directories, the path, git, locale, time zone and hash seed.
"""

from __future__ import annotations

import os
import shutil
import stat
import sys
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

import pytest

from support.checkout import ROOT
from support.programs import run
from support.trees import committed

if TYPE_CHECKING:
    from collections.abc import Iterable

pytestmark = [pytest.mark.packages, pytest.mark.once]


class Machine(NamedTuple):
    """A way to check out and build.

    Attributes:
        directory: the name of the directory of the checkout.
        umask: the umask of the checkout and of the build.
        modes: the bits that each file of the checkout has besides those of its umask.
        time: the time of each file, in seconds.
        is_git: whether the checkout is a git repository.
        is_reversed: whether directories list their files in the opposite order.
        variables: environment variables of the build.
    """

    directory: str
    umask: int = 0o022
    modes: int = 0
    time: int = 1_700_000_000
    is_git: bool = False
    is_reversed: bool = False
    variables: tuple[tuple[str, str], ...] = ()


PLAIN: Final = Machine("checkout", is_git=True)
MACHINES: Final = {
    "another umask": Machine("other", umask=0o077),
    "a shared group": Machine("shared", umask=0o002, modes=0o060),
    "other times": Machine("old", time=0),
    "times in the future": Machine("new", time=2**31),
    "an odd path": Machine("o dd#$%é"),
    "another order of files": Machine("reversed", is_reversed=True),
    "another environment": Machine(
        "environment",
        variables=(
            *(("LC_ALL", "C"), ("TZ", "Asia/Tokyo"), ("PYTHONHASHSEED", "7")),
            *(("USER", "other"), ("PYTHONUTF8", "0")),
        ),
    ),
}
# Differs from the plain one in everything, for builds that take long.
OTHER: Final = MACHINES["another environment"]._replace(
    directory="o dd#$%é", umask=0o077, time=2**31, is_reversed=True
)
# Modules that reverse what directories list, for Python and for Node.
REVERSED_PYTHON: Final = """\
import os
listdir, scandir = os.listdir, os.scandir
class Entries:
    def __init__(self, entries): self.entries = iter(entries)
    def __enter__(self): return self
    def __exit__(self, *_): pass
    def __iter__(self): return self
    def __next__(self): return next(self.entries)
    def close(self): pass
os.listdir = lambda *it: sorted(listdir(*it), reverse=True)
def reverse(*arguments):
    with scandir(*arguments) as entries:
        return Entries(sorted(entries, key=lambda it: it.name, reverse=True))
os.scandir = reverse
"""
REVERSED_NODE: Final = """\
const fs = require("node:fs");
const { readdirSync } = fs;
fs.readdirSync = (...it) => readdirSync(...it).reverse();
const { readdir } = fs.promises;
fs.promises.readdir = async (...it) => (await readdir(...it)).reverse();
require("node:module").syncBuiltinESMExports();
"""


def check_out(files: Iterable[Path], source: Path, machine: Machine, parent: Path) -> Path:
    """Copy files as a machine would check them out."""
    directory = parent / machine.directory
    for path in files:
        copy = directory / path
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source / path, copy)
        is_program = (source / path).stat().st_mode & stat.S_IXUSR
        mode = (0o777 if is_program else 0o666) & ~machine.umask | machine.modes
        copy.chmod(mode)
        os.utime(copy, (machine.time, machine.time))
    if machine.is_git:
        run("git", "init", "--quiet", cwd=directory)
    return directory


def build(machine: Machine, hooks: Path, *command: str | Path, cwd: Path) -> None:
    """Run a build as on a machine."""
    variables = dict(machine.variables)
    if machine.is_reversed:
        hooks.mkdir()
        (hooks / "sitecustomize.py").write_text(REVERSED_PYTHON, "utf-8")
        (hooks / "reversed.cjs").write_text(REVERSED_NODE, "utf-8")
        variables |= {"PYTHONPATH": str(hooks), "NODE_OPTIONS": f"--require={hooks}/reversed.cjs"}
    shell = f'unset SOURCE_DATE_EPOCH; umask {machine.umask:03o}; exec "$@"'
    run("sh", "-c", shell, "sh", *command, cwd=cwd, **variables)


def built_by_python(source: Path, machine: Machine, directory: Path) -> dict[str, str]:
    """Return the digests of the wheel and the sdist of a Python project, by file name."""
    checkout = check_out(committed(source), source, machine, directory)
    dist = directory / "dist"
    command = (sys.executable, "-m", "build", "--no-isolation", "--outdir", dist, checkout)
    build(machine, directory / "hooks", *command, cwd=directory)
    return {it.name: sha256(it.read_bytes()).hexdigest() for it in dist.iterdir()}


def built_by_npm(source: Path, machine: Machine, directory: Path, tools: Path) -> dict[str, str]:
    """Return the digest of the tarball of an npm package, by file name."""
    checkout = check_out(committed(source), source, machine, directory)
    (checkout / "node_modules").symlink_to(tools / "node_modules", target_is_directory=True)
    dist = directory / "dist"
    dist.mkdir()
    options = ("--offline", "--silent", f"--cache={directory / 'cache'}")
    command = ("npm", "pack", f"--pack-destination={dist}", *options)
    build(machine, directory / "hooks", *command, cwd=checkout)
    return {it.name: sha256(it.read_bytes()).hexdigest() for it in dist.iterdir()}


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory, tools: Path) -> dict[str, dict[str, str]]:
    """Return the digests of the files that a plain machine builds, by distribution."""
    new = tmp_path_factory.mktemp
    return {
        "tool": built_by_python(ROOT, PLAIN, new("tool")),
        "python": built_by_python(ROOT / "out" / "python", PLAIN, new("python")),
        "typescript": built_by_npm(ROOT / "out" / "typescript", PLAIN, new("typescript"), tools),
    }


@pytest.mark.parametrize("machine", MACHINES.values(), ids=MACHINES)
def test_wheel_and_sdist_of_the_package_are_the_same_bytes(
    plain: dict[str, dict[str, str]], machine: Machine, tmp_path: Path
) -> None:
    built = built_by_python(ROOT / "out" / "python", machine, tmp_path)
    assert built == plain["python"]
    assert {Path(it).suffix for it in built} == {".whl", ".gz"}


@pytest.mark.parametrize("machine", [OTHER, MACHINES["a shared group"]], ids=["other", "shared"])
def test_the_tarball_of_the_package_is_the_same_bytes(
    plain: dict[str, dict[str, str]], machine: Machine, tmp_path: Path, tools: Path
) -> None:
    built = built_by_npm(ROOT / "out" / "typescript", machine, tmp_path, tools)
    assert built == plain["typescript"]
    assert {Path(it).suffix for it in built} == {".tgz"}


def test_wheel_and_sdist_of_the_tool_are_the_same_bytes(
    plain: dict[str, dict[str, str]], tmp_path: Path
) -> None:
    built = built_by_python(ROOT, OTHER, tmp_path)
    assert built == plain["tool"]
    assert {Path(it).suffix for it in built} == {".whl", ".gz"}
