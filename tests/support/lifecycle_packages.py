"""TypeScript packages of catalogs with a history, built in the project of a consumer."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from support.generated import written
from support.npm_package import NEWEST, TOOLS, tsc
from support.programs import run

if TYPE_CHECKING:
    from pathlib import Path

    from statserver_bindgen.catalog import Catalog


def write_project(catalog: Catalog, directory: Path) -> Path:
    """Write a project that has the built package of a catalog, with both of its builds."""
    # In node_modules, the compiler writes no CommonJS modules.
    package = written(catalog, "typescript", directory / "package")
    tsc(NEWEST, cwd=package)
    tsc(NEWEST, "-p", "tsconfig.cjs.json", cwd=package)
    run("node", "finish-build.mjs", cwd=package)
    modules = directory / "node_modules"
    modules.mkdir()
    package.rename(modules / "statserver-actions")
    shutil.copy(TOOLS / "consumer" / "tsconfig.json", directory)
    (directory / "package.json").write_text('{ "type": "module" }\n', "utf-8")
    return directory
