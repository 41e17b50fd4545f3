"""Sample texts with mistakes that authors of masks make, from the names of a catalog.

Each function takes names and yields texts; `far` is a name that resembles none.
"""

from __future__ import annotations

from itertools import chain, product
from typing import TYPE_CHECKING, Final

from statserver_bindgen import mask_vocabulary
from statserver_bindgen.conformance.mask_runs import characters

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from statserver_bindgen.conformance.catalog_index import CatalogIndex

FAR: Final = "Zzyzx"
KELVIN: Final = "\u212a"
"""The sign for kelvin: not a letter of ASCII, but its lower case is one."""
# The most known names of a kind, and names of a length, that are asked for.
_MOST_OF_A_KIND: Final = 12
_MOST_OF_A_LENGTH: Final = 2
_LONGEST_SHORT_NAME: Final = 9
# The most names among which a name that begins with another one is looked for.
_MOST_COMPARED: Final = 2_000


def signs(name: str, other: str) -> Iterator[str]:
    """Yield masks with another sign than a tilde before a name, and in other positions."""
    for sign in characters().exclusion_signs:
        yield from (f"*,{sign}{name}", f"{sign}{name}", sign, f"{sign} {name}", f"{sign}*")
        yield from (f"~{sign}{name}", f"{sign}~{name}", f"{sign}{name.lower()}", f"{name}{sign}")
        yield from (f"{name} {sign}{other}", f"{name};{sign} {other}", f"*{sign}{name}")
    for sign in characters().other_signs:
        yield from (f"*,{sign}{name}", f"{sign}{name}", sign, f"{name}{sign}{other}")
        yield from (f"{name}{sign}", f"{sign} {name}", f"{sign}{name} {other}", f"~{sign}{name}")
    yield from (f"*,!{name},!{name}", f"{name},!{name}", f"*,!{name},~{name}", f"!{name},!{other}")
    yield from (f"*,!{FAR}", f"!{FAR},{name}", f"!{name},~{other}", f"!!{name}", f"!{name}!")
    yield from (
        f"* ~{name} {other}",
        f"* -{name} {other}",
        f"*,~{name} {other}",
        f"-{name};{other}",
    )
    yield from (
        f"{name} ~{other} {name}",
        f"{name}~{other}",
        f"{name} ~ {other}",
        f"~{name}~{other}",
    )
    yield from (f"~{name};{other}", f"~{name};~{other}", f"!{name};{other}", f"*;~{name};{other}")


def groups(name: str, other: str) -> Iterator[str]:
    """Yield masks with brackets, and with quotes around items or after a sign."""
    brackets = characters().brackets
    for opening, closing in zip(brackets[::2], brackets[1::2], strict=False):
        yield from (f"*,~{opening}{name},{other}{closing}", f"{opening}{name},{other}{closing}")
        yield from (f"*,~{opening}{name}{closing}", f"{name},{opening}{other}{closing}")
        yield from (f"{name}{closing}", f"{opening}{name}", f"{name}{opening}{other}")
    for quote in characters().quotes:
        yield from (f"*,~{quote}{name}{quote}", f"*,~{quote}{name},{other}{quote}")
        yield from (f"{name},{quote} {other} {quote}", f"{name},{quote}{other}")
    yield from (f'{name},"{other.lower()}"', f'{name},"*"', f'{name},""', f'{name},"{FAR}"')
    yield from (
        f'{name},"',
        f'{name},"{other}" "{name}"',
        f"{name},'{other}\"",
        f'{name},"~{other}"',
    )
    yield from (f'{name},"{other};{name}"', f'"{name},{other}', f"!'{name}'", f'"{name}" ')


def option_lines(name: str, other: str) -> Iterator[str]:
    """Yield masks after the key of an option, and texts that resemble that."""
    for key in mask_vocabulary.load().option_keys:
        yield from (f"{key}={name}", f"{key} = {name},~{other}", f"{key.lower()}:{name}")
        yield from (f"{key.upper()}=", f" {key}\t:\t*,~{name} ", f'{key}="{name},{other}"')
        yield from (
            f"{key}={name}, ",
            f"{key}= ",
            f"{key}={FAR}",
            f"{key}=={name}",
            f"{key}=~{name}",
        )
        yield from (f"{key}{name}", key, f"X{key}={name}", f"{key}X={name}", f"{key}\u00a0={name}")
        yield from (
            f"{key}={key}={name}",
            f"{name},{key}={other}",
            f"\x0c{key}={name}",
            f"~{key}={name}",
        )
        yield from (f"{key.replace('k', KELVIN)}={name}", f'"{key}={name}"', f"{key}\n=\n{name}")


