"""The checks of the table that a JSON Schema can't express.

The valid part of a document goes in, with the identifier rules of the targets; diagnostics come
out.
"""

from __future__ import annotations

from collections import Counter
from fnmatch import fnmatchcase
from itertools import chain
from typing import TYPE_CHECKING, Final

from statserver_bindgen.action import action_id
from statserver_bindgen.diagnostics import Diagnostic, Related
from statserver_bindgen.identifiers import CASES
from statserver_bindgen.rules.schema import EMPTY_VALUE
from statserver_bindgen.rules.table import (
    DUPLICATE_ID,
    IDENTIFIER_COLLISION,
    MODE_NOT_ON_CLASS,
    NAME_TIMING,
    NAME_TIMINGS,
    RESERVED_WORD,
    SCOPE_CLASS,
    SCOPE_MISSING,
    SCOPE_NEEDLESS,
    VERSION_FORM,
)
from statserver_bindgen.terminal_text import escape, listed, quoted
from statserver_bindgen.validation.lifecycle_rules import former_names, lifecycle_versions
from statserver_bindgen.validation.references import FACTS
from statserver_bindgen.versions import version_numbers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from statserver_bindgen.diagnostics import Span
    from statserver_bindgen.identifiers import Identifiers
    from statserver_bindgen.validation.valid_view import ValidView
    from statserver_bindgen.yaml_source.positions import DataPath

VOCABULARY: Final = (
    *("modes", "object_types", "object_classes", "scopes"),
    *("timings", "inferences", "evidence_kinds", "sources"),
)
"""The sections whose entries have a title and a description."""
_COLLIDING: Final = tuple(it for it in VOCABULARY if it not in {"modes", "timings"})


def check(view: ValidView, identifiers: Mapping[str, Identifiers]) -> Iterator[Diagnostic]:
    """Yield the diagnostics of a table, in no particular order.

    Args:
        view: the valid part of a document.
        identifiers: the identifier rules of each target, by the name of the target.
    """
    for check_rule in (_texts, _versions, _scopes, _scope_classes, _modes, _timings):
        yield from check_rule(view)
    yield from _identifiers(view, identifiers)


def _texts(view: ValidView) -> Iterator[Diagnostic]:
    """Yield the free texts without anything to see; an escape can be seen."""
    for path in chain(_titles(view), _notes(view)):
        text = view.get(*path)
        if isinstance(text, str) and text.isspace() and not view.has_escape(path):
            yield EMPTY_VALUE.at(
                view.value_span(path),
                "the text is only whitespace",
                f'write a text, or write the whitespace in double quotes as "{escape(text[0])}"',
            )


def _titles(view: ValidView) -> Iterator[DataPath]:
    """Yield the paths of titles and descriptions."""
    entries: list[DataPath] = [("catalog",)]
    sections = (*VOCABULARY, "known_object_types")
    entries += ((section, key) for section in sections for key in view.keys(section))
    yield from ((*entry, key) for entry in entries for key in ("title", "description"))


def _notes(view: ValidView) -> Iterator[DataPath]:
    """Yield the paths of the notes on sources."""
    entries: list[DataPath] = [(section, key) for section in FACTS for key in view.keys(section)]
    entries += (("actions", row, "meaning") for row in view.keys("actions"))
    for entry in entries:
        for index in view.keys(*entry, "sources"):
            yield (*entry, "sources", index, "note")


def _versions(view: ValidView) -> Iterator[Diagnostic]:
    paths: list[DataPath] = [("catalog", "version"), ("catalog", "release")]
    paths += (("known_names", name, "release") for name in view.keys("known_names"))
    paths += lifecycle_versions(view)
    for path in paths:
        text = view.get(*path)
        if isinstance(text, str) and version_numbers(text) is None:
            what = "release" if path[-1] == "release" else "version"
            yield VERSION_FORM.at(
                view.value_span(path),
                f"the {what} {quoted(text)} is not three numbers joined by dots",
                "write a version such as 1.0.0, without leading zeros",
            )


def _scopes(view: ValidView) -> Iterator[Diagnostic]:
    rows = Counter(name for _, name in _names(view))
    has_unknown_names = rows.total() < len(view.keys("actions"))
    for row, name in _names(view):
        if "scope" in view.keys("actions", row):
            if rows[name] == 1 and not has_unknown_names:
                yield SCOPE_NEEDLESS.at(
                    view.key_span(("actions", row, "scope")),
                    f"{name} has one row only and needs no scope",
                    "remove the scope, or add the other rows of the name",
                )
        elif rows[name] > 1 and not view.is_reported("actions", row, "scope"):
            yield SCOPE_MISSING.at(
                view.value_span(("actions", row, "name")),
                f"{name} has {rows[name]} rows, and this one has no scope",
                f"add a scope: {listed([*view.keys('scopes')])}",
            )


