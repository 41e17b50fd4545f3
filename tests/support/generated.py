"""Catalogs from generated specs, and packages that targets render or write for them."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from statserver_bindgen import resources
from statserver_bindgen.rendering import renderer, targets
from support.catalogs import as_yaml
from support.specs import load_spec

if TYPE_CHECKING:
    from collections.abc import Mapping

    from statserver_bindgen.catalog import Catalog


FIXTURE: Final = Path(__file__).with_name("catalog.yaml")
"""The spec of the fixture catalog."""
ODD: Final = Path(__file__).with_name("odd_catalog.yaml")
"""The spec of the odd catalog."""
LIFECYCLE: Final = Path(__file__).with_name("lifecycle_catalog.yaml")
"""The spec of the lifecycle catalog."""


@cache
def _targets() -> Mapping[str, targets.Target]:
    return {it.name: it for it in targets.select((), [resources.templates()])}


def loaded(data: dict[str, Any]) -> Catalog:
    """Return the catalog of a spec that must be valid, read as a user's file."""
    return _loaded("drawn.yaml", as_yaml(data))


def loaded_text(name: str, text: str) -> Catalog:
    """Return the catalog of the text of a spec that must be valid."""
    return _loaded(name, text.encode())


@cache
def fixture_catalog() -> Catalog:
    """Return the fixture catalog, whose rows tests can name."""
    return _loaded(FIXTURE.name, FIXTURE.read_bytes())


@cache
def odd_catalog() -> Catalog:
    """Return the odd catalog: names and types at the limits of the rules."""
    return _loaded(ODD.name, ODD.read_bytes())


@cache
def lifecycle_catalog() -> Catalog:
    """Return the lifecycle catalog: names that are deprecated, renamed, split and removed."""
    return _loaded(LIFECYCLE.name, LIFECYCLE.read_bytes())


def _loaded(name: str, raw: bytes) -> Catalog:
    policies = {it.name: it.identifiers for it in _targets().values()}
    result = load_spec(raw, policies, name)
    assert result.diagnostics == ()
    assert result.catalog is not None
    return result.catalog


def rendered(catalog: Catalog, target: str) -> dict[str, str]:
    """Return the artifacts of a target by path."""
    return {it.path: it.text for it in renderer.render(catalog, _targets()[target])}


def written(catalog: Catalog, target: str, directory: Path) -> Path:
    """Write the artifacts of a target and return their directory."""
    for path, text in rendered(catalog, target).items():
        (directory / path).parent.mkdir(parents=True, exist_ok=True)
        (directory / path).write_text(text, encoding="utf-8", newline="\n")
    return directory
