"""Single edits of the data of a spec: each value of it, changed alone.

Data goes in; out comes, for each value and key of a mapping, an equal spec with that one changed.
References stay valid: an id changes to another id of its section.
"""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any, Final

from statserver_bindgen.validation.fast_accept import is_list, is_mapping

if TYPE_CHECKING:
    from collections.abc import Iterator

    Path = tuple[str | int, ...]

_SECTIONS: Final = {
    "object_class": "object_classes",
    "object_type": "object_types",
    "evidence": "evidence_kinds",
    "source": "sources",
    "timing": "timings",
    "scope": "scopes",
    "inferred": "inferences",
}
"""The section of the ids under a key."""
_CHOICES: Final = {
    "confidence": ("high", "medium", "low"),
    "kind": ("later_release", "same_release", "campaign_action"),
}


def single_edits(data: dict[str, Any]) -> Iterator[tuple[Path, dict[str, Any]]]:
    """Yield the path of each value of a spec, and the data with only this value changed."""
    for path, value in leaves(data):
        other = _other(data, path, value)
        if other is None:
            continue
        changed = copy.deepcopy(data)
        parent = _at(changed, path[:-1])
        parent[path[-1]] = other
        yield path, changed


def leaves(node: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Yield the path and the value of each text, number and flag."""
    if is_mapping(node):
        for key, value in node.items():
            yield from leaves(value, (*path, key))
    elif is_list(node):
        for index, value in enumerate(node):
            yield from leaves(value, (*path, index))
    else:
        yield path, node


def reversed_order(data: dict[str, Any]) -> dict[str, Any]:
    """Return a spec with every mapping and every list in the opposite order."""

    def turn(node: Any) -> Any:
        if is_mapping(node):
            return {key: turn(node[key]) for key in reversed(node)}
        return [turn(it) for it in reversed(node)] if is_list(node) else node

    return {key: turn(data[key]) for key in reversed(data)}


def _at(data: Any, path: Path) -> Any:
    for step in path:
        data = data[step]
    return data


def _other(data: dict[str, Any], path: Path, value: Any) -> Any:
    """Return another value that the spec can have at a path, or None if there is none."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + 100
    key = path[-1] if isinstance(path[-1], str) else path[-2]
    if path[-2] == "inferred":
        key = "inferred"
    choices = _CHOICES.get(str(key)) or _ids(data, str(key))
    if choices:
        used = _at(data, path[:-1]) if isinstance(path[-1], int) else (value,)
        return next((it for it in choices if it not in used), None)
    if str(key) in {"version", "release", "since"}:
        return "0.0.9"
    return f"{value}X" if str(key) == "name" else f"X{value}"


def _ids(data: dict[str, Any], key: str) -> list[str]:
    """Return the ids that a value may have, or none if it is not an id."""
    if key == "replaced_by":
        return ["CALL_WAIT", "OFF_HOOK"]
    if key == "actions":
        return [it["name"] for it in data["actions"]]
    if key in {"object_types", "unranked"}:
        return [*data["object_types"]]
    if key == "modes":
        return [*data["modes"]]
    return [*data[_SECTIONS[key]]] if key in _SECTIONS else []
