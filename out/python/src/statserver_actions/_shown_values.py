# Part of the statserver-actions binding; edit templates/python/src/statserver_actions.
"""Values as messages show them: shortened, and in printable characters only."""

from __future__ import annotations

from ._limits import MAX_QUOTED, MAX_SHOWN


def quote(text: str) -> str:
    """Return the start of a text in double quotes, in printable ASCII only."""
    more = "..." if len(text) > MAX_QUOTED else ""
    return '"' + "".join(map(_escape, text[:MAX_QUOTED])) + more + '"'


def _escape(character: str) -> str:
    if character in {'"', "\\"}:
        return "\\" + character
    if " " <= character <= "~":
        return character
    return f"\\u{{{ord(character):x}}}"


def show(value: object) -> str:
    """Return the start of the representation of any value."""
    try:
        text = repr(value[:MAX_SHOWN] if isinstance(value, (str, bytes)) else value)
    except Exception:  # noqa: BLE001 - any object can be a wrong value
        text = f"a value of type {type(value).__name__}"
    return text if len(text) <= MAX_SHOWN else text[: MAX_SHOWN - 3] + "..."
