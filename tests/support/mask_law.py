"""The law of suggestions as a check: applying them never changes what the author meant.

`violations` takes cases and a parser, a function from texts to `Parsed` texts, and returns each
text of a wrong meaning. It applies the suggestions of a text one by one and together, and again
until none is left. The parser gets many texts at once, so that it may be another process.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from support.mask_mistakes import Case

# Rounds after which suggestions that lead to each other are an error.
MOST_ROUNDS: Final = 30


class Replacement(NamedTuple):
    """The suggestion of a problem and the range that it replaces."""

    start: int
    length: int
    text: str

    @property
    def end(self) -> int:
        """The end of the range."""
        return self.start + self.length


class Parsed(NamedTuple):
    """A parsed text: its canonical text, or None if it has errors, and its suggestions."""

    canonical_text: str | None
    replacements: tuple[Replacement, ...]


class Violation(NamedTuple):
    """A case, the text to which suggestions lead, and its meaning, which the author cannot have."""

    case: Case
    text: str
    canonical_text: str


def violations(
    cases: Iterable[Case], parse: Callable[[Sequence[str]], Sequence[Parsed]]
) -> list[Violation]:
    """Return the violations of the law in cases."""
    violated: list[Violation] = []
    seen: set[tuple[Case, str]] = set()
    texts = dict.fromkeys((case, case.text) for case in cases)
    for number in range(MOST_ROUNDS):
        seen.update(texts)
        following: dict[tuple[Case, str], None] = {}
        for (case, text), parsed in zip(texts, parse([it for _, it in texts]), strict=True):
            canonical = parsed.canonical_text
            if canonical is not None and not _is_meant(case, canonical):
                violated.append(Violation(case, text, canonical))
            choices = [*_choices(parsed.replacements, is_first=number == 0)]
            next_texts = ((case, apply(text, it)) for it in choices)
            following.update(dict.fromkeys(it for it in next_texts if it not in seen))
        if not following:
            return violated
        texts = following
    raise AssertionError(f"suggestions lead to each other: {[*texts][:3]}")


def _is_meant(case: Case, canonical_text: str) -> bool:
    return frozenset(filter(None, canonical_text.split(","))) in case.meanings


def _choices(
    replacements: Sequence[Replacement], *, is_first: bool
) -> Iterator[Sequence[Replacement]]:
    """Yield the replacements to apply: together, and one by one (later on, the first and last)."""
    if not replacements:
        return
    yield disjoint(replacements)
    yield disjoint(sorted(replacements, key=lambda it: it.length))
    for replacement in replacements if is_first else {replacements[0], replacements[-1]}:
        yield [replacement]


def disjoint(replacements: Iterable[Replacement]) -> list[Replacement]:
    """Return each replacement that overlaps with none before it."""
    applied: list[Replacement] = []
    for replacement in replacements:
        if all(replacement.end <= it.start or it.end <= replacement.start for it in applied):
            applied.append(replacement)
    return applied


def apply(text: str, replacements: Iterable[Replacement]) -> str:
    """Return a text with disjoint ranges replaced."""
    for start, length, suggestion in sorted(replacements, reverse=True):
        text = text[:start] + suggestion + text[start + length :]
    return text
