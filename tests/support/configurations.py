"""Configuration files with the same stat types in any layout that their format allows.

`configurations(file_format)` draws stat types with the bytes of a file that has them. Names, keys
and values are those of `stat_types`, or those that a test gives.
"""

from __future__ import annotations

import json
import random
import re
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from typing import TYPE_CHECKING, Final, NamedTuple, TypeVar

from hypothesis import strategies as st

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from statserver_bindgen.linting.sections import SourceFile

T = TypeVar("T")

KEYS: Final = {
    "options": ("Objects", "Category", "Subject", "MainMask", "RelMask"),
    "annex": ("Category", "Subject", "MainMask", "RelMask"),
    "application": ("Objects", "Category", "Subject", "MainMask", "RelMask"),
    "gws": ("objectTypes", "category", "subject", "mainMask", "relativeMask"),
    "statistics": ("objects", "category", "subject", "mainMask", "relativeMask"),
    "csv": ("Objects", "Category", "Subject", "MainMask", "RelMask"),
}
"""The keys of the five settings, by format."""
_OTHER_KEYS: Final = ("Description", "Formula", "MediaType", "notificationMode", "x.y-z_1")
_PLAIN: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_,]*")
_NULLS: Final = frozenset({"null", "true", "false", "yes", "no", "on", "off", "y", "n"})
_FOLDED: Final = re.compile(r"(?<=[^\s\\]) (?=[^\s#&*!|>%@`'\"?:,\[\]{}-])")


class StatType(NamedTuple):
    """A stat type: its name, and its keys with their values."""

    name: str
    settings: tuple[tuple[str, str], ...]


class Configuration(NamedTuple):
    """A file: its stat types, and the bytes in one layout."""

    stat_types: tuple[StatType, ...]
    raw: bytes


# Text that editors and parsers keep as it is: no control characters, and no whitespace but spaces.
CHARACTERS: Final = st.one_of(
    st.sampled_from("aZ09 ,*~=:%;#\"'\\/[]{}&!|<>-_.é\U0001f600"),
    st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp", "Zs", "Cn", "Cf")),
)
TEXTS: Final = st.text(CHARACTERS, min_size=1, max_size=20).map(str.strip).filter(bool)
MASKS: Final = st.lists(
    st.sampled_from(["*", "~LoggedOut", "CallWait", "CallInbound", "~X"]), min_size=1, max_size=4
).map(",".join)


@st.composite
def stat_types(draw: st.DrawFn, file_format: str) -> tuple[StatType, ...]:
    """Draw stat types with different names, each with the five keys or some of them."""
    names = draw(st.lists(TEXTS.filter(_is_name), min_size=1, max_size=4, unique=True))
    is_table = file_format == "csv"
    shared = draw(_keys(file_format)) if is_table else ()
    result: list[StatType] = []
    for number, name in enumerate(names):
        keys = shared or draw(_keys(file_format))
        values = [draw(st.one_of(MASKS, TEXTS)) for _ in keys]
        unique = f"vq{number}.{name}" if file_format == "annex" else name
        result.append(StatType(unique, tuple(zip(keys, values, strict=True))))
    return tuple(result)


def _is_name(name: str) -> bool:
    return not name.isspace() and "]" not in name and "[" not in name


def _keys(file_format: str) -> st.SearchStrategy[tuple[str, ...]]:
    five = KEYS[file_format]
    others = () if file_format == "csv" else _OTHER_KEYS
    keys = st.lists(st.sampled_from([*five, *others]), min_size=1, max_size=6, unique=True)
    return keys.filter(lambda it: bool({*it} & {*five})).map(tuple)


@st.composite
def configurations(
    draw: st.DrawFn, file_format: str, types: Sequence[StatType] | None = None
) -> Configuration:
    """Draw a file of a format.

    Args:
        draw: draws a value.
        file_format: the format.
        types: the stat types of the file; drawn by default.
    """
    drawn = tuple(types) if types is not None else draw(stat_types(file_format))
    writer = _Writer(draw(st.integers(0, 2**32)))
    return Configuration(drawn, writer.encode(_WRITERS[file_format](writer, drawn)))


def located(source: SourceFile) -> bool:
    """Return whether each character of each setting is at its offset, or its escape is."""
    for section in source.sections:
        texts = [it for setting in section.settings for it in (setting.key_text, setting.value)]
        for text in (section.name_text, *texts):
            assert len(text.offsets) == len(text.text) + 1, text
            assert [*text.offsets] == sorted(text.offsets), text
            for character, offset in zip(text.text, text.offsets, strict=False):
                written = source.text[offset]
                is_folded = character == " " and written in "\r\n"
                assert written in {character, "\\"} or is_folded, (text, offset)
            assert source.span(text).line >= 1
    return True


