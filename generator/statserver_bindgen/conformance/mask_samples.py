"""Sample texts for the mask parser: valid, invalid and hostile, made from the names of a catalog.

Long texts are lists of repeated parts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import permutations
from typing import TYPE_CHECKING, Final

from statserver_bindgen.conformance import history_samples, mistake_samples
from statserver_bindgen.conformance.mask_runs import characters

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from statserver_bindgen.conformance.catalog_index import CatalogIndex

# A text, or its parts, each with the number of repetitions: [part, count].
Parts = str | list[list[str | int]]

LONG: Final = 100_000
# Characters that remain in masks unseen, or that reorder the visible text.
_INVISIBLE: Final = (
    *("\0", "\x0b", "\x7f", "\x85", "\xa0", "\xad", "\u200b", "\u200d", "\u200f"),
    *("\u2028", "\u202e", "\u2066", "\u3000", "\ufeff", "\U000e0041"),
)


@dataclass(frozen=True)
class MaskSamples:
    """The sample texts for a catalog."""

    index: CatalogIndex

    def __iter__(self) -> Iterator[Parts]:
        seen: dict[str, None] = {}
        for texts in (
            self._valid(),
            self._at_each_position(),
            self._in_pairs(),
            self._in_quotes(),
            self._with_unusual_characters(),
            *self._mistakes(),
        ):
            seen.update(dict.fromkeys(texts))
        yield from seen
        yield from self._long()

    def _mistakes(self) -> Iterator[Iterator[str]]:
        name, other, third, fourth = self.names
        yield mistake_samples.signs(name, other)
        yield mistake_samples.groups(other, third)
        yield mistake_samples.option_lines(third, fourth)
        yield mistake_samples.separators(name, fourth)
        yield mistake_samples.repetitions(name, third)
        yield mistake_samples.parts_of_names(self.index)
        yield mistake_samples.known_names(self.index)
        yield mistake_samples.near_names(self.index)
        yield mistake_samples.limits(name, other)
        yield history_samples.masks(self.index)

    @cached_property
    def names(self) -> tuple[str, str, str, str]:
        """Four names at equal distances in the table; repeated if the table is small."""
        names = self.index.names
        first, second, third, fourth = (names[len(names) * quarter // 4] for quarter in range(4))
        return first, second, third, fourth

    @cached_property
    def invalid_items(self) -> Mapping[str, str]:
        """Items that are invalid by themselves, by their problem."""
        name, other, third, _ = self.names
        label = next((it.label for it in self.index.catalog.actions if it.scope), "")
        return {
            "letters left out": name[:2] + name[3:],
            "letters swapped": name[:-3] + name[-2:-1] + name[-3:-2] + name[-1:],
            "a letter too many": f"{name}e",
            "only a beginning": name[: len(name) // 2 + 2],
            "a variant per call type": f"{name}Inbound",
            "of another catalog": "CampaignStarted",
            "nothing like a name": "Zzyzx",
            "a digit": "7",
            "an id": self.index.catalog.actions[len(self.index.names) // 2].id,
            "an id in lower case": self.index.catalog.actions[0].id.lower(),
            "a label": label or f"{name} (Regular DNs)",
            "a label in lower case": label.lower() or name.lower(),
            "a label with another letter": re.sub("[Kk]", mistake_samples.KELVIN, label),
            "an unknown scope": f"{name} (Elsewhere)",
            "lower case": name.lower(),
            "upper case": name.upper(),
            "a small first letter": other[0].lower() + other[1:],
            "only a tilde": "~",
            "nothing": "",
            "quotes": f'"{name}"',
            "a quote": f"{name}'",
            "whitespace inside": f"{name} \t {other}",
            "a space in a name": f"{other[:3]} {other[3:]}",
            "a semicolon": f"{name};{other}",
            "a semicolon and a tilde": f"{name} ; ~ {other}",
            "a bar between unknown ones": f"{name}|Zzyzx",
            "a bracket between names": f"{name})({other}",
            "no comma after a star": f"*~{name}",
            "no comma after a star, more than once": f"*~{name}~{other}",
            "a star as a wildcard": f"{name[:4]}*",
            "two stars": "**",
            "a star before a name": f"*{name}",
            "two tildes": f"~~{name}",
            "a space after a tilde": f"~ {name}",
            "a minus for a tilde": f"-{name}",
            "a full stop": f"{third}.",
        }

    @cached_property
    def items_by_kind(self) -> Mapping[str, str]:
        """An item with each kind of problem, and a second one with another cause of it."""
        name, other, third, fourth = self.names
        return {
            "unknown-name": self.invalid_items["letters left out"],
            "unknown-name of an id": self.invalid_items["an id"],
            "wrong-case": third.lower(),
            "empty-item": "",
            "empty-item after a tilde": "~",
            "bad-character": f"{other}!",
            "bad-character for a comma": f"{fourth};{third}",
            "duplicate": f"{name},{name}",
            "duplicate of an exclusion": f"~{fourth},~{fourth}",
            "contradiction": f"{third},~{third}",
            "contradiction of all": "*,~*",
            "exclude-from-nothing": f"~{other}",
            "redundant-inclusion": f"*,{other}",
            "redundant-exclusion": f"{name},~{fourth}",
        }

    def _valid(self) -> Iterator[str]:
        name, other, third, fourth = self.names
        yield from ("*", "~*", name, f"{name},{other}", f"{fourth},{third},{other},{name}")
        yield from (f"*,~{name}", f"*,~{fourth},~{name}", f"~{name},*", f"~{third},*,~{name}")
        yield from (f"{name},*", f"*,{name}", f"*,{name},~{other}", f"{name},{other},~{third}")
        yield from (f"~{name},{other}", f"{name},~*", f"~*,{name}", f"~*,~{name}", f"*,~*,{name}")
        yield ",".join(self.index.names[:12])
        yield ",".join(["*", *(f"~{it}" for it in self.index.names[-12:])])
        for space in (*characters().whitespace, " \r\n\t"):
            yield f"{space}{name}{space},{space}~{other}{space}"

    def _at_each_position(self) -> Iterator[str]:
        """Yield each invalid item alone, first, in the middle, last, and excluded."""
        _, other, third, _ = self.names
        for item in self.invalid_items.values():
            yield from (item, f"{item},{other}", f"{other}, {item} ,{third}", f"*,~{item}")
            yield f"{other},{item}"

    def _in_pairs(self) -> Iterator[str]:
        """Yield each pair of kinds of problems, in both orders; also excluded, and as an option."""
        for one, other in permutations(self.items_by_kind.values(), 2):
            yield f"{one},{other}"
        for item in self.items_by_kind.values():
            yield from (f"~{item},~{self.names[3]}", f"~{item},~", f"MainMask={item}")

    def _in_quotes(self) -> Iterator[str]:
        name, other, *_ = self.names
        inner = f"{name},~{other}"
        for one in characters().quotes:
            yield from (f"{one}{inner}{one}", f"{one}{name}", f"{name},{one}{other}{one}")
        yield from (
            f'"{name}","{other}"',
            f"'\"{inner}\"'",
            f" “ {inner} ” ",
            f'"{inner}',
            '""',
            '"',
        )
        yield from ('"*"', '" "', f"'{name},{name.lower()},Zzyzx,,~'")

    def _with_unusual_characters(self) -> Iterator[str]:
        name, other, third, _ = self.names
        for one in _INVISIBLE:
            yield from (f"{one}{name}", f"{name[:3]}{one}{name[3:]}", f"{name}{one},{other}")
        for one in characters().separators:
            yield from (f"{name}{one}{other}", f"{name} {one} ~{other}", f"{name}{one}Zzyzx")
        yield from (f"{name}\u0301", f"e\u0301,{name}", f"\U0001d49e{name},{other}", "\U0001f4de")
        yield from (f"\U0001f4de,{name.lower()}", f"{name}\U0001f4de\U0001f4de{other},Zzyzx")
        yield from ("\u05d0\u05d1,\u202e" + name, "Größe", "ſtarted", "K" + name[1:], "\u0131d")
        yield from (",", ",,", ", ,", " ", "\t\r\n", f",{name}", f"{name},", f"{name},,{other}")
        yield from ("~", "~ ", "~,~", "~~", "~*,~*", "* *", "*,*", "*;*", "* ~ *", "*,~ *", "~*;*")
        yield from (f"{name}\n{other}", f"{name}\n~{other}", f"{name} {other} {third}", "\\", "\\n")
        yield from (f"{name}\\", f'{name}"{other}', "{{ 7 * 7 }}", "</script>", "%s", "null", "_")
        yield from ("Zzyzx,Zzyzx", "Zzyzx,~Zzyzx", "*,~Zzyzx", "~Zzyzx", f"b_2,{name},a1,B")

    def _long(self) -> Iterator[Parts]:
        name = self.names[0]
        yield [[" ", LONG]]
        yield [["~", LONG]]
        yield [["*", LONG]]
        yield [["x", LONG]]
        yield [["x", LONG], [f",{name}", 1]]
        yield [["\U0001f4de", LONG // 4], [f",{name.lower()}", 1]]  # 100 kB of UTF-8
        yield [[name, 1], ["\r\n", LONG // 2], [",~", 1], [name, 1]]
        yield [[f"{name} ", 1], ["\0", LONG], [name, 1]]
        yield from mistake_samples.counts(name)


def join_parts(text: Parts) -> str:
    """Return the text of the parts."""
    if isinstance(text, str):
        return text
    return "".join(str(part) * int(count) for part, count in text)
