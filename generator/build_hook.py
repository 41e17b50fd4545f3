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
DATA = "statserver_bindgen/precompiled_data.py"


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
        data = self._data_directory / "precompiled_data.py"
        data.write_text(_data_source(Path(self.root)), "utf-8")
        build_data["force_include"][str(data)] = DATA

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


def _data_source(root: Path) -> str:
    sys.path.insert(0, str(root / "generator"))
    try:
        from statserver_bindgen import mask_vocabulary, resources, shipped_data
        from statserver_bindgen.rendering import targets

        vocabulary = resources.mask_vocabulary().read_bytes()
        files = {"spec/masks.yaml": (vocabulary, mask_vocabulary.read_data(vocabulary))}
        for name, directory in targets.discover([resources.templates()]).items():
            raw = (directory / targets.DECLARATION).read_bytes()
            path = f"templates/{name}/{targets.DECLARATION}"
            files[path] = (raw, targets.read_declaration(directory))
        return shipped_data.python_source(files)
    finally:
        sys.path.remove(str(root / "generator"))
