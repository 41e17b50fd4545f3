"""The settings of a mapping of YAML or JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from statserver_bindgen.diagnostics import Related
from statserver_bindgen.linting.keys import is_hidden, role_of
from statserver_bindgen.linting.nodes import MOST_VALUES, Entry, ListNode, MappingNode, ScalarNode
from statserver_bindgen.linting.readers.reading import report_hidden
from statserver_bindgen.linting.sections import Section, Setting
from statserver_bindgen.linting.setting_texts import empty_text, part_of
from statserver_bindgen.rules.configuration_files import NOT_A_TEXT, UNQUOTED_MASK
from statserver_bindgen.rules.yaml import DUPLICATE_KEY, TOO_MANY_VALUES
from statserver_bindgen.terminal_text import quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from statserver_bindgen.diagnostics import Diagnostic, Span
    from statserver_bindgen.linting.sections import SettingText
    from statserver_bindgen.yaml_source.source_text import SourceText

_MASKS: Final = frozenset({"main_mask", "rel_mask"})
_QUOTES: Final = "'\""
_SHORTEST_QUOTED: Final = 2


class SectionBuilder:
    """Builds the sections of one file from mappings.

    Attributes:
        sections: the sections so far.
    """

    def __init__(self, source: SourceText, file_format: str, broken: frozenset[int]) -> None:
        """Prepare building.

        Args:
            source: the text of the file.
            file_format: the format.
            broken: the offsets of mappings that a syntax error ends, which are left out.
        """
        self.sections: list[Section] = []
        self._source = source
        self._format = file_format
        self._broken = broken
        self._diagnostics: list[Diagnostic] = []
        self._hidden: list[SettingText] = []
        self._values = 0
        self._is_cut = False

    def add(
        self,
        name: str,
        name_text: SettingText,
        node: MappingNode,
        given_objects: SettingText | None = None,
    ) -> None:
        """Add a section, unless its mapping is broken: a missing key may be in the rest of it."""
        if node.start in self._broken or self._is_full(name_text):
            return
        settings = tuple(self._settings(node))
        self.sections.append(Section(name, name_text, settings, given_objects, self._format))

    def diagnostics(self) -> list[Diagnostic]:
        """Return the problems of the settings."""
        return [*self._diagnostics, *report_hidden(self._source, self._hidden)]

    def _settings(self, node: MappingNode) -> Iterator[Setting]:
        for entry in _entries(node):
            self._values += 1
            key, value = entry.key.value, entry.value
            if is_hidden(key.text):
                self._hidden.append(key)
                continue
            role = role_of(key.text, self._format)
            content, has_value = empty_text(key.offsets[-1]), True
            if not isinstance(value, ScalarNode):
                if role is None:
                    continue
                self._report_structure(key, value)
                has_value = False
            elif not value.is_null:
                content = without_quotes(value.value)
            elif value.value.text == "~":
                if role in _MASKS:
                    self._report_tilde(value.value)
                    has_value = False
            elif value.value.text:
                content = empty_text(value.value.offsets[0])
            yield Setting(key.text, role, content, key, has_value, is_raw=False)

    def _is_full(self, name: SettingText) -> bool:
        """Return whether aliases repeat more settings than are read, and report that once."""
        if self._values > MOST_VALUES and not self._is_cut:
            self._is_cut = True
            span = self._source.span_of_offset(name.offsets[0])
            message = f"the file has more than {MOST_VALUES:,} settings"
            self._diagnostics.append(TOO_MANY_VALUES.at(span, message, "split the file"))
        return self._is_cut

    def _report_structure(self, key: SettingText, value: MappingNode | ListNode) -> None:
        kind = "a list" if isinstance(value, ListNode) else "a mapping"
        span = self._source.span_of_offset(key.offsets[0], key.offsets[-1] - key.offsets[0])
        message = f"the value is {kind}"
        self._diagnostics.append(NOT_A_TEXT.at(span, message, "write one text with commas"))

    def _report_tilde(self, value: SettingText) -> None:
        span = self._source.span_of_offset(value.offsets[0])
        message = "~ without quotes is null"
        hint = "write the mask in double quotes"
        self._diagnostics.append(UNQUOTED_MASK.at(span, message, hint))


def _entries(node: MappingNode) -> Iterator[Entry]:
    """Yield the entries of a mapping, then those that are merged into it."""
    own = {it.key.value.text for it in node.entries}
    merged: list[Entry] = []
    for entry in node.entries:
        if entry.key.value.text == "<<" and isinstance(entry.value, MappingNode):
            merged += (it for it in entry.value.entries if it.key.value.text not in own)
        else:
            yield entry
    yield from merged


def report_duplicates(source: SourceText, entries: Iterable[Entry]) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each second definition of a name in one mapping.

    Parsers keep one of the two and drop the other without a message.
    """
    first: dict[str, Span] = {}
    for entry in entries:
        key = entry.key.value
        span = source.span_of_offset(key.offsets[0], key.offsets[-1] - key.offsets[0])
        earlier = first.setdefault(key.text, span)
        if earlier is not span:
            message = f"duplicate key {quoted(key.text)}"
            related = (Related("the first one is here", earlier),)
            yield DUPLICATE_KEY.at(span, message, "keep one of the two", related=related)


def without_quotes(value: SettingText) -> SettingText:
    """Return a text without the second pair of quotes that some files have around masks."""
    text = value.text
    if len(text) >= _SHORTEST_QUOTED and text[0] == text[-1] and text[0] in _QUOTES:
        return part_of(value, 1, len(text) - 1)
    return value
