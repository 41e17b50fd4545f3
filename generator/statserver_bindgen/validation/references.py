"""The references of a spec: each id and action name that an entry refers to is defined.

The valid part of a document goes in; a diagnostic for each unknown id or name comes out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeGuard

from statserver_bindgen.rules.table import UNKNOWN_REFERENCE
from statserver_bindgen.suggestions import did_you_mean
from statserver_bindgen.terminal_text import listed, quoted

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from statserver_bindgen.diagnostics import Diagnostic, Span
    from statserver_bindgen.validation.valid_view import ValidView
    from statserver_bindgen.yaml_source.positions import DataPath

FACTS: Final = ("known_names", "known_object_types", "object_type_spellings", "statuses")
"""The sections of facts from outside the table; each entry has evidence and sources."""


def check(view: ValidView) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each unknown reference, in no particular order."""
    yield from _vocabulary(view)
    yield from _rows(view)
    yield from _facts(view)


def _vocabulary(view: ValidView) -> Iterator[Diagnostic]:
    for key in view.keys("object_types"):
        yield from _to(view, "sources", "object_types", key, "source")
    for key in view.keys("scopes"):
        yield from _to(view, "object_classes", "scopes", key, "object_class")
    for key in view.keys("object_classes"):
        yield from _each(view, "object_types", "object_classes", key, "object_types")
    yield from _reasons(view, "catalog")
    yield from _to(view, "sources", "catalog", "source")


def _rows(view: ValidView) -> Iterator[Diagnostic]:
    for row in view.keys("actions"):
        yield from _to(view, "scopes", "actions", row, "scope")
        yield from _to(view, "object_classes", "actions", row, "object_class")
        yield from _reasons(view, "actions", row)
        yield from _to(view, "sources", "actions", row, "source")
        if view.keys("actions", row, "meaning"):
            yield from _provenance(view, "actions", row, "meaning")


def _facts(view: ValidView) -> Iterator[Diagnostic]:
    for section in FACTS:
        for key in view.keys(section):
            yield from _provenance(view, section, key)
    for key in view.keys("object_type_spellings"):
        yield from _to(view, "object_types", "object_type_spellings", key, "object_type")
    for key in view.keys("statuses"):
        for object_type in view.keys("statuses", key, "ranks"):
            if _is_unknown(object_type, view, "object_types"):
                span = view.key_span(("statuses", key, "ranks", object_type))
                yield _unknown("object_types", view.keys("object_types"), object_type, span)
        yield from _each(view, "object_types", "statuses", key, "unranked")
    names = {view.get("actions", row, "name"): None for row in view.keys("actions")}
    if None not in names:  # the name of a row may be the one that an entry refers to
        yield from _actions(view, names)


def _actions(view: ValidView, names: Collection[str]) -> Iterator[Diagnostic]:
    for key in view.keys("known_names"):
        for index in view.keys("known_names", key, "actions"):
            path: DataPath = ("known_names", key, "actions", index)
            name = view.get(*path)
            if isinstance(name, str) and name not in names:
                yield _unknown("actions", names, name, view.value_span(path))
    for key in view.keys("statuses"):
        if key not in names:
            yield _unknown("actions", names, key, view.key_span(("statuses", key)))


def _provenance(view: ValidView, *entry: str | int) -> Iterator[Diagnostic]:
    yield from _to(view, "evidence_kinds", *entry, "evidence")
    for index in view.keys(*entry, "sources"):
        yield from _to(view, "sources", *entry, "sources", index, "source")


def _reasons(view: ValidView, *entry: str | int) -> Iterator[Diagnostic]:
    for field in view.keys(*entry, "inferred"):
        yield from _to(view, "inferences", *entry, "inferred", field)


def _each(view: ValidView, section: str, *path: str | int) -> Iterator[Diagnostic]:
    for index in view.keys(*path):
        yield from _to(view, section, *path, index)


def _to(view: ValidView, section: str, *path: str | int) -> Iterator[Diagnostic]:
    text = view.get(*path)
    if _is_unknown(text, view, section):
        yield _unknown(section, view.keys(section), text, view.value_span(path))


def _is_unknown(text: object, view: ValidView, section: str) -> TypeGuard[str]:
    """Return whether a section lacks an id; one that is reported may define it."""
    if not isinstance(text, str):
        return False
    ids = view.get(section)
    return text not in ids if ids is not None else not view.is_reported(section)


def _unknown(section: str, ids: Collection[str], text: str, span: Span) -> Diagnostic:
    choices = f"use one of: {listed([*ids])}" if ids else f"add the section {section}"
    return UNKNOWN_REFERENCE.at(
        span,
        f"there is no {quoted(text)} under {section}",
        did_you_mean(text, ids) or choices,
    )
