"""JSON files of unknown origin: bytes become data, or the file is refused with the reason.

Size, number of values, depth and repeated keys are checked, as for specs.
"""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any, Final

from statserver_bindgen.errors import SpecError
from statserver_bindgen.terminal_text import quoted
from statserver_bindgen.validation.fast_accept import is_mapping
from statserver_bindgen.yaml_source.limits import LIMITS

if TYPE_CHECKING:
    from pathlib import Path

_SEPARATORS: Final = (b",", b"[", b"{")
_SURROGATE: Final = r"\ud"


def read_json(file: Path) -> dict[str, Any]:
    """Return the JSON object in a file.

    Raises:
        SpecError: the file can't be read, or contains no JSON object.
    """
    try:
        with file.open("rb") as stream:
            raw = stream.read(LIMITS.file + 1)
    except (OSError, ValueError) as error:  # ValueError: a path with a NUL character
        reason = error.strerror if isinstance(error, OSError) else error
        raise SpecError(f"{file} can't be read: {reason}") from error
    return parse_json(str(file), raw)


def parse_json(name: str, raw: bytes) -> dict[str, Any]:
    """Return the JSON object in the bytes of a file.

    Args:
        name: the name of the file in errors.
        raw: its bytes; of a file that is too large, one byte more than the limit is enough.

    Raises:
        SpecError: the bytes are not a JSON object.
    """
    if len(raw) > LIMITS.file:
        raise SpecError(f"{name} can't be read: it is larger than {LIMITS.file // 2**20} MiB")
    if sum(map(raw.count, _SEPARATORS)) > LIMITS.values:
        raise SpecError(f"{name} can't be read: it has too many values")
    try:
        text = raw.decode("utf-8")
        data: object = json.loads(text, object_pairs_hook=_unique, parse_constant=_refuse)
    except json.JSONDecodeError as error:
        position = f"line {error.lineno}, column {error.colno}"
        raise SpecError(f"{name} is not JSON: {error.msg} in {position}") from error
    except UnicodeDecodeError as error:
        raise SpecError(f"{name} is not JSON: it is not UTF-8") from error
    except RecursionError as error:
        raise SpecError(f"{name} can't be read: it is nested too deeply") from error
    except ValueError as error:
        raise SpecError(f"{name} can't be read: {error}") from error
    if not is_mapping(data):
        raise SpecError(f"{name} is not a JSON object")
    if _SURROGATE in text.lower() and not _is_encodable(data):
        raise SpecError(f"{name} can't be read: it has half of a surrogate pair")
    return data


def _is_encodable(data: object) -> bool:
    try:
        json.dumps(data, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return False
    return True


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return the pairs of an object. Readers differ in which of two equal keys they keep."""
    data = dict(pairs)
    if len(data) < len(pairs):
        ((key, _),) = Counter(key for key, _ in pairs).most_common(1)
        raise ValueError(f"it has the key {quoted(key)} twice")
    return data


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is not a JSON number")
