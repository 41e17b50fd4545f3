"""The data of the shipped YAML files, read when the wheel is built.

`find_data` returns the data of a shipped file in an installed wheel. The data is used only if the
bytes of the file are those that were read. In a checkout it returns None, so that an edited file
is used at once.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

PACKAGE: Final = "statserver_bindgen.precompiled_data"
SPEC: Final = "spec/actions.yaml"
MASKS: Final = "spec/masks.yaml"
STAT_TYPES: Final = "spec/stat_types.yaml"

_MODULES: Final = {SPEC: "spec", MASKS: "masks", STAT_TYPES: "stat_types"}


def find_data(path: str, raw: bytes) -> Any | None:
    """Return the data of a shipped YAML file, or None if the file must be read.

    Callers share the data, and must not change it.

    Args:
        path: the path of the file among the shipped ones, e.g. `spec/masks.yaml`.
        raw: the bytes of the file.
    """
    source, data = load_files(module_name(path)).get(path, (None, None))
    return data if source == raw else None


def read_yaml(raw: bytes) -> Mapping[str, Any]:
    """Return the data of a shipped file that is not checked at run time: a test does that."""
    import yaml

    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    data: Mapping[str, Any] = yaml.load(raw, loader)  # noqa: S506 - both are safe
    return data


def module_name(path: str) -> str:
    """Return the name of the module of a file. Few runs need all of them."""
    return _MODULES.get(path, "targets")


def python_source(files: Mapping[str, tuple[bytes, Any]]) -> str:
    """Return the source of a module, with the bytes and the data of each of its files."""
    entries = "".join(f"    {path!r}: {entry!r},\n" for path, entry in sorted(files.items()))
    return (
        '"""The data of shipped YAML files, read when the wheel was built."""\n\n'
        f"FILES = {{\n{entries}}}\n"
    )


@cache
def load_files(module: str) -> Mapping[str, tuple[bytes, Any]]:
    """Return the bytes and the data of each file of a module; nothing in a checkout."""
    try:
        files: Mapping[str, tuple[bytes, Any]] = import_module(f"{PACKAGE}.{module}").FILES
    except ModuleNotFoundError:  # a checkout
        return {}
    return files
