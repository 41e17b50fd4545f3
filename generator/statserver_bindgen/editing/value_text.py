"""The text of a value in YAML, which every YAML parser reads as that value.

A scalar keeps the style of the text that it replaces if the style allows it. Lists and mappings are
in brackets.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, cast

from statserver_bindgen.terminal_text import escape, safe
from statserver_bindgen.yaml_source.scalars import resolve_plain

if TYPE_CHECKING:
    from collections.abc import Sequence

# Text without a character that begins, ends or separates anything in YAML; commas do so in brackets
# only.
_PLAIN: Final = re.compile(r"[A-Za-z0-9_](?:[\w ./()+-]*[\w./()+-])?\Z", re.ASCII)
_PLAIN_OUTSIDE: Final = re.compile(r"[A-Za-z0-9_](?:[\w ./()+,;'-]*[\w./()+,;'-])?\Z", re.ASCII)
_ESCAPED: Final = re.compile(r"[^ !#-\[\]-~]")
_NAMED: Final = {'"': '\\"', "\\": "\\\\"}


def write_value(value: Any, quote: str = "", *, in_brackets: bool = True) -> str:
    """Return the text of a value on one line.

    Args:
        value: a text, a number, true, false, or a list or mapping of these.
        quote: the quotes of texts: `'`, `"`, or none where text needs none.
        in_brackets: whether the text will be between brackets.
    """
    if isinstance(value, dict):
        entries = cast("dict[str, Any]", value).items()
        return f"{{{', '.join(write_entry(key, it, quote) for key, it in entries)}}}"
    if isinstance(value, list):
        items = cast("Sequence[Any]", value)
        return f"[{', '.join(write_value(it, quote) for it in items)}]"
    if isinstance(value, bool):
        return "true" if value else "false"
    return (
        write_text(value, quote, in_brackets=in_brackets) if isinstance(value, str) else str(value)
    )


def write_entry(key: str, value: Any, quote: str = "", *, in_brackets: bool = True) -> str:
    """Return the text of a key with its value."""
    text = write_text(key, quote)
    return f"{text}: {write_value(value, quote, in_brackets=in_brackets)}"


def write_text(text: str, quote: str = "", *, in_brackets: bool = True) -> str:
    """Return a text as a scalar: without quotes, or in the given ones, if that is possible."""
    plain = _PLAIN if in_brackets else _PLAIN_OUTSIDE
    if not quote and plain.match(text) and resolve_plain(text) == text:
        return text
    if quote == "'" and safe(text) == text:
        return f"'{text.replace(chr(39), chr(39) * 2)}'"
    return f'"{_ESCAPED.sub(_escape, text)}"'


def _escape(match: re.Match[str]) -> str:
    character = match[0]
    if character in _NAMED:
        return _NAMED[character]
    return character if safe(character) == character else escape(character)
