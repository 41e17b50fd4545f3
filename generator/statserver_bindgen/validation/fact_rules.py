"""The checks of facts from outside the table that a JSON Schema can't express.

The valid part of a document goes in; diagnostics come out. `references` checks the ids and the
names that facts refer to.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from statserver_bindgen.diagnostics import Related
from statserver_bindgen.rules.facts import (
    ACTIONS_OF_KINDS,
    AMBIGUOUS_NAME,
    DUPLICATE_STATUS,
    KNOWN_NAME_KIND,
    RELEASE_NOT_LATER,
    STATUS_ACTION,
)
from statserver_bindgen.terminal_text import listed
from statserver_bindgen.versions import version_numbers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from statserver_bindgen.diagnostics import Diagnostic, Span
    from statserver_bindgen.validation.valid_view import ValidView
    from statserver_bindgen.yaml_source.positions import DataPath

    FindSpan = Callable[[], Span]

_SINGLE: Final = frozenset({"variant", "other_name"})


def check(view: ValidView) -> Iterator[Diagnostic]:
    """Yield the diagnostics of the facts, in no particular order."""
    yield from _ambiguous_names(view)
    yield from _ambiguous_object_types(view)
    yield from _kinds(view)
    yield from _releases(view)
    yield from _status_actions(view)
    yield from _duplicateversion_numbers(view)
    yield from _duplicate_ranks(view)


def _ambiguous_names(view: ValidView) -> Iterator[Diagnostic]:
    names: dict[str, tuple[str, FindSpan]] = {}
    known_names = {name.lower() for name in view.keys("known_names")}
    for row in view.keys("actions"):
        name = view.get("actions", row, "name")
        if isinstance(name, str) and name.lower() in known_names:
            find_span = partial(view.value_span, ("actions", row, "name"))
            names.setdefault(name.lower(), (name, find_span))
    yield from _ambiguous(view, names, "known_names", str.lower)


def _ambiguous_object_types(view: ValidView) -> Iterator[Diagnostic]:
    types: dict[str, tuple[str, FindSpan]] = {
        key: (key, partial(view.key_span, ("object_types", key)))
        for key in view.keys("object_types")
    }
    for section in ("known_object_types", "object_type_spellings"):
        yield from _ambiguous(view, types, section, str)


def _ambiguous(
    view: ValidView,
    texts: dict[str, tuple[str, FindSpan]],
    section: str,
    fold: Callable[[str], str],
) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each key of a section that is in texts already, and add the keys."""
    for key in view.keys(section):
        entry = (key, partial(view.key_span, (section, key)))
        first = texts.setdefault(fold(key), entry)
        if first is not entry:
            other, find_span = first
            yield AMBIGUOUS_NAME.at(
                view.key_span((section, key)),
                f"{key} is already defined" + ("" if key == other else f", as {other}"),
                "remove one of the two, or correct its name",
                related=(Related("see the other one", find_span()),),
            )


def _kinds(view: ValidView) -> Iterator[Diagnostic]:
    for name in view.keys("known_names"):
        entry: DataPath = ("known_names", name)
        kind, keys = view.get(*entry, "kind"), view.keys(*entry)
        if not isinstance(kind, str):
            continue
        count, allowed = len(view.keys(*entry, "actions")), ACTIONS_OF_KINDS.get(kind)
        if allowed is None and "actions" in keys:
            yield KNOWN_NAME_KIND.at(
                view.key_span((*entry, "actions")),
                f"the kind {kind} has no actions, and {name} lists some",
                f"remove the actions, or use a kind that has some: {listed([*ACTIONS_OF_KINDS])}",
            )
        elif allowed and not view.is_reported(*entry, "actions") and not count:
            yield KNOWN_NAME_KIND.at(
                view.value_span((*entry, "kind")),
                f"the kind {kind} has {allowed}, and {name} lists none",
                "add the key actions with action names of the table",
            )
        elif kind in _SINGLE and count > 1:
            yield KNOWN_NAME_KIND.at(
                view.value_span((*entry, "actions")),
                f"the kind {kind} has {allowed}, and {name} lists {count}",
                "keep one action, or use the kind everyday_word",
            )
        if "release" in keys and kind != "later_release":
            yield KNOWN_NAME_KIND.at(
                view.key_span((*entry, "release")),
                f"the kind {kind} has no release, and {name} has one",
                "remove the release, or use the kind later_release",
            )


