"""The methods of texts that templates have, with the bounds and checks of this tool.

A method refuses arguments that can't be printed, and checks the size of its result first. `budget`
has the bounds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from statserver_bindgen.rendering.budget import CALL, require_narrow, require_short
from statserver_bindgen.rendering.text_formats import format_text, text_length
from statserver_bindgen.rendering.values import require_printable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from jinja2 import Environment

    from statserver_bindgen.rendering.budget import Budget

    GetBudget = Callable[[], Budget]

_METHODS: Final = frozenset(
    {
        *("capitalize", "casefold", "center", "count", "endswith", "expandtabs", "find"),
        *("format", "index", "isalnum", "isalpha", "isascii", "isdecimal", "isdigit"),
        *("isidentifier", "islower", "isnumeric", "isprintable", "isspace", "istitle", "isupper"),
        *("join", "ljust", "lower", "lstrip", "partition", "removeprefix", "removesuffix"),
        *("replace", "rfind", "rindex", "rjust", "rpartition", "rsplit", "rstrip", "split"),
        *("splitlines", "startswith", "strip", "swapcase", "title", "upper", "zfill"),
    }
)
_WIDTHS: Final = frozenset({"center", "expandtabs", "ljust", "rjust", "zfill"})


def text_method(
    environment: Environment, get_budget: GetBudget, text: str, name: str
) -> Callable[..., Any] | None:
    """Return a method of a text, or None if templates do not have it."""
    if name not in _METHODS:
        return None

    def method(*values: Any, **named: Any) -> Any:
        budget = get_budget()
        budget.charge(CALL)
        budget.handle(text)
        given = [*values, *named.values()]
        if name == "format":
            result = format_text(environment, text, values, named)
        elif name == "join":
            result = text.join(require_joinable(text, *values))
        else:
            for value in given:
                _require_argument(value)
            if name in _WIDTHS:
                _check_lines(text, given, name)
            if name == "replace":
                check_replacement(text, *given[:2])
            result = getattr(text, name)(*values, **named)
        budget.handle(result)
        return result

    return method


def _require_argument(value: Any) -> None:
    # Methods such as `startswith` accept a tuple of texts.
    for item in as_list(value) if type(value) is tuple else [value]:
        if item is not None:
            require_printable(item)


def require_joinable(separator: object, values: Iterable[Any]) -> list[Any]:
    """Return the values to join, if all of them can be printed and the result is not too long."""
    items = [*values]
    for item in items:
        require_printable(item)
    require_short(sum(map(text_length, items)) + text_length(separator) * len(items))
    return items


def _check_lines(text: str, values: Iterable[Any], name: str) -> None:
    for value in values:
        require_narrow(value)
        if name == "expandtabs" and isinstance(value, int):
            require_short(len(text) + text.count("\t") * max(value, 0))


def check_replacement(text: str, old: Any, new: Any) -> None:
    """Do nothing if the result of `replace` is not too long."""
    if isinstance(old, str) and isinstance(new, str):
        require_short(len(text) + text.count(old) * max(len(new) - len(old), 0))


def as_list(items: Any) -> list[Any]:
    """Return the items of a value of any type that has some."""
    return [*items]
