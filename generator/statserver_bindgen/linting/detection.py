"""Detect the format of a configuration file by its content, and by its name where that is open.

A name and a text go in; the format and the reason come out, or the reason why none is evident. The
first sign that is found counts, in the order of `detect`.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Final, NamedTuple

from statserver_bindgen.diagnostics import Span
from statserver_bindgen.linting.json_nodes import skip_space, starts_json
from statserver_bindgen.linting.keys import FORMATS, NAME_KEYS, keys_of, role_of
from statserver_bindgen.linting.readers.annex import objects_of
from statserver_bindgen.linting.readers.csv_columns import delimiter_of
from statserver_bindgen.linting.setting_texts import slice_text
from statserver_bindgen.rules.configuration_files import UNKNOWN_FORMAT
from statserver_bindgen.suggestions import lower

if TYPE_CHECKING:
    from collections.abc import Iterator

    from statserver_bindgen.diagnostics import Diagnostic

_HEADER: Final = re.compile(r"""(?m)^[ \t]*\[([^\[\]{}"'\r\n]*)\][ \t]*$""")
_KEY: Final = re.compile(r"(?m)^([^=\[\n]*)=")
_ANNEX_KEYS: Final = re.compile(
    r"(?im)^[ \t]*(StatName|TooltipName|Color[1-9]|ThresLevel[1-9])[ \t]*="
)
_JSON_KEYS: Final = re.compile(r"""["'](applications|definition)["']""")
_LINE_BREAK: Final = re.compile(r"\r\n?")
_GWS: Final = re.compile(r"""(?m)^["']?statistics\.definitions\.""")
_YAML_APPLICATIONS: Final = re.compile(r"""(?m)^["']?applications["']?[ \t]*:""")
_MASK: Final = re.compile(r"\s*~?(?:\*|\w+)(?:[ \t]*,[ \t]*~?(?:\*|\w+))*\s*\Z")
_LINES_CHECKED: Final = 1_000
_KEYS_CHECKED: Final = 1_000
_NAMES: Final = {
    **dict.fromkeys(("cfg", "conf", "ini"), "options"),
    **dict.fromkeys(("csv", "tsv"), "csv"),
}
# Names of formats with a content that is recognized.
_STRUCTURED: Final = frozenset({"json", "yaml", "yml"})


class Detection(NamedTuple):
    """The format of a file, or None, and the reason."""

    file_format: str | None
    reason: str


def detect(file: str, text: str) -> Detection:
    """Return the format of a file.

    Args:
        file: its name.
        text: its text.
    """
    if "\r" in text:
        text = _LINE_BREAK.sub("\n", text)
    return (
        _detect_by_content(text)
        or _detect_by_name(lower(file.rpartition(".")[2]))
        or _detect_by_lines(lower(file.rpartition(".")[2]), text)
        or Detection(None, "neither content nor name shows it")
    )


def report_unknown(file: str, detection: Detection) -> Diagnostic:
    """Return the diagnostic of a file whose format is not evident."""
    message = f"the format is not evident: {detection.reason}"
    hint = f"pass --format with one of {', '.join(FORMATS)}"
    return UNKNOWN_FORMAT.at(Span(file, 1, 1, 1, 1), message, hint)


def _detect_by_content(text: str) -> Detection | None:
    header = _HEADER.search(text)
    is_at_start = header is not None and not text[: header.start()].strip()
    if starts_json(text) and not is_at_start:
        return _detect_json(text)
    if _GWS.search(text):
        return Detection("gws", "a key begins with statistics.definitions")
    if _YAML_APPLICATIONS.search(text):
        return Detection("application", "it has the key applications")
    return None if header is None else _detect_options(text)


def _detect_by_name(extension: str) -> Detection | None:
    file_format = _NAMES.get(extension)
    if file_format is None:
        return None
    return Detection(file_format, f"its name ends with .{extension}")


def _detect_by_lines(extension: str, text: str) -> Detection | None:
    if extension in _STRUCTURED:
        return None
    if _has_columns(text):
        return Detection("csv", "the first line names a column of masks")
    return Detection("lines", "each line is a mask") if _has_masks(text) else None


def _detect_json(text: str) -> Detection:
    for match in islice(_JSON_KEYS.finditer(text), _KEYS_CHECKED):
        after = skip_space(text, match.end())
        if text[after : after + 1] == ":":
            key = match[1]
            file_format = "statistics" if key == "definition" else "application"
            return Detection(file_format, f"it is JSON with the key {key}")
    return Detection(None, "it is JSON without the keys definition and applications")


def _detect_options(text: str) -> Detection:
    """Return `annex` if its keys occur, and the prefix of each stat type gives its objects."""
    if _ANNEX_KEYS.search(text):
        stat_types = [
            (name, keys) for name, keys in _sections(text) if keys & keys_of("annex").keys()
        ]
        if stat_types and all(
            "objects" not in keys and objects_of(slice_text(name, 0, len(name)))
            for name, keys in stat_types
        ):
            return Detection("annex", "the prefix of each section gives its objects")
    return Detection("options", "it has section headers")


def _sections(text: str) -> Iterator[tuple[str, set[str]]]:
    """Yield the name of each section and its keys in lower case."""
    headers = [*_HEADER.finditer(text)]
    ends = [*(it.start() for it in headers[1:]), len(text)]
    for header, end in zip(headers, ends, strict=True):
        keys = {lower(it[1].strip()) for it in _KEY.finditer(text, header.end(), end)}
        yield header[1].strip(), keys


def _has_columns(text: str) -> bool:
    """Return whether the first line has a key of masks, alone or next to other known columns."""
    line = text.lstrip().partition("\n")[0]
    names = [it.strip(' \t\r"') for it in line.split(delimiter_of(text))]
    known_names = [it for it in names if role_of(it, "csv") or lower(it) in NAME_KEYS]
    masks = [it for it in names if role_of(it, "csv") in {"main_mask", "rel_mask"}]
    return bool(masks) and len(known_names) * 2 >= len(names)


def _has_masks(text: str) -> bool:
    """Return whether each line with content is a mask."""
    lines = (it for it in text.splitlines() if it.strip())
    first = [*islice(lines, _LINES_CHECKED)]
    return bool(first) and all(map(_MASK.match, first))
