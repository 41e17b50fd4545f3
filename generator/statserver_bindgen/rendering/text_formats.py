"""Formats of texts: the operator `%`, and the method `format`, with their checks.

They refuse values that can't be printed, and check widths and the size of the result. `budget` has
the bounds.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, cast

from jinja2.sandbox import SandboxedEscapeFormatter, SandboxedFormatter
from markupsafe import Markup

from statserver_bindgen.rendering.budget import require_narrow, require_short
from statserver_bindgen.rendering.values import FilterError, require_printable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jinja2 import Environment

_FIELD: Final = re.compile(r"%(?:%|(?:\((?P<key>[^)]*)\))?[#0\- +]*(?P<width>[\d*.]*))")
_NUMBER: Final = re.compile(r"\d+")
_DIGITS: Final = 9


def check_format(text: str, values: Any) -> None:
    """Do nothing if the operator `%` can format these values.

    Raises:
        LimitError: a width, or the result, is too large.
        FilterError: a value can't be printed, or the format has a form that is not supported.
    """
    require_short(len(text))
    is_mapping = isinstance(values, dict)
    if is_mapping:
        items = [*cast("dict[Any, Any]", values).values()]
    else:
        items = [*cast("Sequence[Any]", values)] if isinstance(values, tuple) else [values]
    size = len(text) + sum(map(text_length, items))
    for field in _FIELD.finditer(text):
        widths = field["width"] or ""
        if "(" in (field["key"] or ""):
            raise FilterError("a key of a format can't have a bracket; rename the key")
        size += _check_widths(widths)
        if "*" in widths:
            size += sum(require_narrow(it) for it in items)
        if is_mapping:
            size += max(map(text_length, items), default=0)
    for item in items:
        require_printable(item)
    require_short(size)


def _check_widths(text: str) -> int:
    """Return the sum of the numbers in a width and precision, if none is too large."""
    return sum(
        require_narrow(int(number) if len(number) < _DIGITS else 10**_DIGITS)
        for number in _NUMBER.findall(text)
    )


class _Checks(SandboxedFormatter):
    """Refuses what can't be printed, and bounds widths and the result."""

    total = 0

    def convert_field(self, value: Any, conversion: Any) -> Any:
        require_printable(value)
        return super().convert_field(value, conversion)

    def format_field(self, value: Any, format_spec: str) -> Any:
        require_printable(value)
        self.total = require_short(self.total + text_length(value) + _check_widths(format_spec))
        return super().format_field(value, format_spec)


class _EscapingFormatter(_Checks, SandboxedEscapeFormatter):
    """The same for markup, in which values are escaped."""


def format_text(environment: Environment, text: str, values: Sequence[Any], named: Any) -> str:
    """Return the result of the method `format` of a text.

    Raises:
        LimitError: a width, or the result, is too large.
        FilterError: a value can't be printed.
    """
    if isinstance(text, Markup):
        return Markup(  # noqa: S704 - the formatter escapes
            _EscapingFormatter(environment, escape=text.escape).vformat(text, values, named)
        )
    return _Checks(environment).vformat(text, values, named)


def text_length(value: object) -> int:
    """Return the length of a text; the text of any other value counts as one character."""
    return len(value) if isinstance(value, str) else 1
