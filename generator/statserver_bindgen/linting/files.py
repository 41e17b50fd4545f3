"""Read a configuration file: from bytes to sections, and from text back to bytes."""

from __future__ import annotations

from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from statserver_bindgen.diagnostics import Span
from statserver_bindgen.errors import ConfigurationFileError
from statserver_bindgen.linting.detection import detect, report_unknown
from statserver_bindgen.linting.sections import SourceFile
from statserver_bindgen.rules.configuration_files import CONFIGURATION_ENCODING
from statserver_bindgen.rules.yaml import EMPTY_FILE, TOO_LARGE
from statserver_bindgen.yaml_source.limits import LIMITS, cap
from statserver_bindgen.yaml_source.source_text import SourceText

if TYPE_CHECKING:
    from collections.abc import Mapping
    from os import PathLike

    from statserver_bindgen.diagnostics import Diagnostic
    from statserver_bindgen.linting.readers.reading import Reading

_WIDE: Final[Mapping[str, bytes]] = {"utf-16-le": BOM_UTF16_LE, "utf-16-be": BOM_UTF16_BE}
_STRUCTURED: Final = frozenset({"gws", "statistics", "application"})
MOST_BYTES: Final = LIMITS.file + 1
"""The number of bytes that are read at most: one more than a file may have."""
_ENCODING_HINT: Final = "save the file as UTF-8, or check its path"


class Decoded(NamedTuple):
    """The text of a file.

    Attributes:
        text: the text, without a byte-order mark.
        encoding: the encoding in which `encode` returns the same bytes.
        diagnostics: the problems.
        is_text: whether all bytes could be decoded; if not, the text is for excerpts only.
    """

    text: str
    encoding: str
    diagnostics: tuple[Diagnostic, ...] = ()
    is_text: bool = True


def read_file(
    path: str | PathLike[str], *, file_format: str | None = None, column: str | None = None
) -> SourceFile:
    """Read the sections of a file.

    Args:
        path: its path.
        file_format: the format, one of `keys.FORMATS`; None to detect it.
        column: the column of masks in a CSV file: its name, or its number from 1.

    Raises:
        ConfigurationFileError: the file can't be read.
    """
    name = str(Path(path))
    try:
        with Path(path).open("rb") as stream:
            raw = stream.read(MOST_BYTES)
    except OSError as error:
        raise ConfigurationFileError(f"the file {name} can't be read: {error.strerror}") from error
    except ValueError as error:  # a path with a NUL character
        raise ConfigurationFileError(f"the file {name} can't be read: {error}") from error
    return read_source(name, raw, file_format=file_format, column=column)


def read_source(
    file: str, raw: bytes, *, file_format: str | None = None, column: str | None = None
) -> SourceFile:
    """Read the sections of a file from its bytes; all problems are diagnostics.

    Args:
        file: its name in diagnostics.
        raw: its bytes; of a file that is too large, one byte more than the limit is enough.
        file_format: the format, one of `keys.FORMATS`; None to detect it.
        column: the column of masks in a CSV file: its name, or its number from 1.
    """
    decoded = decode(file, raw)
    text = decoded.text
    source = SourceText(file, text)
    diagnostics = [*decoded.diagnostics]
    reason = "" if file_format is None else "it is given"
    reading: Reading | None = None
    if decoded.is_text:
        if not text.strip():
            hint = "check its path, or save it again"
            diagnostics.append(EMPTY_FILE.at(Span(file, 1, 1, 1, 1), "the file is empty", hint))
        elif file_format is None:
            detection = detect(file, text)
            file_format, reason = detection
            if file_format is None:
                diagnostics.append(report_unknown(file, detection))
        if file_format is not None:
            reading = _read_sections(source, file_format, column)
            diagnostics += reading.diagnostics
    return SourceFile(
        file,
        text,
        source.lines,
        decoded.encoding,
        file_format or "",
        tuple(reading.sections) if reading else (),
        cap(diagnostics),
        reason,
    )


