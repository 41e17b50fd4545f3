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
from typing import TYPE_CHECKING, Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

if TYPE_CHECKING:
    from collections.abc import Iterator

PRECOMPILED = "statserver_bindgen/rendering/precompiled"
DATA = "statserver_bindgen/precompiled_data"
RELEASES = "spec/releases"


class CustomBuildHook(BuildHookInterface[Any]):
    """Adds `rendering/precompiled`, `precompiled_data` and the releases to a wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write the modules to a temporary directory, and add them to the wheel."""
        if version == "editable":
            return
        self._directory = Path(tempfile.mkdtemp())
        for package, name, source in _modules(Path(self.root)):
            path = self._directory / package / f"{name}.py"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(source, "utf-8")
        for package in (PRECOMPILED, DATA):
            build_data["force_include"][str(self._directory / package)] = package
        releases = Path(self.root, RELEASES)
        if releases.is_dir():
            build_data["force_include"][str(releases)] = f"statserver_bindgen/{RELEASES}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Remove the temporary directory."""
        del build_data, artifact_path
        if version != "editable":
            shutil.rmtree(self._directory)


def _modules(root: Path) -> Iterator[tuple[str, str, str]]:
    """Yield the package, the name and the source of each module, made by the tool of the root."""
    sys.path.insert(0, str(root / "generator"))
    try:
        from statserver_bindgen.data_compilation import compile_data
        from statserver_bindgen.rendering.loading import precompile

        yield (
            PRECOMPILED,
            "__init__",
            '"""Shipped templates, compiled when the wheel was built."""\n',
        )
        for name, source in precompile(root / "templates"):
            yield PRECOMPILED, name, source
        for name, source in compile_data():
            yield DATA, name, source
    finally:
        sys.path.remove(str(root / "generator"))
