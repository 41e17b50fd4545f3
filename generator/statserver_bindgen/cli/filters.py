"""Filters: conditions on actions, and the values of options that name the vocabulary of a catalog.

Texts of options go in; terms and conditions come out. Case is ignored, unless an entry has exactly
the given text.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, NamedTuple, TypeVar

import click

from statserver_bindgen.suggestions import did_you_mean
from statserver_bindgen.terminal_text import listed, quoted
from statserver_bindgen.vocabulary import ObjectClass, ObjectType, Term

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from statserver_bindgen.action import Action
    from statserver_bindgen.catalog import Catalog
    from statserver_bindgen.vocabulary import Mode, Timing

_Entry = TypeVar("_Entry")
_Term = TypeVar("_Term", bound=Term)


class Filters(NamedTuple):
    """Conditions on actions. An empty condition accepts every action.

    Attributes:
        object_types: the action occurs on one of these, in one of the modes.
        object_classes: it has one of these object classes.
        timings: it has one of these timings.
        modes: it works in one of these modes.
        instantaneous: whether it is instantaneous, or None.
        deprecated: whether it is deprecated, or None.
    """

    object_types: tuple[ObjectType, ...] = ()
    object_classes: tuple[ObjectClass, ...] = ()
    timings: tuple[Timing, ...] = ()
    modes: tuple[Mode, ...] = ()
    instantaneous: bool | None = None
    deprecated: bool | None = None

    def accepts(self, action: Action) -> bool:
        """Return whether an action meets all conditions."""
        modes: list[str | None] = [it.id for it in self.modes]
        return (
            (not self.object_classes or action.object_class in self.object_classes)
            and (not self.timings or action.timing in self.timings)
            and self.instantaneous in {None, action.timing.instantaneous}
            and self.deprecated in {None, action.deprecation is not None}
            and any(
                action.occurs_on(object_type, mode)
                for object_type in self.object_types or action.object_types
                for mode in modes or [None]
            )
        )


def read_filters(  # noqa: PLR0913 - one parameter for each option
    catalog: Catalog,
    *,
    object_types: Sequence[str],
    object_classes: Sequence[str],
    timings: Sequence[str],
    modes: Sequence[str],
    instantaneous: bool | None,
    deprecated: bool | None,
) -> Filters:
    """Return the filters that the options name.

    Raises:
        click.BadParameter: the catalog does not have a value.
    """
    return Filters(
        read_object_types(catalog, "--object-type", object_types),
        read_terms(catalog.object_classes, "object class", "--class", object_classes),
        read_terms(catalog.timings, "timing", "--timing", timings),
        read_terms(catalog.modes, "mode", "--mode", modes),
        instantaneous,
        deprecated,
    )


def read_object_types(
    catalog: Catalog, option: str, values: Iterable[str]
) -> tuple[ObjectType, ...]:
    """Return the object types that the values of an option name.

    Raises:
        click.BadParameter: an object type is unknown, or no action occurs on it.
    """
    return read_terms(
        catalog.object_types,
        "object type",
        option,
        values,
        lambda text: _explain_object_type(catalog, text),
    )


def _explain_object_type(catalog: Catalog, text: str) -> str | None:
    """Return the error for a text that the catalog explains, or None."""
    for known_type in matching(catalog.known_object_types, text, lambda it: (it.id,)):
        from statserver_bindgen.conformance.mask_problems import build_message

        return build_message("known_object_type", known_name=known_type.id)
    suggestion = spelled_object_type(catalog, text)
    return suggestion and f"unknown object type {quoted(text)}; {suggestion}"


def spelled_object_type(catalog: Catalog, text: str) -> str | None:
    """Return "did you mean …?" for another spelling of an object type, or None."""
    for spelling in matching(catalog.object_type_spellings, text, lambda it: (it.id,)):
        return f"did you mean {spelling.object_type}?"
    return None


def read_terms(
    terms: Sequence[_Term],
    kind: str,
    option: str,
    values: Iterable[str],
    explain: Callable[[str], str | None] = lambda _: None,
) -> tuple[_Term, ...]:
    """Return the entries of the vocabulary that the values of an option name.

    Args:
        terms: the entries.
        kind: their kind, for the error.
        option: the option.
        values: its values, each with one id or with several, joined by commas.
        explain: returns the error for an unknown value, or None for the general one.

    Raises:
        click.BadParameter: an entry is unknown.
    """
    texts = [text.strip() for value in values for text in value.split(",")]
    selected = (read_term(terms, kind, option, text, explain) for text in texts)
    return tuple(dict.fromkeys(chain.from_iterable(selected)))


def read_term(
    terms: Sequence[_Term],
    kind: str,
    option: str,
    text: str,
    explain: Callable[[str], str | None] = lambda _: None,
) -> tuple[_Term, ...]:
    """Return the entry of the vocabulary that a text names; several if they differ in case only.

    Raises:
        click.BadParameter: the entry is unknown.
    """
    entries = matching(terms, text, lambda term: (term.id,))
    if not entries:
        ids = [it.id for it in terms]
        hint = did_you_mean(text, ids) or f"use one of: {listed(ids)}"
        message = explain(text) or f"unknown {kind} {quoted(text)}; {hint}"
        raise click.BadParameter(message, param_hint=option)
    return entries


def matching(
    entries: Sequence[_Entry], text: str, texts: Callable[[_Entry], tuple[str, ...]]
) -> tuple[_Entry, ...]:
    """Return the entries that have exactly this text, or else those that have it in any case.

    Args:
        entries: the entries.
        text: the text.
        texts: returns the texts of an entry.
    """
    folded = text.casefold()
    exact = tuple(it for it in entries if text in texts(it))
    return exact or tuple(it for it in entries if folded in map(str.casefold, texts(it)))
