"""What a spec must satisfy beyond its schema: the rules, each with its id, reason and examples.

What comes in: the sound part of a document, and how the targets name symbols. What goes out:
diagnostics.
"""

from __future__ import annotations

import re
from collections import Counter
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Final

from statserver_bindgen.catalog import action_id
from statserver_bindgen.diagnostics import Diagnostic, Related
from statserver_bindgen.identifiers import CASES
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
    UNKNOWN_REFERENCE,
    VERSION_FORM,
)
from statserver_bindgen.suggestions import did_you_mean
from statserver_bindgen.terminal_text import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from statserver_bindgen.diagnostics import Span
    from statserver_bindgen.identifiers import Identifiers
    from statserver_bindgen.validation.valid_view import Sound
    from statserver_bindgen.yaml_source.document import Path

_VERSION: Final = re.compile(r"(0|[1-9][0-9]*)(\.(0|[1-9][0-9]*)){2}\Z")


def check(sound: Sound, policies: Mapping[str, Identifiers]) -> Iterator[Diagnostic]:
    """Yield what the sound part of a document does wrong, in no particular order.

    Args:
        sound: what the reader and the schema left standing.
        policies: how each target names symbols, by the target's name.
    """
    for rule in (_versions, _references, _scopes, _scope_classes, _modes, _timings):
        yield from rule(sound)
    yield from _identifiers(sound, policies)


def _versions(sound: Sound) -> Iterator[Diagnostic]:
    for key in ("version", "release"):
        text = sound.get("catalog", key)
        if isinstance(text, str) and not _VERSION.match(text):
            yield VERSION_FORM.at(
                sound.value_span(("catalog", key)),
                f"the {key} {quoted(text)} is not three numbers joined by dots",
                "write it as 1.0.0: no leading zeros, nothing before or after",
            )


def _references(sound: Sound) -> Iterator[Diagnostic]:
    def to(section: str, *path: str | int) -> Iterator[Diagnostic]:
        text, known = sound.get(*path), sound.keys(section)
        if isinstance(text, str) and sound.get(section) is not None and text not in known:
            yield UNKNOWN_REFERENCE.at(
                sound.value_span(path),
                f"there is no {quoted(text)} under {section}",
                did_you_mean(text, known) or f"there are: {', '.join(known)}",
            )

    def reasons(*path: str | int) -> Iterator[Diagnostic]:
        for field in sound.keys(*path, "inferred"):
            yield from to("inferences", *path, "inferred", field)

    for key in sound.keys("scopes"):
        yield from to("object_classes", "scopes", key, "object_class")
    for key in sound.keys("object_classes"):
        for index in sound.keys("object_classes", key, "object_types"):
            yield from to("object_types", "object_classes", key, "object_types", index)
    yield from reasons("catalog")
    yield from to("sources", "catalog", "source")
    for row in sound.keys("actions"):
        yield from to("scopes", "actions", row, "scope")
        yield from to("object_classes", "actions", row, "object_class")
        yield from reasons("actions", row)
        yield from to("sources", "actions", row, "source")


def _scopes(sound: Sound) -> Iterator[Diagnostic]:
    rows = Counter(name for _, name in _names(sound))
    for row, name in _names(sound):
        keys = sound.keys("actions", row)
        if rows[name] > 1 and "scope" not in keys:
            yield SCOPE_MISSING.at(
                sound.value_span(("actions", row, "name")),
                f"{name} stands on {rows[name]} rows; this one has no scope to tell it apart",
                f"add a scope after the name: {', '.join(sound.keys('scopes'))}",
            )
        elif rows[name] == 1 and "scope" in keys:
            yield SCOPE_NEEDLESS.at(
                sound.key_span(("actions", row, "scope")),
                f"{name} stands on one row only and needs no scope",
                "take the scope out, or add the other rows of the name",
            )


def _scope_classes(sound: Sound) -> Iterator[Diagnostic]:
    for row in sound.keys("actions"):
        scope, of_row = (
            sound.get("actions", row, "scope"),
            sound.get("actions", row, "object_class"),
        )
        of_scope = sound.get("scopes", scope, "object_class") if isinstance(scope, str) else None
        known = of_scope in sound.keys("object_classes")
        if known and of_row is not None and of_row != of_scope:
            yield SCOPE_CLASS.at(
                sound.value_span(("actions", row, "object_class")),
                f"the scope {scope} belongs to {of_scope}, but this row is of {of_row}",
                "change the one or the other: a row's bracket and its column say the same thing",
                related=(_see(sound, "the scope", "scopes", scope, "object_class"),),
            )


