"""Operations: changes of a spec's data, each at a data path.

`apply_to` returns the data after an operation; `edited_text` makes the same change in a text. The
given data stays as it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, cast

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import TypeAlias

    from statserver_bindgen.yaml_source.positions import DataPath

    Operation: TypeAlias = "SetValue | RemoveValue | RenameKey | InsertItems"


class SetValue(NamedTuple):
    """Set the value at a path.

    Attributes:
        path: the path; the mapping around it exists.
        value: plain data.
        order: the keys of the mapping in the order in which documents list them: a new key follows
            the last one that precedes it there.
    """

    path: DataPath
    value: Any
    order: tuple[str, ...] = ()


class RemoveValue(NamedTuple):
    """Remove a key with its value, or an item of a list."""

    path: DataPath


class RenameKey(NamedTuple):
    """Rename the key at a path."""

    path: DataPath
    key: str


class InsertItems(NamedTuple):
    """Insert items into the list at a path; `start` is the index of the first of them."""

    path: DataPath
    start: int
    items: tuple[Any, ...]


def apply_to(data: Any, operation: Operation) -> Any:
    """Return the data after an operation."""
    match operation:
        case SetValue(path, value):
            return _replace(data, path[:-1], lambda it: _with_value(it, path[-1], value))
        case RemoveValue(path):
            return _replace(data, path[:-1], lambda it: _without(it, path[-1]))
        case RenameKey(path, key):
            return _replace(data, path[:-1], lambda it: _renamed(it, path[-1], key))
        case InsertItems(path, start, items):
            return _replace(data, path, lambda it: [*it[:start], *items, *it[start:]])


def value_at(data: Any, path: DataPath) -> Any:
    """Return the value at a path, or None if there is none."""
    try:
        for step in path:
            data = data[step]
    except (KeyError, IndexError, TypeError):
        return None
    return data


def steps_in(value: Any) -> list[str | int]:
    """Return the keys of a mapping, or the indexes of a list; of any other value none."""
    if isinstance(value, dict):
        return [*cast("dict[str, Any]", value)]
    return [*range(len(cast("Sequence[Any]", value)))] if isinstance(value, list) else []


def _replace(data: Any, path: DataPath, change: Callable[[Any], Any]) -> Any:
    """Return the data with a changed value at a path."""
    if not path:
        return change(data)
    step, *rest = path
    return _with_value(data, step, _replace(data[step], tuple(rest), change))


def _with_value(around: Any, step: Any, value: object) -> Any:
    if isinstance(around, dict):
        return {**cast("dict[str, Any]", around), step: value}
    items = [*cast("list[Any]", around)]
    items[step] = value
    return items


def _without(around: Any, step: Any) -> Any:
    if isinstance(around, dict):
        mapping = cast("dict[str, Any]", around)
        return {key: value for key, value in mapping.items() if key != step}
    items = cast("list[Any]", around)
    return [*items[:step], *items[step + 1 :]]


def _renamed(around: dict[str, Any], key: Any, name: str) -> dict[str, Any]:
    return {name if it == key else it: value for it, value in around.items()}
