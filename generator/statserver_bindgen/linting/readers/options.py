"""Read the options of an application, as Configuration Manager and Administrator export them.

    [Demo_Waiting]
    Category=CurrentNumber
    MainMask=CallWait
    xxHIDDENxxRelMask=CallWait

The format has no comments, quotes or escapes. A value is the rest of its line, `=` and `:`
included, without the whitespace around it. A section may occur twice.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from statserver_bindgen.linting.keys import is_hidden, role_of
from statserver_bindgen.linting.nodes import MOST_VALUES
from statserver_bindgen.linting.readers.reading import Reading, report_hidden
from statserver_bindgen.linting.sections import Section, Setting, SettingText
from statserver_bindgen.linting.setting_texts import empty_text, strip_text
from statserver_bindgen.rules.configuration_files import (
    CONFIGURATION_SYNTAX,
    MISSING_EQUALS_SIGN,
    SETTING_OUTSIDE_SECTION,
)
from statserver_bindgen.rules.yaml import TOO_MANY_VALUES
from statserver_bindgen.terminal_text import quoted, safe, shortened
from statserver_bindgen.yaml_source.limits import LIMITS

if TYPE_CHECKING:
    from collections.abc import Callable

    from statserver_bindgen.diagnostics import Diagnostic
    from statserver_bindgen.yaml_source.source_text import SourceText

    GiveObjects = Callable[[SettingText], SettingText | None]

# A line with content, without the whitespace around it.
_LINE: Final = re.compile(r"[^\s][^\r\n]*")
_LONGEST_HINT: Final = 300
_FIRST_TERM: Final = re.compile(r"\w+(?=[ \t:]|\Z)")


def read_options(source: SourceText) -> Reading:
    """Return the sections of a file and its problems."""
    return OptionsReader(source, "options").read()


def _give_none(_name: SettingText) -> None:
    """Give no objects: they are in a setting."""


class OptionsReader:
    """A reader of one file with section headers and `key=value` lines."""

    def __init__(
        self, source: SourceText, file_format: str, give_objects: GiveObjects = _give_none
    ) -> None:
        """Prepare reading.

        Args:
            source: the text of the file.
            file_format: `options`, or a format with the same syntax.
            give_objects: returns the object types that the name of a section gives.
        """
        self._source = source
        self._format = file_format
        self._give_objects = give_objects
        self._sections: list[Section] = []
        self._diagnostics: list[Diagnostic] = []
        self._hidden: list[SettingText] = []
        self._name: SettingText | None = None
        self._settings: list[Setting] = []
        # Lines of the section that are no settings.
        self._others: list[SettingText] = []
        self._values = 0

    def read(self) -> Reading:
        """Read the file."""
        text = self._source.text
        for match in _LINE.finditer(text):
            line = strip_text(text, *match.span())
            if line.text.startswith("["):
                self._begin(line)
            else:
                self._add_line(line)
            self._values += 1
            if self._values > MOST_VALUES:
                self._report_limit(line)
                break
            if len(self._diagnostics) > LIMITS.problems:
                break
        self._end()
        self._diagnostics += report_hidden(self._source, self._hidden)
        return Reading(self._sections, self._diagnostics)

    def _begin(self, line: SettingText) -> None:
        """Begin a section at its header."""
        self._end()
        start, end = line.offsets[0], line.offsets[-1]
        closing = line.text.rfind("]")
        if closing < 0:
            self._report_header(start, line, "this section header is not closed", "add ]")
            closing = len(line.text)
        elif closing < len(line.text) - 1:
            message = "unexpected text after the section header"
            hint = "begin each setting on a line of its own"
            rest = strip_text(self._source.text, start + closing + 1, end)
            self._report_header(rest.offsets[0], rest, message, hint)
        self._name = strip_text(self._source.text, start + 1, start + closing)

    def _end(self) -> None:
        """End the section, if there is one."""
        name = self._name
        is_stat_type = any(it.role for it in self._settings)
        if name is None:
            self._report_outside()
        else:
            if is_stat_type:
                self._report_others()
            objects = self._give_objects(name)
            settings = tuple(self._settings)
            self._sections.append(Section(name.text, name, settings, objects, self._format))
        self._settings, self._others = [], []

    def _add_line(self, line: SettingText) -> None:
        equals = line.text.find("=")
        if equals < 0:
            self._add_other(line)
            return
        text, start, end = self._source.text, line.offsets[0], line.offsets[-1]
        key = strip_text(text, start, start + equals)
        if is_hidden(key.text):
            self._hidden.append(key)
            return
        value = strip_text(text, start + equals + 1, end)
        if not value.text:  # the position of a missing value is after the equals sign
            value = empty_text(start + equals + 1)
        if not key.text:
            self._others.append(line)
            return
        self._add(key, value, has_value=True)

    def _add_other(self, line: SettingText) -> None:
        """Add a line without an equals sign, which is a setting if it begins with a known key."""
        if is_hidden(line.text):
            self._hidden.append(line)
            return
        self._others.append(line)
        term = _FIRST_TERM.match(line.text)
        text, start = self._source.text, line.offsets[0]
        if term is not None and role_of(term[0], self._format):
            middle = start + term.end()
            key = strip_text(text, start, middle)
            self._add(key, strip_text(text, middle, line.offsets[-1]), has_value=False)
        else:
            self._add(line, empty_text(line.offsets[-1]), has_value=False)

    def _add(self, key: SettingText, value: SettingText, *, has_value: bool) -> None:
        role = role_of(key.text, self._format)
        self._settings.append(Setting(key.text, role, value, key, has_value, is_raw=True))

    def _report_others(self) -> None:
        for line in self._others:
            key, _, rest = line.text.partition("=")
            match = _FIRST_TERM.match(line.text)
            if not key:
                message, hint = "a key is missing before =", "add the key, or remove the line"
            elif match is not None and role_of(match[0], self._format):
                rest = line.text[match.end() :].strip(" \t:")
                message = f"no = follows the key {shortened(match[0])}"
                hint = "write = after the key"
                if len(rest) <= _LONGEST_HINT:
                    hint = f"write {safe(f'{match[0]}={rest}')}"
            else:
                message = f"the line {quoted(line.text)} has no ="
                hint = "write key=value, or remove the line: the format has no comments"
            span = self._source.span_of_offset(line.offsets[0], len(line.text))
            self._diagnostics.append(MISSING_EQUALS_SIGN.at(span, message, hint))

    def _report_outside(self) -> None:
        """Report the first setting before the first section header."""
        first = next((it for it in self._settings if it.role), None)
        if first is not None:
            key = first.key_text
            span = self._source.span_of_offset(key.offsets[0], len(key.text))
            message = f"the setting {shortened(key.text)} is before the first section header"
            hint = "add the header of its section, [NAME], above"
            self._diagnostics.append(SETTING_OUTSIDE_SECTION.at(span, message, hint))

    def _report_header(self, start: int, text: SettingText, message: str, hint: str) -> None:
        span = self._source.span_of_offset(start, len(text.text))
        self._diagnostics.append(CONFIGURATION_SYNTAX.at(span, message, hint))

    def _report_limit(self, line: SettingText) -> None:
        message = f"the file has more than {MOST_VALUES:,} settings"
        span = self._source.span_of_offset(line.offsets[0])
        self._diagnostics.append(TOO_MANY_VALUES.at(span, message, "split the file"))
