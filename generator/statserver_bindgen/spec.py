"""The way of a spec: bytes, to a catalog or to diagnostics.

What comes in: the bytes of a spec, and how the targets name symbols. What goes out: a `Catalog`
when nothing is wrong, and whatever there is to say. Every command reads specs here.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from statserver_bindgen import resources
from statserver_bindgen.catalog import Catalog, build_catalog
from statserver_bindgen.diagnostics import Diagnostic, in_order
from statserver_bindgen.validation import schema, table_rules
from statserver_bindgen.validation.valid_view import Sound
from statserver_bindgen.yaml_source.document import read_document

if TYPE_CHECKING:
    from collections.abc import Mapping

    from statserver_bindgen.identifiers import Identifiers


class Loaded(NamedTuple):
    """A spec, read.

    Attributes:
        catalog: the catalog, or None where a diagnostic is an error.
        diagnostics: what is wrong, in the order of the file.
        text: the spec as text, to show lines of.
    """

    catalog: Catalog | None
    diagnostics: tuple[Diagnostic, ...]
    text: str


def load(file: str, raw: bytes, policies: Mapping[str, Identifiers]) -> Loaded:
    """Return the catalog that a spec describes, or what is wrong with it: everything at once.

    Args:
        file: the name of the spec as diagnostics show it.
        raw: its bytes.
        policies: how each target names symbols, by the target's name.
    """
    document = read_document(file, raw)
    problems = [*document.diagnostics]
    if document.complete:
        found, broken = schema.check(document, json.loads(resources.spec_schema().read_bytes()))
        problems += found
        problems += table_rules.check(Sound(document, broken | document.poisoned), policies)
    wrong = any(it.severity == "error" for it in problems)
    catalog = None if wrong or not document.complete else build_catalog(document.data)
    return Loaded(catalog, in_order(problems), document.text)