def separators(name: str, other: str) -> Iterator[str]:
    """Yield names with something between them that is not a comma."""
    for space in ("\x0c", "\xa0", "\x0b", "\u2028", " \x0c ", "  "):
        yield from (f"{name}{space}{other}", f"{name},{space}{other}", f"{name}{space},{other}")
        yield from (space, f"MainMask={space}", f"*{space}", f"*,~{space}", f"{space}*")
    yield from ("*.", "*,~*.", "*-", "*\u200b", "*\u200b,~A", ".*")
    for one, two in ((name, FAR), (FAR, name), (name, f"~{FAR}"), (FAR, f"~{name}"), (FAR, FAR)):
        yield from (f"{one} {two}", f"{one}\n{two}", f"{one};{two}")
    for separator in characters().separators:
        yield from (
            f"{name}{separator}{separator}{other}",
            f"{separator}{name}",
            f"{name}{separator}",
        )
        yield from (
            f"{name}{separator}~{other}",
            f"{name} {separator}~ {other}",
            f"*{separator}{name}",
        )
    yield from (
        f"{name};|{other}",
        f"{name};;;{other}",
        f"{name}; ;{other}",
        f"{name};\n~\n{other}",
    )
    yield from (f"{name} ;{other}; {FAR}", f"{name} {other} {FAR}", f"{FAR} {name} {other}", "*;*")
    for word in mask_vocabulary.load().separator_words:
        for between in (
            f" {word} ",
            f" {word.upper()}\t",
            f"  {word}  {word} ",
            word,
            f" {word}",
            f";{word} ",
            f"\xa0{word} ",
            f" {word}\x0c",
        ):
            yield from (f"{name}{between}{other}", f"{name}{between}{FAR}", f"{FAR}{between}{name}")
        yield from (
            f"{word} {name}",
            f"{name} {word}",
            f"{name} {word} ~{other}",
            f"{name},{word},{other}",
        )
        yield from (f"*,~{name} {word} {other}", f"~{name} {word} ~{other}", f"* {word} {name}")
        yield from (f"{other[:3]} {word} {other[3:]}", f"{name} {word} {other} {word} {name}", word)
    yield from (f"{name} or and {other}", f"{name} and or {other}", f"{name} xor {other}")


def repetitions(name: str, other: str) -> Iterator[str]:
    """Yield masks of up to three items about two names and all names, in every order."""
    items = ("*", "~*", name, f"~{name}", other, f"~{other}")
    for count in (2, 3):
        yield from map(",".join, product(items, repeat=count))
    for item in (FAR, f"~{FAR}", "", "~", f"{name};{other}", f"!{other}"):
        yield from (
            f"{name},~{other},{item}",
            f"{item},*,{name}",
            f"{item},~{name}",
            f"{item},{item}",
        )


