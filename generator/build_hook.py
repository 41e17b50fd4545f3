"""The build hook: compiles the shipped templates into modules of the wheel, and reads its YAML.

Hatchling calls it for each wheel, built from a checkout or from an sdist. An editable install has
no modules: its templates are compiled in memory and its YAML is read in each run, so that an edited
file is used at once.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

PACKAGE = "statserver_bindgen/rendering/precompiled"
DATA = "statserver_bindgen/precompiled_data"


class CustomBuildHook(BuildHookInterface[Any]):
    """Adds `rendering/precompiled` and `precompiled_data` to a wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write the modules to a temporary directory, and add them to the wheel."""
        if version == "editable":
            return
        self._directory = Path(tempfile.mkdtemp())
        (self._directory / "__init__.py").write_text(
            '"""The shipped templates, compiled when the wheel was built."""\n', "utf-8"
        )
        for name, source in _modules(Path(self.root)):
            (self._directory / f"{name}.py").write_text(source, "utf-8")
        build_data["force_include"][str(self._directory)] = PACKAGE
        self._data_directory = Path(tempfile.mkdtemp())
        for name, source in _data_modules(Path(self.root)):
            (self._data_directory / f"{name}.py").write_text(source, "utf-8")
        build_data["force_include"][str(self._data_directory)] = DATA

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Remove the temporary directories."""
        del build_data, artifact_path
        if version != "editable":
            shutil.rmtree(self._directory)
            shutil.rmtree(self._data_directory)


def _modules(root: Path) -> list[tuple[str, str]]:
    sys.path.insert(0, str(root / "generator"))
    try:
        from statserver_bindgen.rendering.loading import precompile

        return [*precompile(root / "templates")]
    finally:
        sys.path.remove(str(root / "generator"))


def _data_modules(root: Path) -> list[tuple[str, str]]:
    sys.path.insert(0, str(root / "generator"))
    try:
        from statserver_bindgen.data_compilation import compile_data

        return [*compile_data()]
    finally:
        sys.path.remove(str(root / "generator"))
