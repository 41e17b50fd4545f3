"""Snapshots: the facts of a release in a file, written and checked.

    {"format": 1, "version", "digest", "facts": the data of the spec,
     "artifacts": the sha256 of each generated file by target and path}

A row has a line of its own, so that two versions of a file are easy to compare. Keys are in the
order of the spec, which is that of the tables that are made of it.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final, cast

from statserver_bindgen.catalog import catalog_digest
from statserver_bindgen.errors import SpecError
from statserver_bindgen.terminal_text import quoted, safe
from statserver_bindgen.versions import version_numbers

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

FORMAT: Final = 1
"""The version of the format."""
_DEPTH: Final = 3  # values deeper than this are on one line
_LONGEST: Final = 40


def write_snapshot(facts: Mapping[str, Any], artifacts: Mapping[str, str]) -> bytes:
    """Return the bytes of a snapshot.

    Args:
        facts: the data of the spec that is released.
        artifacts: the sha256 of each generated file by target and path, e.g. `python/README.md`.
    """
    snapshot = {
        "format": FORMAT,
        "version": facts["catalog"]["version"],
        "digest": catalog_digest(facts),
        "facts": facts,
        "artifacts": dict(sorted(artifacts.items())),
    }
    return "".join([*_texts(snapshot, 0), "\n"]).encode()


def _texts(value: Any, depth: int) -> Iterator[str]:
    if depth == _DEPTH or not value or not isinstance(value, dict | list):
        yield _line(value)
        return
    is_mapping = isinstance(value, dict)
    items = cast("Mapping[str, Any] | Sequence[Any]", value)
    yield "{" if is_mapping else "["
    for index, item in enumerate(items):
        yield f"{',' if index else ''}\n{'  ' * (depth + 1)}"
        if is_mapping:
            yield f"{_line(item)}: "
        yield from _texts(value[item] if is_mapping else item, depth + 1)
    yield f"\n{'  ' * depth}{'}' if is_mapping else ']'}"


def _line(value: Any) -> str:
    """Return a value on one line; characters that can't be seen are escaped."""
    text = json.dumps(value, ensure_ascii=False)
    return text if safe(text) == text else json.dumps(value)


def check_snapshot(name: str, content: Mapping[str, Any]) -> None:
    """Do nothing if a JSON object is a snapshot; its facts may still be invalid.

    Args:
        name: the name of the file in errors.
        content: the object, which has facts.

    Raises:
        SpecError: the object is not a snapshot, or was edited.
    """
    if not isinstance(content["facts"], dict):
        raise SpecError(f"{name} is not valid: its facts are not a JSON object")
    facts = cast("Mapping[str, Any]", content["facts"])
    if content.get("format") != FORMAT:
        written = json.dumps(content.get("format"))[:_LONGEST]
        raise SpecError(f"{name} has the format {written}; this version of the tool reads {FORMAT}")
    version = content.get("version")
    described = facts.get("catalog")
    if not isinstance(described, dict) or version_numbers(version) is None:
        raise SpecError(f"{name} is not a snapshot of a release")
    if cast("Mapping[str, Any]", described).get("version") != version:
        raise SpecError(f"{name} is not valid: its facts have another version than {version}")
    if catalog_digest(facts) != content.get("digest"):
        raise SpecError(
            f"{name} was edited: its facts do not have its digest; restore the file, as a release "
            "never changes"
        )
    artifacts = content.get("artifacts")
    if not isinstance(artifacts, dict):
        raise SpecError(f"{name} is not valid: it has no artifacts")
    for path, digest in cast("Mapping[str, Any]", artifacts).items():
        if not isinstance(digest, str):
            raise SpecError(f"{name} is not valid: the digest of {quoted(path)} is not text")
