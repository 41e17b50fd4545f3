"""YAML texts read in one call: as a document, as PyYAML reads them, or as their diagnostics."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import yaml

from statserver_bindgen.validation.fast_accept import is_list, is_mapping
from statserver_bindgen.yaml_source.document import Document, read_document
from statserver_bindgen.yaml_source.limits import LIMITS, Limits

if TYPE_CHECKING:
    from collections.abc import Iterator

    from statserver_bindgen.yaml_source.positions import DataPath

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read(text: str | bytes, limits: Limits = LIMITS) -> Document:
    """Return the document of a text or of the bytes of a file."""
    return read_document("file.yaml", text.encode() if isinstance(text, str) else text, limits)


def pyyaml(text: str | bytes) -> Any:
    """Return the data that PyYAML reads from a text."""
    return yaml.load(text, Loader=LOADER)  # noqa: S506 - either is a safe loader


def positions(text: str | bytes, limits: Limits = LIMITS) -> list[tuple[str, int, int]]:
    """Return rule, line and column of each diagnostic."""
    return [
        (diagnostic.rule.id, diagnostic.span.line, diagnostic.span.column)
        for diagnostic in read(text, limits).diagnostics
    ]


def rule_ids(text: str | bytes) -> list[str]:
    """Return the rule of each diagnostic."""
    return [diagnostic.rule.id for diagnostic in read(text).diagnostics]


def values(data: Any, path: DataPath = ()) -> Iterator[tuple[DataPath, Any]]:
    """Yield the path and the value of the data and of each part of it."""
    yield path, data
    if is_mapping(data):
        for key, value in data.items():
            yield from values(value, (*path, key))
    elif is_list(data):
        for index, value in enumerate(data):
            yield from values(value, (*path, index))
