"""The modules of the wheel with the data of the shipped YAML files, for the build hook.

The shipped spec and the target.yaml of each shipped target are read and checked as in a run. The
vocabulary of masks and the facts about stat types are read; tests check them. `shipped_data`
returns their data in an installed wheel.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from statserver_bindgen import pipeline, resources, shipped_data
from statserver_bindgen.errors import SpecError
from statserver_bindgen.rendering import declarations, targets
from statserver_bindgen.yaml_source.document import read_document

if TYPE_CHECKING:
    from collections.abc import Iterator

_PACKAGE_SOURCE: Final = (
    '"""The data of the shipped YAML files, read when the wheel was built."""\n'
)


def compile_data() -> Iterator[tuple[str, str]]:
    """Yield the name and the Python source of each module.

    Raises:
        BindgenError: a shipped file is not valid.
    """
    modules: dict[str, dict[str, tuple[bytes, Any]]] = {}
    for path, raw, data in _read_files():
        modules.setdefault(shipped_data.module_name(path), {})[path] = (raw, data)
    yield "__init__", _PACKAGE_SOURCE
    for module, files in modules.items():
        yield module, shipped_data.python_source(files)


def _read_files() -> Iterator[tuple[str, bytes, Any]]:
    raw = resources.spec().read_bytes()
    document = read_document(str(resources.spec()), raw)
    if pipeline.load(resources.spec()).diagnostics or document.text != raw.decode():
        raise SpecError("the shipped spec is not valid")
    yield shipped_data.SPEC, raw, document.data
    raw = resources.mask_vocabulary().read_bytes()
    yield shipped_data.MASKS, raw, shipped_data.read_yaml(raw)
    raw = resources.stat_types().read_bytes()
    yield shipped_data.STAT_TYPES, raw, shipped_data.read_yaml(raw)
    for name, directory in targets.discover([resources.templates()]).items():
        raw = (directory / declarations.DECLARATION).read_bytes()
        path = f"templates/{name}/{declarations.DECLARATION}"
        yield path, raw, declarations.read_declaration(directory)
