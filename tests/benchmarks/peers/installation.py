"""Installs the peers into a scratch directory; `make bench-peers` runs it.

A peer that can't be installed is recorded with the reason, which its rows then show.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

from support.python_distribution import python_of

LOCKS = Path(__file__).parent
NAMES = ("datamodel-code-generator", "grpcio-tools", "@bufbuild/protoc-gen-es")
REASON = "failed.txt"
"""A file in the directory of an environment that could not be installed, with the reason."""


class Peers(NamedTuple):
    """The installed peers.

    Attributes:
        versions: the version of each peer that is installed.
        problems: why others are not installed.
        scripts: the directory of the Python commands.
        plugin: the command `protoc-gen-es`.
    """

    versions: dict[str, str]
    problems: tuple[str, ...]
    scripts: Path
    plugin: Path


def install_peers(directory: Path) -> Peers:
    """Install what the locks pin into a directory, and return the result."""
    shutil.rmtree(directory, ignore_errors=True)
    python = python_of(directory / "python")
    pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes"]
    requirements = ["--requirement", str(LOCKS / "requirements.lock")]
    _install(
        directory / "python",
        [sys.executable, "-m", "venv", str(directory / "python")],
        [str(python), *pip, *requirements],
    )
    node = directory / "node"
    node.mkdir(parents=True)
    for name in ("package.json", "package-lock.json", ".npmrc"):
        shutil.copy(LOCKS / name, node)
    _install(node, ["npm", "ci", "--prefix", str(node), "--no-audit", "--no-fund"])
    return read_peers(directory)


def read_peers(directory: Path) -> Peers:
    """Return the peers that are installed in a directory."""
    versions: dict[str, str] = {}
    scripts = python_of(directory / "python").parent
    for name in NAMES[:2]:
        pattern = f"{name.replace('-', '_')}-*.dist-info"
        for metadata in (directory / "python").glob(f"lib/*/site-packages/{pattern}"):
            versions[name] = metadata.name.removesuffix(".dist-info").rpartition("-")[2]
    modules = directory / "node" / "node_modules"
    package = modules / NAMES[2] / "package.json"
    if package.is_file():
        versions[NAMES[2]] = json.loads(package.read_bytes())["version"]
    problems = tuple(it.read_text("utf-8") for it in sorted(directory.glob(f"*/{REASON}")))
    return Peers(versions, problems, scripts, modules / ".bin" / "protoc-gen-es")


def _install(directory: Path, *commands: list[str]) -> None:
    """Run commands; the reason of a failure is written to the directory."""
    for command in commands:
        try:
            done = subprocess.run(command, capture_output=True, text=True, check=False)
        except OSError as error:
            reason = f"{command[0]}: {error.strerror}"
        else:
            if not done.returncode:
                continue
            lines = done.stderr.strip().splitlines()
            reason = f"{Path(command[0]).name}: {lines[-1] if lines else done.returncode}"
        directory.mkdir(parents=True, exist_ok=True)
        (directory / REASON).write_text(reason, encoding="utf-8")
        return


if __name__ == "__main__":
    peers = install_peers(Path(sys.argv[1]))
    for peer in NAMES:
        print(f"{peer} {peers.versions.get(peer, 'is not installed')}")
    print(*peers.problems, sep="\n", end="\n" if peers.problems else "")
