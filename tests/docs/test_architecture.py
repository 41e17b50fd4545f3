"""docs/architecture.md names the packages and modules of the tool as they are."""

from __future__ import annotations

import re
from typing import Final

import pytest

from support import markdown_pages
from support.checkout import ROOT

PACKAGE: Final = ROOT / "generator/statserver_bindgen"
PAGE: Final = markdown_pages.read((ROOT / "docs/architecture.md").read_text("utf-8"))
TEXT: Final = (ROOT / "docs/architecture.md").read_text("utf-8")


def listed() -> list[str]:
    """Return the packages and modules in the table of packages."""
    (table,) = (it for it in PAGE.tables if it[0] == ("package or module", "concern"))
    return [name for names, _ in table[1:] for name in names.split(", ")]


def test_every_package_and_module_is_listed_once() -> None:
    modules = [
        path
        for path in PACKAGE.iterdir()
        if path.suffix == ".py" or (path / "__init__.py").exists()
    ]

    assert sorted(listed()) == sorted(it.stem for it in modules if not it.stem.startswith("__"))


@pytest.mark.parametrize("path", sorted({*re.findall(r"`([\w/.-]+/[\w/.-]*)`", TEXT)}))
def test_every_path_exists(path: str) -> None:
    assert (PACKAGE / path).exists() or (ROOT / path).exists()


@pytest.mark.parametrize("module", sorted({*re.findall(r"`(\w+\.py)`", TEXT)}))
def test_every_module_exists(module: str) -> None:
    assert (PACKAGE / module).exists()
