"""Read masks, one for each line; empty lines are skipped.

*,~LoggedOut
CallInbound,CallOutbound
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from statserver_bindgen.linting.nodes import MOST_VALUES
from statserver_bindgen.linting.readers.reading import Reading
from statserver_bindgen.linting.sections import Section, Setting
from statserver_bindgen.linting.setting_texts import empty_text, strip_text
from statserver_bindgen.rules.yaml import TOO_MANY_VALUES

if TYPE_CHECKING:
    from statserver_bindgen.yaml_source.source_text import SourceText

_LINE: Final = re.compile(r"([^\r\n]*)(?:\r\n?|\n|\Z)")
MASK: Final = "mask"
"""The key of a mask, as messages print it."""


def read_lines(source: SourceText) -> Reading:
    """Return the masks of a file as sections, and its problems."""
    sections: list[Section] = []
    for number, match in enumerate(_LINE.finditer(source.text), 1):
        mask = strip_text(source.text, *match.span(1))
        if not mask.text:
            continue
        if len(sections) == MOST_VALUES:
            span = source.span_of_offset(mask.offsets[0])
            message = f"the file has more than {MOST_VALUES:,} masks"
            return Reading(sections, [TOO_MANY_VALUES.at(span, message, "split the file")])
        start = empty_text(mask.offsets[0])
        setting = Setting(MASK, "main_mask", mask, start, has_value=True, is_raw=True)
        sections.append(Section(f"line {number}", start, (setting,), None, "lines"))
    return Reading(sections, ())