def _releases(view: ValidView) -> Iterator[Diagnostic]:
    described = version_numbers(view.get("catalog", "release"))
    for name in view.keys("known_names"):
        path: DataPath = ("known_names", name, "release")
        text = view.get(*path)
        release = version_numbers(text)
        is_later_kind = view.get("known_names", name, "kind") == "later_release"
        if described and release and is_later_kind and release <= described:
            yield RELEASE_NOT_LATER.at(
                view.value_span(path),
                f"the release {text} of {name} is not later than that of the catalog",
                "correct the release, or change the kind of the name",
                related=(
                    Related(
                        "see the release of the catalog", view.value_span(("catalog", "release"))
                    ),
                ),
            )


def _status_actions(view: ValidView) -> Iterator[Diagnostic]:
    if not view.keys("statuses"):
        return
    rows = _rows_by_name(view)
    for name in view.keys("statuses"):
        classes = rows.get(name)
        if classes is None or None in classes.values():  # unknown, or reported
            continue
        durable = {of for of, timing in classes.items() if timing == "durable"}
        if not durable:
            timings = sorted({str(it) for it in classes.values()})
            yield STATUS_ACTION.at(
                view.key_span(("statuses", name)),
                f"{name} is {listed(timings)}, and a status is durable",
                "remove the status, or correct the timing of the row",
            )
            continue
        types = {
            view.get("object_classes", of, "object_types", index)
            for of in durable
            for index in view.keys("object_classes", of, "object_types")
        }
        for object_type, find_span in _types_of(view, name):
            if None not in types and object_type not in types:
                yield STATUS_ACTION.at(
                    find_span(),
                    f"{name} is not a durable action of {object_type}",
                    f"remove {object_type}, or correct the object class of the row",
                )


def _rows_by_name(view: ValidView) -> Mapping[str, dict[str, object]]:
    """Return the timing of the rows of each name by their object class; None is a reported one."""
    rows: dict[str, dict[str, object]] = {}
    for row in view.keys("actions"):
        name, of = view.get("actions", row, "name"), view.get("actions", row, "object_class")
        if isinstance(name, str) and "removed" not in view.keys("actions", row):
            timing = view.get("actions", row, "timing") if isinstance(of, str) else None
            timings = rows.setdefault(name, {})
            timings[str(of)] = "durable" if timings.get(str(of)) == "durable" else timing
    return rows


def _types_of(view: ValidView, name: str) -> Iterator[tuple[str, FindSpan]]:
    """Yield the object types of a status that are defined, each with a function for its span."""
    defined = view.keys("object_types")
    for key in view.keys("statuses", name, "ranks"):
        if key in defined:
            yield key, partial(view.key_span, ("statuses", name, "ranks", key))
    for index in view.keys("statuses", name, "unranked"):
        path: DataPath = ("statuses", name, "unranked", index)
        if (key := view.get(*path)) in defined:
            yield key, partial(view.value_span, path)


def _duplicateversion_numbers(view: ValidView) -> Iterator[Diagnostic]:
    paths: list[DataPath] = [("statuses", name, "number") for name in view.keys("statuses")]
    yield from _duplicates(view, "the number", paths)


def _duplicate_ranks(view: ValidView) -> Iterator[Diagnostic]:
    paths: dict[str, list[DataPath]] = {}
    for name in view.keys("statuses"):
        ranks: DataPath = ("statuses", name, "ranks")
        for key in view.keys(*ranks):
            paths.setdefault(key, []).append((*ranks, key))
        for index in view.keys("statuses", name, "unranked"):
            path: DataPath = ("statuses", name, "unranked", index)
            key = view.get(*path)
            if key in view.keys(*ranks):
                yield DUPLICATE_STATUS.at(
                    view.value_span(path),
                    f"{name} has a rank on {key}, and is unranked there",
                    "remove one of the two",
                    related=(Related("see the rank", view.value_span((*ranks, key))),),
                )
    for key, of_type in paths.items():
        yield from _duplicates(view, f"on {key}, the rank", of_type)


def _duplicates(view: ValidView, what: str, paths: Iterable[DataPath]) -> Iterator[Diagnostic]:
    first: dict[object, DataPath] = {}
    for path in paths:
        value = view.get(*path)
        other = first.setdefault(value, path)
        if value is not None and other != path:
            yield DUPLICATE_STATUS.at(
                view.value_span(path),
                f"{what} {value} already belongs to {other[1]}",
                "correct one of the two",
                related=(Related("see the other one", view.value_span(other)),),
            )