def parts_of_names(index: CatalogIndex) -> Iterator[str]:
    """Yield names with whitespace or characters in them, also where a part is a name itself."""
    names = index.names[:_MOST_COMPARED]
    known_names = {it.name for it in index.catalog.known_names}
    pairs = [(name[:at], name[at:]) for name in names for at in range(1, len(name))]
    of_names = [it for it in pairs if not index.rank.keys().isdisjoint(it)]
    of_known_names = [it for it in pairs if not known_names.isdisjoint(it)]
    whole = [
        (name[: len(name) // 2], name[len(name) // 2 :]) for name in names[:: len(names) // 3 + 1]
    ]
    for one, two in (*_some(of_names), *_some(of_known_names), *whole):
        yield from (
            f"{one} {two}",
            f"{one}.{two}",
            f"*,~{one} {two}",
            f"{one}; {two}",
            f" \xa0{one}{two}",
        )
        yield from (f"{one} {two.lower()}", f"{one}\u200b{two}", f"{one}-{two}", f"{one}{two} .")


def _some(pairs: Sequence[tuple[str, str]]) -> Sequence[tuple[str, str]]:
    """Return up to eight pairs, at equal distances."""
    return pairs[:: len(pairs) // 8 + 1]


def known_names(index: CatalogIndex) -> Iterator[str]:
    """Yield known names of each kind: as they are, in another case, misspelt, excluded."""
    by_kind: dict[str, list[str]] = {}
    for entry in index.catalog.known_names:
        by_kind.setdefault(entry.kind, []).append(entry.name)
    for name in chain.from_iterable(names[:_MOST_OF_A_KIND] for names in by_kind.values()):
        yield from (name, name.lower(), name.upper(), f"*,~{name}", f"*,~{name.lower()}")
        yield from (name.replace("k", KELVIN), name.replace("K", KELVIN))
    for name in chain.from_iterable(names[:2] for names in by_kind.values()):
        yield from (f"{name},{name}", f"{name},~{name}", f'"{name}"', f"!{name}", f"{name} {name}")
        yield from (
            f"{name[:-1]}",
            f"{name}x",
            f"{name[:2]} {name[2:]}",
            f"{name}.",
            f"MainMask={name}",
        )


def near_names(index: CatalogIndex) -> Iterator[str]:
    """Yield texts that few edits lead to: of short names, and of those around the limits."""
    by_length: dict[int, list[str]] = {}
    for name in index.names:
        by_length.setdefault(len(name), []).append(name)
    for length, names in sorted(by_length.items()):
        if length <= _LONGEST_SHORT_NAME:
            for name in names[:_MOST_OF_A_LENGTH]:
                yield from _edited(name)
    for name in index.names[:: len(index.names) // 2 + 1]:
        yield from _edited(name)
    for name in [it for it in index.names if {*it} & {*"Kk"}][:_MOST_OF_A_KIND]:
        yield from (name.replace("k", KELVIN), name.replace("K", KELVIN))


def _edited(name: str) -> Iterator[str]:
    """Yield a name after one edit at each position, and after two at some."""
    ends = (0, len(name) // 2, len(name) - 2)
    for at in range(len(name) - 1):
        yield name[:at] + name[at + 1] + name[at] + name[at + 2 :]
    for at in ends:
        yield from (
            f"{name[:at]}q{name[at:]}",
            f"{name[:at]}q{name[at + 1 :]}",
            name[:at] + name[at + 1 :],
        )
    middle = len(name) // 2
    # Two edits after the first two letters, which a suggestion keeps.
    yield from (f"{name[:2]}q{name[3:-1]}q", f"{name[:2]}q{name[2:]}q", f"{name[:2]}q{name[3:]}q")
    yield from (f"{name[:3]}{name[4:-1]}", f"{name[:2]}qq{name[4:]}", f"{name[:1]}q{name[2:]}")
    yield from (f"q{name[1:-1]}q", f"q{name}q", name[1:-1], f"q{name[:-1]}", f"qq{name[2:]}")
    yield from (f"q{name[1:middle]}q{name[middle + 1 : -1]}q", f"{name[:middle]}_{name[middle:]}")
    yield from (f"_{name}", f"{name}_q")


def limits(name: str, other: str) -> Iterator[str]:
    """Yield texts at the limit of what messages show, and problems after unusual characters."""
    shown = mask_vocabulary.load().limits.shown
    for count in (shown - 1, shown, shown + 1):
        long = "x" * count
        yield from (long, f"{name} {long}", f"{name},~{long[1:]}", f"{long},{long}")
        yield from (f'"{long[2:]}",{name}', f"{name},{long},~{long}", f"~{long},~{long}")
        yield from ("\\" * count, "é" * count, "\U0001f4de" * count)
    for text in ("\U0001f4de", "\U0001f4de\U0001f4de", "é", "\U0001d49e\u0301"):
        yield from (
            f"{text},{name[1:]}",
            f"{text} {name},{FAR}",
            f'"{text},{FAR}"',
            f"{text}!,!{name}",
        )
        yield from (f"{text},{name},{name}", f"{text},~{name} {other}", f"MainMask={text},{FAR}")


def counts(name: str) -> Iterator[list[list[str | int]]]:
    """Yield texts with as many unknown names as are looked up, and with one less or more."""
    compared = mask_vocabulary.load().limits.compared
    near = name[:1] + name[2:]
    for count in (compared - 1, compared, compared + 1):
        yield [[f"{FAR},", count], [near, 1]]
        yield [[f"~{FAR},", count - 1], [f"{near},{near}", 1]]
    yield [[f"{name.lower()},", compared + 1], [near, 1]]
    yield [["\U0001f4de,", compared + 1], [near, 1]]
