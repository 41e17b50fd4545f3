"""A registry of npm packages on this machine, which has the compiler and no other package.

npm installs the development dependencies of a package from it, with no network.
"""

from __future__ import annotations

import json
import tarfile
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import TYPE_CHECKING, Final

import pytest

from support.npm_package import MIDDLE
from support.programs import run

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

COMPILER: Final = "typescript"
_KEYS: Final = ("name", "version", "bin")


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - as the base class
        """Print nothing: only the output of npm matters."""


@pytest.fixture(scope="session")
def registry(tools: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Give the address of a registry that has the compiler."""
    directory = tmp_path_factory.mktemp("registry")
    serve = partial(_Quiet, directory=str(directory))
    with ThreadingHTTPServer(("127.0.0.1", 0), serve) as server:
        address = f"http://127.0.0.1:{server.server_port}"
        _publish(tools / "node_modules" / MIDDLE, directory, address)
        Thread(target=server.serve_forever, daemon=True).start()
        yield address
        server.shutdown()


def _publish(package: Path, directory: Path, address: str) -> None:
    """Write the tarball of an installed compiler, and the document that npm reads about it."""
    with tarfile.open(directory / "compiler.tgz", "w:gz", compresslevel=1) as archive:
        archive.add(package, "package")
    content = json.loads((package / "package.json").read_text("utf-8"))
    release = {key: content[key] for key in _KEYS}
    release["dist"] = {"tarball": f"{address}/compiler.tgz"}
    versions = {release["version"]: release}
    document = {"name": COMPILER, "dist-tags": {"latest": release["version"]}, "versions": versions}
    (directory / COMPILER).write_text(json.dumps(document), "utf-8")


def npm_install(registry: str, *arguments: str | Path, cwd: Path) -> None:
    """Run `npm install` with this registry, and a cache of its own."""
    options = ("--no-audit", "--no-fund", "--no-update-notifier", "--noproxy=127.0.0.1")
    cache = f"--cache={cwd / '.npm'}"
    run("npm", "install", *arguments, *options, f"--registry={registry}", cache, cwd=cwd)
