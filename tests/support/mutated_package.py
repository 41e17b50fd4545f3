"""The generated Python package with changed sources, imported from memory.

`PythonPackage` has the sources of the package of a catalog. `imported` gives the runner of the
conformance corpus for them; unchanged modules are compiled once.
"""

from __future__ import annotations

import importlib.abc
import importlib.util
import runpy
import sys
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from support.checkout import ROOT
from support.generated import rendered

if TYPE_CHECKING:
    from collections.abc import Generator, Mapping, Sequence
    from importlib.machinery import ModuleSpec
    from types import CodeType, ModuleType

    from statserver_bindgen.catalog import Catalog

NAME: Final = "statserver_actions"
RUNNER: Final = ROOT / "tests" / "python" / "conformance.py"
_DIRECTORY: Final = f"src/{NAME}/"


def read_sources(catalog: Catalog) -> Mapping[str, str]:
    """Return the sources of the package of a catalog, by the names of its modules."""
    return {
        path.removeprefix(_DIRECTORY).removesuffix(".py"): text
        for path, text in rendered(catalog, "python").items()
        if path.startswith(_DIRECTORY) and path.endswith(".py")
    }


@contextmanager
def imported_runner(sources: Mapping[str, str]) -> Generator[Mapping[str, Any]]:
    """Give the names of the runner, which has imported the package with these sources.

    Another package with the same name is back at the end.
    """
    finder = _Finder(sources)
    others = _imported_modules()
    _forget(others)
    sys.meta_path.insert(0, finder)
    try:
        yield runpy.run_path(str(RUNNER))
    finally:
        sys.meta_path.remove(finder)
        _forget(_imported_modules())
        sys.modules.update(others)


class _Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Finds and executes the modules of the package."""

    def __init__(self, sources: Mapping[str, str]) -> None:
        self._sources = sources

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        del path, target
        package, _, module = fullname.partition(".")
        if package != NAME or (module or "__init__") not in self._sources:
            return None
        return importlib.util.spec_from_loader(fullname, self, is_package=not module)

    def exec_module(self, module: ModuleType) -> None:
        name = module.__name__.partition(".")[2] or "__init__"
        exec(_compile(self._sources[name], f"{name}.py"), module.__dict__)  # noqa: S102 - rendered by a test


@cache
def _compile(source: str, name: str) -> CodeType:
    return compile(source, name, "exec", dont_inherit=True)


def _imported_modules() -> dict[str, ModuleType]:
    return {name: it for name, it in sys.modules.items() if name.partition(".")[0] == NAME}


def _forget(modules: Mapping[str, ModuleType]) -> None:
    for name in modules:
        del sys.modules[name]
