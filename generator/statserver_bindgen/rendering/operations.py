"""Operators, methods of texts and filters of Jinja, with the bounds and checks of this tool.

Whatever makes text of a value refuses values that can't be printed, and whatever can multiply its
input checks the size of the result first. `budget` has the bounds.
"""

from __future__ import annotations

import operator
import re
from functools import wraps
from typing import TYPE_CHECKING, Any, Final, cast

from jinja2 import pass_eval_context
from jinja2.filters import FILTERS, make_attrgetter
from jinja2.sandbox import SandboxedEscapeFormatter, SandboxedFormatter
from jinja2.tests import TESTS
from markupsafe import Markup

from statserver_bindgen.rendering.budget import (
    CALL,
    LARGEST_BITS,
    LimitError,
    require_few,
    require_narrow,
    require_short,
    require_small,
)
from statserver_bindgen.rendering.values import FilterError, require_printable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from jinja2 import Environment
    from jinja2.nodes import EvalContext

    from statserver_bindgen.rendering.budget import Budget

    GetBudget = Callable[[], Budget]

# Operators

OPERATORS: Final = frozenset({"+", "-", "*", "**", "%"})
"""The operators whose result can be much larger than their operands."""
_FUNCTIONS: Final[Mapping[str, str]] = {
    "+": "add",
    "-": "sub",
    "*": "mul",
    "**": "pow",
    "%": "mod",
}


def operate(budget: Budget, sign: str, left: Any, right: Any) -> Any:
    """Return the result of an operator.

    Raises:
        LimitError: the result is too large.
        FilterError: an operand becomes text, but can't be printed.
    """
    if isinstance(left, str) or (isinstance(right, str) and sign == "+"):
        _check_text_operator(sign, left, right)
    elif sign == "+" and isinstance(left, list | tuple) and isinstance(right, list | tuple):
        require_few(len(cast("Sequence[Any]", left)) + len(cast("Sequence[Any]", right)))
    elif sign == "*":
        _check_repetition(left, right)
        _check_repetition(right, left)
    elif sign == "**":
        _check_power(left, right)
    result: Any = getattr(operator, _FUNCTIONS[sign])(left, right)
    budget.handle(result)
    return result


def _check_text_operator(sign: str, left: Any, right: Any) -> None:
    if sign == "%":
        check_format(left, right)
    elif sign == "+":
        require_printable(left)
        require_printable(right)
        require_short(_length(left) + _length(right))
    else:
        _check_repetition(left, right)


def _check_repetition(value: Any, times: Any) -> None:
    if not isinstance(times, int):
        return
    if isinstance(value, str):
        require_short(len(value) * max(times, 0))
    elif isinstance(value, list | tuple):
        require_few(len(cast("Sequence[Any]", value)) * max(times, 0))


def _check_power(base: Any, exponent: Any) -> None:
    if isinstance(base, int) and isinstance(exponent, int) and abs(base) > 1:
        require_small(exponent)
        if base.bit_length() * exponent > 2 * LARGEST_BITS:
            raise LimitError(f"the power has more than {LARGEST_BITS:,} bits; use smaller numbers")


def _length(value: object) -> int:
    return len(value) if isinstance(value, str) else 1


# Formats


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
    size = len(text) + sum(map(_length, items))
    for field in _FIELD.finditer(text):
        widths = field["width"] or ""
        if "(" in (field["key"] or ""):
            raise FilterError("a key of a format can't have a bracket; rename the key")
        size += _check_widths(widths)
        if "*" in widths:
            size += sum(require_narrow(it) for it in items)
        if is_mapping:
            size += max(map(_length, items), default=0)
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
        self.total = require_short(self.total + _length(value) + _check_widths(format_spec))
        return super().format_field(value, format_spec)


class _EscapingFormatter(_Checks, SandboxedEscapeFormatter):
    """The same for markup, in which values are escaped."""


def _format(environment: Environment, text: str, values: Sequence[Any], named: Any) -> str:
    if isinstance(text, Markup):
        return Markup(  # noqa: S704 - the formatter escapes
            _EscapingFormatter(environment, escape=text.escape).vformat(text, values, named)
        )
    return _Checks(environment).vformat(text, values, named)


# Methods of texts

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
            result = _format(environment, text, values, named)
        elif name == "join":
            result = text.join(_joinable(text, *values))
        else:
            for value in given:
                _require_argument(value)
            if name in _WIDTHS:
                _check_lines(text, given, name)
            if name == "replace":
                _check_replacement(text, *given[:2])
            result = getattr(text, name)(*values, **named)
        budget.handle(result)
        return result

    return method


def _require_argument(value: Any) -> None:
    # Methods such as `startswith` accept a tuple of texts.
    for item in _as_list(value) if type(value) is tuple else [value]:
        if item is not None:
            require_printable(item)


def _joinable(separator: object, values: Iterable[Any]) -> list[Any]:
    """Return the values to join, if all of them can be printed and the result is not too long."""
    items = [*values]
    for item in items:
        require_printable(item)
    require_short(sum(map(_length, items)) + _length(separator) * len(items))
    return items


def _check_lines(text: str, values: Iterable[Any], name: str) -> None:
    for value in values:
        require_narrow(value)
        if name == "expandtabs" and isinstance(value, int):
            require_short(len(text) + text.count("\t") * max(value, 0))


def _check_replacement(text: str, old: Any, new: Any) -> None:
    if isinstance(old, str) and isinstance(new, str):
        require_short(len(text) + text.count(old) * max(len(new) - len(old), 0))


