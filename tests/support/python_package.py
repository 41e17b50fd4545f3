"""The generated Python package of this checkout, imported into the process of the tests."""

from __future__ import annotations

import importlib
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest

from support.checkout import ROOT

if TYPE_CHECKING:
    from collections.abc import Generator
    from types import ModuleType


@contextmanager
def imported_package() -> Generator[Any]:
    """Give the package of this checkout, also if another one with its name is imported.

    The modules of the other package are back at the end. Modules that the package imports on first
    use are those of the checkout inside.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "path", [str(ROOT / "out" / "python" / "src"), *sys.path])
        patch.setattr(sys, "dont_write_bytecode", True)
        others = _imported_modules()
        _forget(others)
        yield importlib.import_module("statserver_actions")
        _forget(_imported_modules())
        sys.modules.update(others)


def _imported_modules() -> dict[str, ModuleType]:
    return {
        name: module
        for name, module in sys.modules.items()
        if name.partition(".")[0] == "statserver_actions"
    }


def _forget(modules: dict[str, ModuleType]) -> None:
    for name in modules:
        del sys.modules[name]