def _scope_classes(view: ValidView) -> Iterator[Diagnostic]:
    for row in view.keys("actions"):
        scope, of_row = (
            view.get("actions", row, "scope"),
            view.get("actions", row, "object_class"),
        )
        of_scope = view.get("scopes", scope, "object_class") if isinstance(scope, str) else None
        is_known = of_scope in view.keys("object_classes")
        if is_known and of_row is not None and of_row != of_scope:
            yield SCOPE_CLASS.at(
                view.value_span(("actions", row, "object_class")),
                f"the scope {scope} belongs to {of_scope}, and this row to {of_row}",
                "correct the scope or the object class",
                related=(_see(view, "the scope", "scopes", scope, "object_class"),),
            )


def _modes(view: ValidView) -> Iterator[Diagnostic]:
    for row in view.keys("actions"):
        key = view.get("actions", row, "object_class")
        path = ("object_classes", key, "modes")
        modes = [view.get(*path, index) for index in view.keys(*path)]
        marked = view.get("actions", row, "restricted_cluster")
        if marked is True and modes and not {None, "restricted_cluster"} & {*modes}:
            yield MODE_NOT_ON_CLASS.at(
                view.value_span(("actions", row, "restricted_cluster")),
                f"no action of {key} works in restricted cluster mode",
                "write false, or correct the object class of the row",
                related=(_see(view, "the modes of the class", "object_classes", key, "modes"),),
            )


def _timings(view: ValidView) -> Iterator[Diagnostic]:
    for row, name in _names(view):
        timing = view.get("actions", row, "timing")
        for pattern, expected in NAME_TIMINGS.items():
            if timing not in (None, expected) and fnmatchcase(name, pattern):
                yield NAME_TIMING.at(
                    view.value_span(("actions", row, "timing")),
                    f"{name} is {timing}, but every action named {pattern} is {expected}",
                    "compare the row with the guide: its name or its timing was misread",
                )


def _identifiers(view: ValidView, identifiers: Mapping[str, Identifiers]) -> Iterator[Diagnostic]:
    ids: dict[str, DataPath] = {}
    names: dict[str, DataPath] = {}
    for row, name in _names(view):
        scope = view.get("actions", row, "scope")
        if scope is None and "scope" in view.keys("actions", row):
            continue
        key = action_id(name, scope)
        path: DataPath = ("actions", row, "name")
        if key in ids:
            yield DUPLICATE_ID.at(
                view.value_span(path),
                f"the id {key} is already used by another row",
                "correct the name or the scope, or remove the row",
                related=(_see(view, "that row", *ids[key]),),
            )
        else:
            ids[key] = path
            names.setdefault(name, path)
    for path, name, scope in former_names(view):
        ids.setdefault(action_id(name, scope), path)
        names.setdefault(name, path)
    yield from _reserved(view, identifiers, ids)

    def span_of_name(name: str) -> Span:
        return view.value_span(names[name])

    yield from _collisions(identifiers, names, span_of_name)
    for section in _COLLIDING:

        def span_of_key(key: str, section: str = section) -> Span:
            return view.key_span((section, key))

        yield from _collisions(identifiers, view.keys(section), span_of_key)


def _reserved(
    view: ValidView, identifiers: Mapping[str, Identifiers], ids: Mapping[str, DataPath]
) -> Iterator[Diagnostic]:
    for target, policy in identifiers.items():
        for key, path in ids.items() if policy.reserved else ():
            identifier = CASES[policy.case](key)
            if identifier in policy.reserved:
                yield RESERVED_WORD.at(
                    view.value_span(path),
                    f"the row becomes {identifier}, which is reserved in the target {target}",
                    "choose another name: the target.yaml lists the reserved identifiers",
                )


def _collisions(
    identifiers: Mapping[str, Identifiers],
    texts: Iterable[str],
    span_of: Callable[[str], Span],
) -> Iterator[Diagnostic]:
    seen: dict[str, dict[str, str]] = {policy.case: {} for policy in identifiers.values()}
    for text in texts:
        # All cases of a text in turn: its parts are in the cache of `identifiers` for so long.
        for case, by_identifier in seen.items():
            identifier = CASES[case](text)
            other = by_identifier.setdefault(identifier, text)
            if other != text:
                targets = [target for target, policy in identifiers.items() if policy.case == case]
                yield IDENTIFIER_COLLISION.at(
                    span_of(text),
                    f"{other} and {text} both become {identifier} in: {', '.join(targets)}",
                    "choose names that differ in more than case and underscores",
                    related=(Related(f"{other} is here", span_of(other)),),
                )


def _names(view: ValidView) -> Iterator[tuple[int, str]]:
    """Yield row and name of each row whose name is view."""
    for row in view.keys("actions"):
        name = view.get("actions", row, "name")
        if isinstance(name, str):
            yield row, name


def _see(view: ValidView, what: str, *path: str | int) -> Related:
    return Related(f"see {what}", view.value_span(path))
