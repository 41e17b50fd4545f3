"""What a reader returns, and the parts that several readers share."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from statserver_bindgen.rules.configuration_files import HIDDEN_SETTINGS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from statserver_bindgen.diagnostics import Diagnostic
    from statserver_bindgen.linting.sections import Section, SettingText
    from statserver_bindgen.yaml_source.source_text import SourceText


class Reading(NamedTuple):
    """The sections of a file and its problems, in no particular order."""

    sections: Sequence[Section]
    diagnostics: Sequence[Diagnostic]


def report_hidden(source: SourceText, keys: Sequence[SettingText]) -> list[Diagnostic]:
    """Return one note for all hidden settings of a file, at the first of them."""
    if not keys:
        return []
    first = keys[0]
    count = len(keys)
    message = "this setting is hidden and not checked"
    if count > 1:
        message = f"{count:,} settings are hidden and not checked; this is the first"
    span = source.span_of_offset(first.offsets[0], first.offsets[-1] - first.offsets[0])
    hint = "remove xxHIDDENxx from a key to use and check its setting"
    return [HIDDEN_SETTINGS.at(span, message, hint)]
