"""Operators of templates, with the bounds and checks of this tool.

Operators that make text refuse values that can't be printed. The size of a result is checked
before it is made. `budget` has the bounds.
"""

from __future__ import annotations

import operator
from typing import TYPE_CHECKING, Any, Final, cast

from statserver_bindgen.rendering.budget import (
    LARGEST_BITS,
    LimitError,
    require_few,
    require_short,
    require_small,
)
from statserver_bindgen.rendering.text_formats import check_format, text_length
from statserver_bindgen.rendering.values import require_printable

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from statserver_bindgen.rendering.budget import Budget

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
        require_short(text_length(left) + text_length(right))
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
