"""Filters and tests of Jinja, with the bounds and checks of this tool.

Filters that make text refuse values that can't be printed, and filters that can multiply their
input check the size of the result first. `budget` has the bounds.
"""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any, Final, cast

from jinja2 import pass_eval_context
from jinja2.filters import FILTERS, make_attrgetter
from jinja2.tests import TESTS

from statserver_bindgen.rendering.budget import CALL, require_few, require_narrow, require_short
from statserver_bindgen.rendering.text_formats import check_format, text_length
from statserver_bindgen.rendering.text_methods import as_list, check_replacement, require_joinable
from statserver_bindgen.rendering.values import FilterError, require_printable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from jinja2.nodes import EvalContext

    from statserver_bindgen.rendering.text_methods import GetBudget

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
            result = as_list(result)
        budget.handle(result)
        return result

    return guarded


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
        check_replacement(value, *given[:2])
    if name == "indent" and given and isinstance(value, str):
        width = given[0] if isinstance(given[0], int) else text_length(given[0])
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
        _require_printable_data(as_list(cast("object", value)))
        _require_printable_data(as_list(value.values()))
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
    return _FILTERS["join"](context, require_joinable(separator, values), separator)