# Filters and tests of Jinja

_FILTERS: Final[Mapping[str, Callable[..., Any]]] = cast("Any", FILTERS)
_TESTS: Final[Mapping[str, Callable[..., Any]]] = cast("Any", TESTS)

# Filters that make text of their value and of their arguments.
_TEXT_FILTERS: Final = frozenset(
    {
        *("capitalize", "center", "e", "escape", "filesizeformat", "forceescape", "format"),
        *("indent", "lower", "replace", "safe", "string", "title", "trim", "truncate", "upper"),
        "wordcount",
    }
)
# Filters that make text of all values in a list or a mapping.
_DATA_FILTERS: Final = frozenset({"tojson", "urlencode", "xmlattr"})
# Filters that select, order or return values.
_VALUE_FILTERS: Final = frozenset(
    {
        *("abs", "attr", "batch", "count", "d", "default", "dictsort", "first", "float"),
        *("groupby", "int", "items", "last", "length", "list", "map", "max", "min", "reject"),
        *("rejectattr", "reverse", "round", "select", "selectattr", "slice", "sort", "sum"),
        "unique",
    }
)
_TEST: Final = "a test"
# Functions that compare values or write them, with all the values in them.
_COMPARING: Final = _DATA_FILTERS | {"dictsort", "groupby", "max", "min", "sort", "unique", _TEST}
# Not supported: `random`; `pprint`, which orders keys by their addresses; and `striptags`, `urlize`
# and `wordwrap`, whose time grows with the square of their input (`wrap` replaces the last one).


def jinja_filters(get_budget: GetBudget) -> dict[str, Callable[..., Any]]:
    """Return the filters of Jinja that templates have, with their checks, by name."""
    names = sorted(_TEXT_FILTERS | _DATA_FILTERS | _VALUE_FILTERS)
    functions: dict[str, Callable[..., Any]] = {
        **{name: _FILTERS[name] for name in names},
        "join": _join,
    }
    return {name: _guard(name, it, get_budget) for name, it in functions.items()}


def jinja_tests(get_budget: GetBudget) -> dict[str, Callable[..., Any]]:
    """Return the tests of Jinja, which charge the values that they compare, by name."""
    return {name: _guard(_TEST, test, get_budget) for name, test in _TESTS.items()}


def _guard(name: str, function: Callable[..., Any], get_budget: GetBudget) -> Callable[..., Any]:
    """Return a function of Jinja with the checks of its kind.

    It has the attributes of the function: they declare what Jinja passes as the first argument.
    """
    first = int(hasattr(function, "jinja_pass_arg"))
    compares = name in _COMPARING
    makes_text = name in _TEXT_FILTERS or name in _DATA_FILTERS
    selects = name in _VALUE_FILTERS

    @wraps(function)
    def guarded(*values: Any, **named: Any) -> Any:
        budget = get_budget()
        budget.charge(CALL)
        value, given = values[first], [*values[first + 1 :], *named.values()]
        handle = budget.handle_all if compares else budget.handle
        handle(value)
        for argument in given:
            handle(argument)
        if makes_text:
            _check_text_filter(name, value, given)
        elif selects and given:
            _check_value_filter(name, given)
        result = function(*values, **named)
        if hasattr(result, "__next__"):
            # Not lazily: the work is counted here, and no chain of iterators can grow too deep.
            result = _as_list(result)
        budget.handle(result)
        return result

    return guarded


def _as_list(items: Any) -> list[Any]:
    return [*items]


def _check_text_filter(name: str, value: Any, given: Sequence[Any]) -> None:
    if name in _DATA_FILTERS and type(value) in {list, tuple, dict}:
        _require_printable_data(value)
    else:
        require_printable(value)
    if name == "format":
        mapping = isinstance(value, str) and "%(" in value
        check_format(value, dict(enumerate(given)) if mapping else tuple(given))
        return
    for argument in given:
        if argument is not None:
            require_printable(argument)
            require_narrow(argument if name in {"center", "indent", "tojson"} else 0)
    if name == "replace" and isinstance(value, str):
        _check_replacement(value, *given[:2])
    if name == "indent" and given and isinstance(value, str):
        width = given[0] if isinstance(given[0], int) else _length(given[0])
        require_short(len(value) + (value.count("\n") + 1) * width)


def _check_value_filter(name: str, given: Sequence[Any]) -> None:
    for argument in given:
        if name in {"batch", "slice"} and isinstance(argument, int):
            require_few(argument)
        elif name == "round":
            require_narrow(argument)
        elif name == "sum" and isinstance(argument, list | tuple):
            raise FilterError("sum adds numbers; join lists with +")


def _require_printable_data(value: Any) -> None:
    """Do nothing if a list or a mapping has nothing but values that can be printed, and none."""
    if isinstance(value, dict):
        _require_printable_data(_as_list(cast("object", value)))
        _require_printable_data(_as_list(value.values()))
    elif isinstance(value, list | tuple):
        for item in cast("Sequence[Any]", value):
            _require_printable_data(item)
    elif value is not None:
        require_printable(value)


@pass_eval_context
def _join(
    context: EvalContext, values: Iterable[Any], separator: Any = "", attribute: Any = None
) -> Any:
    require_printable(separator)
    if attribute is not None:
        values = map(make_attrgetter(context.environment, attribute), values)
    return _FILTERS["join"](context, _joinable(separator, values), separator)
