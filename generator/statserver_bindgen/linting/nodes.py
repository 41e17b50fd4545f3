"""The values of a YAML or JSON file with their offsets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from statserver_bindgen.diagnostics import Diagnostic
    from statserver_bindgen.linting.sections import SettingText

MOST_VALUES: Final = 1_000_000
"""The most keys and values that are read of a file: 150,000 stat types."""

Node: TypeAlias = "ScalarNode | MappingNode | ListNode"


class ScalarNode(NamedTuple):
    """A text, a number, true, false or null.

    Attributes:
        value: its text: of null, as it is written.
        is_null: whether it is null.
    """

    value: SettingText
    is_null: bool = False


class Entry(NamedTuple):
    """A key of a mapping with its value."""

    key: ScalarNode
    value: Node


class MappingNode(NamedTuple):
    """A mapping.

    Attributes:
        start: its offset.
        entries: its entries in the order of the file; a key may occur twice.
    """

    start: int
    entries: list[Entry]


class ListNode(NamedTuple):
    """A list.

    Attributes:
        start: its offset.
        items: its items.
    """

    start: int
    items: list[Node]


class Nodes(NamedTuple):
    """The values of a file.

    Attributes:
        roots: the outermost value, or that of each document.
        diagnostics: the syntax errors.
        broken: the offsets of the lists and mappings that a syntax error ends.
    """

    roots: tuple[Node, ...]
    diagnostics: tuple[Diagnostic, ...]
    broken: frozenset[int]


def child(node: Node, key: str) -> Node | None:
    """Return the value of a key of a mapping, the last of several, or None."""
    if not isinstance(node, MappingNode):
        return None
    return next((it.value for it in reversed(node.entries) if it.key.value.text == key), None)
