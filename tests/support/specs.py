"""Specs as text or bytes, loaded as a file of a user would be."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from statserver_bindgen import pipeline, resources
from statserver_bindgen.rendering.targets import Target

if TYPE_CHECKING:
    from collections.abc import Mapping

    from statserver_bindgen.catalog import Catalog
    from statserver_bindgen.identifiers import Identifiers
    from statserver_bindgen.validation.specs import LoadedSpec


def load_spec(
    raw: bytes, identifiers: Mapping[str, Identifiers] | None = None, file: str = "it.yaml"
) -> LoadedSpec:
    """Load a spec from bytes.

    Args:
        raw: the bytes.
        identifiers: how targets name symbols, by target; no target by default.
        file: the name of the spec in diagnostics.
    """
    targets = [
        Target(name, Path(), name, name, rule, (), ()) for name, rule in (identifiers or {}).items()
    ]
    return pipeline.load(BytesIO(raw), targets, name=file)


def shipped_catalog() -> Catalog:
    """Return the catalog of the shipped spec."""
    catalog = pipeline.load(resources.spec(), ()).catalog
    assert catalog is not None
    return catalog
