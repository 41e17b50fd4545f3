"""The declaration of a target: the data of its target.yaml, checked by its schema."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from statserver_bindgen import resources, shipped_data
from statserver_bindgen.errors import TargetError
from statserver_bindgen.rendering import template_files

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

DECLARATION: Final = "target.yaml"


def read_declaration(directory: Path) -> Mapping[str, Any]:
    """Return the data of a target.yaml.

    That of a shipped target is read and checked when the wheel is built.

    Raises:
        TargetError: the file is not valid; the error carries the diagnostics.
    """
    path = directory / DECLARATION
    raw = template_files.read_bytes(directory, DECLARATION)
    if raw is None:
        raise TargetError(f"{path} is missing; create it")
    if directory.parent == resources.templates():
        shipped = shipped_data.find_data(f"templates/{directory.name}/{DECLARATION}", raw)
        if shipped is not None:
            declaration: Mapping[str, Any] = shipped
            return declaration
    return _checked_data(path, raw)


def _checked_data(path: Path, raw: bytes) -> Mapping[str, Any]:
    from statserver_bindgen.validation import schema
    from statserver_bindgen.yaml_source.document import read_document

    document = read_document(str(path), raw)
    diagnostics = [*document.diagnostics]
    if document.complete:
        target_schema = json.loads(resources.target_schema().read_bytes())
        diagnostics += schema.check(document, target_schema).diagnostics
    if diagnostics:
        raise TargetError(f"{path} is not a valid target declaration", diagnostics)
    declaration: Mapping[str, Any] = document.data
    return declaration
