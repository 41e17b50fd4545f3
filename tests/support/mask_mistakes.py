"""Masks with the mistakes that people make, each with the meanings that its author can have had.

`cases` takes a catalog and returns a strategy of `Case`s; `sample_cases` returns a fixed sample. A
mask of known intent is written item by item, with mistakes of one kind or two.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import product
from random import Random
from typing import TYPE_CHECKING, Final, NamedTuple

from hypothesis import strategies as st

from statserver_bindgen import mask_vocabulary
from statserver_bindgen.suggestions import lower
from support.known_intent import Names

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from statserver_bindgen.catalog import Catalog

    Choose = Callable[[Sequence[str]], str]

CHARACTERS: Final = mask_vocabulary.load().characters
CALL_TYPES: Final = ("Inbound", "Outbound", "Internal", "Consult", "Unknown")
COMMAS: Final = (",", ", ", " ,\n")
# Written between names instead of a comma.
SEPARATORS: Final = (
    *(" ", "\n", "\t ", " or ", " and ", " OR ", "||", " && "),
    *CHARACTERS.separators,
    *(f" {it} " for it in CHARACTERS.separators),
)
INVISIBLE: Final = ("\ufeff", "\u200b", "\u202e", "\xa0", "\x00")
TRAILING: Final = (".", ";", ":", "?", "é", " .", "\u200b")
# A template of the text in brackets, or in quotes.
IN_BRACKETS: Final = ("({})", "[{}]", "{{{}}}", "<{}>")
IN_QUOTES: Final = tuple(f"{it}{{}}{it}" for it in CHARACTERS.quotes)
# Written between the parts of a name.
GAPS: Final = (" ", "-", ".", "  ", "\u200b", "\n", ":", "*")
OPTIONS: Final = ("MainMask=", "RelMask = ", "mainmask: ", " RELATIVEMASK=")
_PART: Final = re.compile("[A-Z]+[a-z0-9]*|_[A-Za-z0-9]+")

Meaning = frozenset[str]
"""The items of the canonical text of a mask."""


class Case(NamedTuple):
    """A text, and the meanings of which its author can have had one: none if that is not clear.

    Names that the catalog does not list are kept, so that a name may be meant literally.
    """

    text: str
    meanings: frozenset[Meaning]


class WrittenItem(NamedTuple):
    """An item as its author wrote it.

    Attributes:
        text: the text of the item.
        is_excluded: whether the author excludes the name.
        intent: the name that the author means.
        readings: the names in a mask that mean it: none if the intent is not clear.
    """

    text: str
    is_excluded: bool
    intent: str
    readings: frozenset[str]


STAR: Final = WrittenItem("*", is_excluded=False, intent="*", readings=frozenset({"*"}))


@dataclass(frozen=True)
class Author:
    """Writes items of known intent, with mistakes; `choose` decides which."""

    names: Names
    choose: Choose

    def write(self, name: str, mistake: str, *, is_excluded: bool) -> WrittenItem:
        """Return an item that means an action name or a known name, with a mistake."""
        return self.mistakes[mistake](name, "~" if is_excluded else "")

    @property
    def mistakes(self) -> dict[str, Callable[[str, str], WrittenItem]]:
        """The mistakes that an item can have."""
        return {
            "none": self._correctly,
            "wrong case": self._in_wrong_case,
            "typo": self._with_typo,
            "variant": self._as_variant,
            "known name": self._as_known_name,
            "known name in wrong case": self._as_known_name_in_wrong_case,
            "wrong sign": self._with_wrong_sign,
            "unclear sign": self._with_unclear_sign,
            "brackets": self._in_brackets,
            "quotes": self._in_quotes,
            "gap": self._with_gap,
            "invisible character": self._with_invisible_character,
            "trailing character": self._with_trailing_character,
            "id or label": self._as_id_or_label,
        }

    def _correctly(self, name: str, sign: str) -> WrittenItem:
        return self._item(sign + name, sign, name, self.names.readings(name))

    def _in_wrong_case(self, name: str, sign: str) -> WrittenItem:
        text = self.choose(
            [name.lower(), name.upper(), name.swapcase(), name[0].lower() + name[1:]]
        )
        return self._in_case(name, text, sign)

    def _in_case(self, name: str, text: str, sign: str) -> WrittenItem:
        """Write a name as a text in another case, which may be another name."""
        if text in self.names.every_name:
            return self._correctly(text, sign)
        return self._item(sign + text, sign, name, self.names.readings_in_other_case(name, text))

    def _with_typo(self, name: str, sign: str) -> WrittenItem:
        inner = [*map(str, range(1, len(name) - 1))]
        if not inner:
            return self._correctly(name, sign)
        at = int(self.choose(inner))
        before, letter, after = name[:at], name[at], name[at + 1 :]
        text = self.choose(
            [
                before + after,
                f"{before}{letter}{letter}{after}",
                f"{before}x{after}",
                f"{before}{after[:1]}{letter}{after[1:]}",
            ]
        )
        if lower(text) in self.names.by_lower:
            return self._correctly(name, sign)
        return self._item(sign + text, sign, name, self.names.readings_of_typo(name, text))

    def _as_variant(self, name: str, sign: str) -> WrittenItem:
        """Write a member of a group: its name never becomes that of the group."""
        text = name + self.choose(["", *GAPS]) + self.choose(CALL_TYPES)
        is_name = re.fullmatch(r"\w+", text, re.ASCII)
        return self._item(sign + text, sign, text, self.names.readings(text) if is_name else ())

    def _as_known_name(self, name: str, sign: str) -> WrittenItem:
        return self._correctly(self.choose([*self.names.known_names, name]), sign)

    def _as_known_name_in_wrong_case(self, name: str, sign: str) -> WrittenItem:
        return self._in_wrong_case(self.choose([*self.names.known_names, name]), sign)

    def _with_wrong_sign(self, name: str, sign: str) -> WrittenItem:
        sign = self.choose(CHARACTERS.exclusion_signs) if sign else sign
        return self._item(
            sign + self.choose(["", " "]) + name, sign, name, self.names.readings(name)
        )

    def _with_unclear_sign(self, name: str, sign: str) -> WrittenItem:
        signs = [*CHARACTERS.other_signs, "~~", "~!", "!~", "not ", "NOT "]
        sign = self.choose(signs)
        return self._item(sign + self.choose(["", " "]) + name, sign, name, ())

    def _in_brackets(self, name: str, sign: str) -> WrittenItem:
        text = self.choose(IN_BRACKETS).format(name)
        return self._item(sign + text, sign, name, self.names.readings(name))

    def _in_quotes(self, name: str, sign: str) -> WrittenItem:
        quote = self.choose(CHARACTERS.quotes)
        texts = [
            f"{quote}{sign}{name}{quote}",
            f"{sign}{quote}{name}{quote}",
            f"{quote}{sign}{name}",
        ]
        return self._item(self.choose(texts), sign, name, self.names.readings(name))

    def _with_gap(self, name: str, sign: str) -> WrittenItem:
        """Write a name in pieces; if a piece is a name itself, the intent is not clear."""
        pieces = _PART.findall(name)
        is_clear = len(pieces) == 1 or not any(map(self.names.is_name, pieces))
        text = self.choose(GAPS).join(pieces)
        return self._item(sign + text, sign, name, self.names.readings(name) if is_clear else ())

    def _with_invisible_character(self, name: str, sign: str) -> WrittenItem:
        character = self.choose(INVISIBLE)
        texts = [
            f"{sign}{character}{name}",
            f"{character}{sign}{name}",
            f"{sign}{name[:3]}{character}{name[3:]}",
        ]
        return self._item(self.choose(texts), sign, name, self.names.readings(name))

    def _with_trailing_character(self, name: str, sign: str) -> WrittenItem:
        """Write a name with a character after it; a sign there may concern the next item."""
        trailing = self.choose([*TRAILING, " -", "-"])
        is_clear = trailing in TRAILING
        return self._item(
            sign + name + trailing, sign, name, self.names.readings(name) if is_clear else ()
        )

    def _as_id_or_label(self, name: str, sign: str) -> WrittenItem:
        rows = self.names.with_name(name)
        if not rows:
            return self._correctly(name, sign)
        text = self.choose([rows[0].id, rows[-1].label, rows[-1].label.lower()])
        if self.names.is_name(text):
            return self._in_case(name, text, sign)
        literal = {text} if text == rows[0].id else set[str]()
        return self._item(sign + text, sign, name, literal | self.names.readings(name))

    def _item(self, text: str, sign: str, name: str, readings: Iterable[str]) -> WrittenItem:
        return WrittenItem(text, sign != "", self.names.intent(name), frozenset(readings))


def meanings(names: Names, items: Sequence[WrittenItem]) -> frozenset[Meaning]:
    """Return each meaning of a mask: that of each consistent choice of readings."""
    intents = [it.intent for it in items]
    return frozenset(
        meaning
        for readings in product(*(it.readings for it in items))
        if names.is_consistent(intents, readings)
        for meaning in _meanings_of([*zip(readings, (it.is_excluded for it in items), strict=True)])
    )


def _meanings_of(items: Sequence[tuple[str, bool]]) -> Iterable[Meaning]:
    included = {name for name, is_excluded in items if not is_excluded}
    excluded = {name for name, is_excluded in items if is_excluded}
    if "*" in included:
        yield frozenset({"*", *(f"~{it}" for it in excluded)})
        return
    yield frozenset(included - excluded)
    if not included:  # only exclusions: nothing as it is written, all but these as it is meant
        yield frozenset({"*", *(f"~{it}" for it in excluded)})


def join(
    choose: Choose, items: Sequence[WrittenItem], separators: Sequence[str]
) -> tuple[str, bool]:
    """Return the text of items, and whether it is clear which of them are excluded.

    After a wrong separator, an item without a sign may share the sign of an item before it.
    """
    text, is_clear, is_after_sign = items[0].text, True, items[0].is_excluded
    for item in items[1:]:
        separator = choose(separators)
        if separator in COMMAS:
            is_after_sign = False
        elif is_after_sign and not item.is_excluded:
            is_clear = False
        is_after_sign = is_after_sign or item.is_excluded
        text += separator + item.text
    return text, is_clear


def wrap(choose: Choose, text: str) -> str:
    """Return a text with a mistake that concerns it as a whole."""
    quote = choose(CHARACTERS.quotes)
    match choose(("option", "quotes", "option and quotes", "brackets", "comma", "whitespace")):
        case "option":
            return choose(OPTIONS) + text
        case "quotes":
            return f"{quote}{text}{quote}"
        case "option and quotes":
            return f"{choose(OPTIONS)}{quote}{text}{quote}"
        case "brackets":
            return choose(IN_BRACKETS).format(text)
        case "comma":
            return f"{text},"
        case _:
            return f" {text}\n"


def exclude_group(choose: Choose, names: Names, items: Sequence[WrittenItem]) -> Case:
    """Return a mask that excludes a group of names: its author means each of them."""
    template = choose((*IN_BRACKETS, *IN_QUOTES))
    group = choose((*COMMAS, *SEPARATORS)).join(it.text.lstrip("~") for it in items)
    excluded = [STAR, *(it._replace(is_excluded=True) for it in items)]
    sign = choose(f"~{CHARACTERS.exclusion_signs}")
    return Case(f"*,{sign}{template.format(group)}", meanings(names, excluded))


def write_case(names: Names, choose: Choose) -> Case:
    """Return a mask with one or two kinds of mistakes."""
    author = Author(names, choose)
    kinds = (*author.mistakes, "separators", "whole text", "group")
    mistakes = {choose(kinds), choose(kinds)}
    of_items = ("none", *(it for it in author.mistakes if it in mistakes))
    items: list[WrittenItem] = []
    for name in dict.fromkeys(choose(names.written) for _ in choose(("1", "22", "333", "4444"))):
        is_excluded = choose(("included", "excluded")) == "excluded"
        items.append(author.write(name, choose(of_items), is_excluded=is_excluded))
    if "group" in mistakes:
        return exclude_group(choose, names, items)
    if choose(("names", "all but")) == "all but":
        items.insert(0, STAR)
    wrong = (it for it in SEPARATORS if not names.is_name(it.strip()))
    separators = (*COMMAS, *wrong) if "separators" in mistakes else COMMAS
    text, is_clear = join(choose, items, separators)
    text = wrap(choose, text) if "whole text" in mistakes else text
    return Case(text, meanings(names, items) if is_clear else frozenset())


def cases(catalog: Catalog) -> st.SearchStrategy[Case]:
    """Return a strategy of masks with mistakes."""
    names = Names(catalog)

    @st.composite
    def build(draw: st.DrawFn) -> Case:
        return write_case(names, lambda options: draw(_one_of(tuple(options))))

    return build()


@cache
def _one_of(options: tuple[str, ...]) -> st.SearchStrategy[str]:
    return st.sampled_from(options)


def sample_cases(catalog: Catalog, count: int) -> list[Case]:
    """Return different cases, the same in each run, for parsers that get all of them at once."""
    names, random = Names(catalog), Random(0)  # noqa: S311 - a sample
    sample: dict[Case, None] = {}
    while len(sample) < count:
        sample[write_case(names, random.choice)] = None
    return [*sample]
