"""YAML read in one word, for the tests of reading: text, to a document or to what is told of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import yaml

from statserver_bindgen.validation.data import is_list, is_mapping
from statserver_bindgen.yaml_source import document
from statserver_bindgen.yaml_source.limits import LIMITS, Limits

if TYPE_CHECKING:
    from collections.abc import Iterator

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read(text: str | bytes, limits: Limits = LIMITS) -> document.Document:
    """Return what a text or the bytes of a file hold."""
    return document.read_document(
        "it.yaml", text.encode() if isinstance(text, str) else text, limits
    )


def pyyaml(text: str | bytes) -> Any:
    """Return what PyYAML makes of a text."""
    return yaml.load(text, Loader=LOADER)  # noqa: S506 - either is a safe loader


def told(text: str | bytes, limits: Limits = LIMITS) -> list[tuple[str, int, int]]:
    """Return rule, line and column of each problem."""
    return [(it.rule.id, it.span.line, it.span.column) for it in read(text, limits).diagnostics]


def rules(text: str | bytes) -> list[str]:
    """Return the rule of each problem."""
    return [it.rule.id for it in read(text).diagnostics]


def paths(data: Any, path: document.Path = ()) -> Iterator[tuple[document.Path, Any]]:
    """Yield the path and the value of the data and of each part of it."""
    yield path, data
    if is_mapping(data):
        for key, value in data.items():
            yield from paths(value, (*path, key))
    elif is_list(data):
        for index, value in enumerate(data):
            yield from paths(value, (*path, index))