class _Writer:
    """Writes stat types in a layout that depends on a seed."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)  # noqa: S311 - a layout, not a key
        self.line_break: str = self.choose("\n", "\n", "\r\n", "\r")

    def choose(self, *choices: T) -> T:
        """Return one of the choices."""
        return self._random.choice(choices)

    def happens(self, share: float) -> bool:
        """Return true in this share of the cases."""
        return self._random.random() < share

    def space(self) -> str:
        """Return whitespace within a line."""
        return self.choose("", "", " ", "  ", "\t")

    def encode(self, text: str) -> bytes:
        """Return a text in an encoding that the tool reads."""
        return self.choose(
            text.encode(),
            text.encode("utf-8-sig"),
            BOM_UTF16_LE + text.encode("utf-16-le"),
            BOM_UTF16_BE + text.encode("utf-16-be"),
        )

    # Section headers with key=value lines.

    def options(self, types: Sequence[StatType]) -> str:
        lines: list[str] = []
        for stat_type in types:
            lines += self.empty_lines()
            lines.append(f"{self.space()}[{self.space()}{stat_type.name}{self.space()}]")
            for key, value in stat_type.settings:
                lines += self.empty_lines()
                if self.happens(0.1):
                    lines.append(f"xxHIDDENxx{key}={value}")
                equals = f"{self.space()}={self.space()}"
                lines.append(f"{self.space()}{key}{equals}{value}{self.choose('', chr(9) * 3)}")
        return self.line_break.join(lines) + self.choose("", self.line_break)

    def annex(self, types: Sequence[StatType]) -> str:
        """Return options with a key that only an annex has."""
        return self.options(
            [it._replace(settings=(("StatName", "x"), *it.settings)) for it in types]
        )

    def empty_lines(self) -> list[str]:
        """Return lines without content."""
        return [self.space()] if self.happens(0.2) else []

    # JSON with comments and single quotes.

    def statistics(self, types: Sequence[StatType]) -> str:
        return self.json_list([*map(self.json_entry, types)])

    def json_entry(self, stat_type: StatType) -> str:
        """Return a request for a stat type."""
        entries = {
            "objectId": self.json_text("a1"),
            "name": self.json_text(stat_type.name),
            "definition": self.json_settings(stat_type),
        }
        return self.json_mapping(entries)

    def application(self, types: Sequence[StatType]) -> str:
        if self.happens(0.5):
            return self.yaml_application(types)
        options = self.json_mapping({it.name: self.json_settings(it) for it in types})
        application = self.json_mapping({"name": self.json_text("a"), "options": options})
        return self.json_mapping({"applications": self.json_list([application])})

    def json_settings(self, stat_type: StatType) -> str:
        """Return the mapping of the settings."""
        return self.json_mapping({key: self.json_text(it) for key, it in stat_type.settings})

    def json_mapping(self, entries: Mapping[str, str]) -> str:
        """Return a mapping of texts in JSON."""
        parts = [
            f"{self.json_text(key)}{self.json_space()}:{self.json_space()}{value}"
            for key, value in entries.items()
        ]
        return self.json_parts("{", parts, "}")

    def json_list(self, parts: Sequence[str]) -> str:
        """Return a list of texts in JSON."""
        return self.json_parts("[", parts, "]")

    def json_parts(self, opening: str, parts: Sequence[str], closing: str) -> str:
        """Return texts in JSON within brackets."""
        text = f"{self.json_space()},{self.json_space()}".join(parts)
        comma = "," if parts and self.happens(0.2) else ""
        return f"{opening}{self.json_space()}{text}{comma}{self.json_space()}{closing}"

    def json_space(self) -> str:
        """Return whitespace, in which comments occur."""
        space: str = self.choose("", " ", "\t", self.line_break, f"{self.line_break}  ")
        if self.happens(0.05):
            space += self.choose(f"// it's {{ a note{self.line_break}", "/* [ * */")
        return space

    def json_text(self, text: str) -> str:
        """Return a text in quotes, some of its characters as escapes."""
        quote: str = self.choose('"', '"', "'")
        escaped = [self.json_character(it, quote) for it in text]
        return f"{quote}{''.join(escaped)}{quote}"

    def json_character(self, character: str, quote: str) -> str:
        """Return a character in quotes, as an escape where it needs one and in other cases."""
        if character in {quote, "\\"}:
            return f"\\{character}"
        return json.dumps(character)[1:-1] if self.happens(0.05) else character

    # YAML in blocks and in braces.

    def gws(self, types: Sequence[StatType]) -> str:
        lines = self.choose([], ["---"], ["# statistics.definitions.X: *"])
        for stat_type in types:
            key = self.yaml_scalar(f"statistics.definitions.{stat_type.name}", is_key=True)
            lines += self.yaml_entry(f"{key}:", stat_type, 0)
        return self.line_break.join(lines) + self.choose("", self.line_break)

    def yaml_application(self, types: Sequence[StatType]) -> str:
        lines = ["applications:", "- name: a", "  options:"]
        for stat_type in types:
            lines += self.yaml_entry(f"    {self.yaml_scalar(stat_type.name, is_key=True)}:",
                                     stat_type, 4)  # fmt: skip
        return self.line_break.join(lines)

    def yaml_entry(self, head: str, stat_type: StatType, outer: int) -> list[str]:
        """Return the lines of a key with the settings of a stat type."""
        if self.happens(0.3):
            parts = [
                f"{self.yaml_scalar(key, is_key=True)}: {self.yaml_scalar(value, is_flow=True)}"
                for key, value in stat_type.settings
            ]
            return [f"{head} {{{', '.join(parts)}}}"]
        inner = " " * (outer + self.choose(1, 2, 4))
        lines = [f"{head}{self.choose('', '  # it is')}"]
        for key, value in stat_type.settings:
            lines += [""] if self.happens(0.1) else []
            scalar = self.yaml_scalar(value, inner=f"{inner}  ")
            start = f"{inner}{self.yaml_scalar(key, is_key=True)}"
            lines.append(f"{start}: {scalar}")
        return lines

    def yaml_scalar(
        self, text: str, *, is_key: bool = False, is_flow: bool = False, inner: str = "  "
    ) -> str:
        """Return a scalar in one of the styles that can express the text."""
        styles = ['"', "'"]
        is_plain = _PLAIN.fullmatch(text) and text.lower() not in _NULLS
        if is_plain and not (is_flow and "," in text):
            styles += ["", ""]
        if not is_key and not is_flow:
            styles += ["|", ">"]
        style: str = self.choose(*styles)
        if style in {"|", ">"}:
            return f"{style}-{self.line_break}{inner}{text}"
        if style == "'":
            return f"'{self.yaml_folded(text, inner, is_key=is_key).replace(chr(39), chr(39) * 2)}'"
        if style == '"':
            escaped = "".join(self.yaml_character(it, 0 if is_key else 0.1) for it in text)
            return f'"{self.yaml_folded(escaped, inner, is_key=is_key)}"'
        return text

    def yaml_character(self, character: str, share: float) -> str:
        """Return a character in double quotes, as an escape in a share of the cases."""
        if character in {'"', "\\"}:
            return f"\\{character}"
        is_escaped = character != " " and self.happens(share)
        return f"\\U{ord(character):08x}" if is_escaped else character

    def yaml_folded(self, text: str, inner: str, *, is_key: bool) -> str:
        """Return a text with a line break for a space, if it has one."""
        if is_key or not self.happens(0.3):
            return text
        return _FOLDED.sub(f"{self.line_break}{inner}", text, count=1)

    # Tables.

    def csv(self, types: Sequence[StatType]) -> str:
        delimiter = self.choose(",", ";", "\t")
        keys = [key for key, _ in types[0].settings]
        rows = [["Name", *keys], *([it.name, *(text for _, text in it.settings)] for it in types)]
        lines = [
            delimiter.join(self.csv_field(it, delimiter) for it in row)
            for row in rows
        ]  # fmt: skip
        return self.line_break.join(lines) + self.choose("", self.line_break)

    def csv_field(self, text: str, delimiter: str) -> str:
        """Return a field, in quotes where it needs them."""
        if text.startswith('"') or delimiter in text or self.happens(0.3):
            return '"' + text.replace('"', '""') + '"'
        return text


_WRITERS: Final[Mapping[str, Callable[[_Writer, Sequence[StatType]], str]]] = {
    "options": _Writer.options,
    "annex": _Writer.annex,
    "gws": _Writer.gws,
    "statistics": _Writer.statistics,
    "application": _Writer.application,
    "csv": _Writer.csv,
}