def _modes(sound: Sound) -> Iterator[Diagnostic]:
    for row in sound.keys("actions"):
        key = sound.get("actions", row, "object_class")
        modes = sound.get("object_classes", key, "modes") if isinstance(key, str) else None
        marked = sound.get("actions", row, "restricted_cluster")
        if marked is True and modes is not None and "restricted_cluster" not in modes:
            yield MODE_NOT_ON_CLASS.at(
                sound.value_span(("actions", row, "restricted_cluster")),
                f"no action of {key} works in restricted cluster mode",
                "write false, or check the object class of the row",
                related=(_see(sound, "the modes of the class", "object_classes", key, "modes"),),
            )


def _timings(sound: Sound) -> Iterator[Diagnostic]:
    for row, name in _names(sound):
        timing = sound.get("actions", row, "timing")
        for pattern, wanted in NAME_TIMINGS.items():
            if timing not in (None, wanted) and fnmatchcase(name, pattern):
                yield NAME_TIMING.at(
                    sound.value_span(("actions", row, "timing")),
                    f"{name} is {timing}, but every action named {pattern} is {wanted}",
                    "look at the row in the guide again: a name or a tick was misread",
                )


def _identifiers(sound: Sound, policies: Mapping[str, Identifiers]) -> Iterator[Diagnostic]:
    rows: dict[str, int] = {}
    names: dict[str, Path] = {}
    for row, name in _names(sound):
        scope = sound.get("actions", row, "scope")
        if scope is None and "scope" in sound.keys("actions", row):
            continue
        key = action_id(name, scope)
        if key in rows:
            yield DUPLICATE_ID.at(
                sound.value_span(("actions", row, "name")),
                f"the id {key} is taken by an earlier row",
                "an id is made of name and scope: correct the one or the other, or remove the row",
                related=(_see(sound, "the earlier row", "actions", rows[key], "name"),),
            )
        else:
            rows[key] = row
            names.setdefault(name, ("actions", row, "name"))
    ids: dict[str, Path] = {key: ("actions", row, "name") for key, row in rows.items()}
    yield from _reserved(sound, policies, ids)
    yield from _collisions(policies, {it: sound.value_span(path) for it, path in names.items()})
    for section in ("object_types", "object_classes", "scopes", "inferences", "sources"):
        keys = sound.keys(section)
        yield from _collisions(policies, {it: sound.key_span((section, it)) for it in keys})


def _reserved(
    sound: Sound, policies: Mapping[str, Identifiers], ids: Mapping[str, Path]
) -> Iterator[Diagnostic]:
    for target, policy in policies.items():
        for key, path in ids.items() if policy.reserved else ():
            identifier = CASES[policy.case](key)
            if identifier in policy.reserved:
                yield RESERVED_WORD.at(
                    sound.value_span(path),
                    f"the row becomes {identifier}, which is reserved in the target {target}",
                    "the target needs this word for itself: see reserved in its target.yaml",
                )


def _collisions(
    policies: Mapping[str, Identifiers], texts: Mapping[str, Span]
) -> Iterator[Diagnostic]:
    for case in {policy.case: None for policy in policies.values()}:
        seen: dict[str, str] = {}
        for text, span in texts.items():
            identifier = CASES[case](text)
            other = seen.setdefault(identifier, text)
            if other != text:
                targets = [target for target, policy in policies.items() if policy.case == case]
                yield IDENTIFIER_COLLISION.at(
                    span,
                    f"{other} and {text} both become {identifier} in: {', '.join(targets)}",
                    "names must differ in more than case and underscores",
                    related=(Related(f"{other} stands here", texts[other]),),
                )


def _names(sound: Sound) -> Iterator[tuple[int, str]]:
    """Yield row and name of each row whose name is sound."""
    for row in sound.keys("actions"):
        name = sound.get("actions", row, "name")
        if isinstance(name, str):
            yield row, name


def _see(sound: Sound, what: str, *path: str | int) -> Related:
    return Related(f"see {what}", sound.value_span(path))