def decode(file: str, raw: bytes) -> Decoded:
    """Return the text of a file and its encoding: UTF-8, UTF-16 with a mark, or Windows-1252."""
    if len(raw) > LIMITS.file:
        message = f"the file has more than {LIMITS.file / 2**20:,.0f} MiB"
        error = TOO_LARGE.at(Span(file, 1, 1, 1, 1), message, "split the file, or check its path")
        return Decoded("", "utf-8", (error,), is_text=False)
    for encoding, mark in _WIDE.items():
        if raw.startswith(mark):
            return _decode_wide(file, raw[len(mark) :], encoding)
    encoding = "utf-8-sig" if raw.startswith(BOM_UTF8) else "utf-8"
    if b"\0" in raw:
        message = "the file contains NUL bytes: it is not text in UTF-8"
        error = CONFIGURATION_ENCODING.at(_start_of(file), message, _ENCODING_HINT)
        return Decoded("", encoding, (error,), is_text=False)
    try:
        return Decoded(raw.decode(encoding), encoding)
    except UnicodeDecodeError as error:
        return _decode_windows(file, raw, encoding, error)


def encode(text: str, encoding: str) -> bytes:
    """Return the bytes of a text in an encoding that `decode` returned."""
    return _WIDE.get(encoding, b"") + text.encode(encoding)


def _decode_wide(file: str, raw: bytes, encoding: str) -> Decoded:
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError:
        message = "the file is not valid UTF-16"
    else:
        if "\0" not in text:
            return Decoded(text, encoding)
        message = "the file contains NUL characters: it is not text in UTF-16"
    error = CONFIGURATION_ENCODING.at(_start_of(file), message, _ENCODING_HINT)
    return Decoded("", encoding, (error,), is_text=False)


def _decode_windows(file: str, raw: bytes, encoding: str, error: UnicodeDecodeError) -> Decoded:
    """Return the text as Windows-1252 with a note at its first byte that is not UTF-8."""
    before = error.object[: error.start].decode()
    value = error.object[error.start]
    message = f"the byte {value:02X} is not valid UTF-8"
    is_windows = encoding == "utf-8"
    try:
        text = raw.decode("cp1252" if is_windows else "utf-8")
    except UnicodeDecodeError as other:
        if is_windows:
            before = raw[: other.start].decode("cp1252")
            message = f"the byte {raw[other.start]:02X} is not valid in UTF-8 or Windows-1252"
        problem = CONFIGURATION_ENCODING.at(_span(file, before), message, _ENCODING_HINT)
        text = raw.decode("cp1252" if is_windows else encoding, "replace")
        return Decoded(text, encoding, (problem,), is_text=False)
    message += "; the file is read as Windows-1252"
    hint = "save the file as UTF-8"
    note = CONFIGURATION_ENCODING.at(_span(file, before), message, hint, severity="note")
    return Decoded(text, "cp1252", (note,))


def _span(file: str, before: str) -> Span:
    """Return the span of the character after a text."""
    return SourceText(file, f"{before}.").span_of_offset(len(before))


def _start_of(file: str) -> Span:
    return Span(file, 1, 1, 1, 1)


def _read_sections(source: SourceText, file_format: str, column: str | None) -> Reading:
    """Return the sections of a text; only the reader of its format is imported."""
    if file_format in _STRUCTURED:
        return _read_structure(source, file_format)
    if file_format == "options":
        from statserver_bindgen.linting.readers.options import read_options

        return read_options(source)
    if file_format == "annex":
        from statserver_bindgen.linting.readers.annex import read_annex

        return read_annex(source)
    if file_format == "csv":
        from statserver_bindgen.linting.readers.csv_columns import read_csv

        return read_csv(source, column)
    from statserver_bindgen.linting.readers.mask_lines import read_lines

    return read_lines(source)


def _read_structure(source: SourceText, file_format: str) -> Reading:
    """Return the sections of a text in YAML or JSON."""
    if file_format == "gws":
        from statserver_bindgen.linting.readers.gws import read_gws

        return read_gws(source)
    if file_format == "statistics":
        from statserver_bindgen.linting.readers.statistics import read_statistics

        return read_statistics(source)
    from statserver_bindgen.linting.readers.application import read_application

    return read_application(source)
