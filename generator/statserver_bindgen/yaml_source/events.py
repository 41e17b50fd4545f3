"""YAML events: the interface to PyYAML's parsers.

`parse` yields the events of a text, one at a time, from libyaml if PyYAML has it, else from its own
parser in Python. Composed nodes would lack anchors and aliases, and composing deep input overflows
the stack of C.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Protocol

import yaml

if TYPE_CHECKING:
    from collections.abc import Iterator

LOADER: Final[Any] = getattr(yaml, "CLoader", yaml.Loader)


class Mark(Protocol):
    """A position; index, line and column count from 0."""

    index: int
    line: int
    column: int


class Event(Protocol):
    """The attributes of PyYAML's events; each kind of event has some of them."""

    start_mark: Mark
    end_mark: Mark
    anchor: str | None
    tag: str | None
    value: str
    style: str | None
    implicit: tuple[bool, bool]
    flow_style: bool


def parse(text: str, loader: Any = LOADER) -> Iterator[Event]:
    """Return the events of a text.

    The iterator raises `yaml.MarkedYAMLError` where the rest of the text is not valid YAML; the
    parser in Python may raise it at once.
    """
    # As `yaml.parse` does, without a generator: a large table has millions of events.
    parser: Any = loader(text)
    return iter(parser.get_event, None)
