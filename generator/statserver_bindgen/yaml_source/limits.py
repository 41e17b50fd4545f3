"""The limits of a YAML file, so that no input exhausts time, memory or stack."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from statserver_bindgen.diagnostics import in_order
from statserver_bindgen.rules.yaml import TOO_MANY_PROBLEMS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from statserver_bindgen.diagnostics import Diagnostic


class Limits(NamedTuple):
    """The limits of one file; exceeding one is reported by a rule of its own.

    Attributes:
        file: bytes of the file. Half a million rows fit.
        depth: levels of nested lists and mappings.
        values: keys and values.
        memory: bytes of memory for keys and values, in addition to `density` bytes for each
            character. All of reading and checking needs a little more.
        density: bytes of memory for the keys and values in one character of the file.
        text: characters of one text.
        problems: diagnostics of all checks together.
    """

    file: int = 64 * 1024 * 1024
    depth: int = 32
    values: int = 10_000_000
    memory: int = 40 * 1024 * 1024
    density: int = 14
    text: int = 100_000
    problems: int = 1_000


LIMITS: Final = Limits()


def cap(
    diagnostics: Iterable[Diagnostic], limits: Limits = LIMITS, *, before: int = 0
) -> tuple[Diagnostic, ...]:
    """Return the first diagnostics in order; if there are more, the last one reports that.

    Args:
        diagnostics: the diagnostics of one or more checks; each may stop after one too many.
        limits: the limits of the file.
        before: the number of diagnostics of earlier checks.
    """
    every = [*diagnostics]
    ordered = in_order(it for it in every if it.rule is not TOO_MANY_PROBLEMS)
    most = max(limits.problems - before, 0)
    if len(ordered) <= most and not is_capped(every):
        return ordered
    message = f"more than {limits.problems:,} problems; the others are not reported"
    hint = "fix these problems, then check the file again"
    first = ordered[:most]
    return (*first, TOO_MANY_PROBLEMS.at((first or ordered)[-1].span, message, hint))


def is_capped(diagnostics: Iterable[Diagnostic]) -> bool:
    """Return whether a diagnostic reports that there are more."""
    return any(it.rule is TOO_MANY_PROBLEMS for it in diagnostics)
