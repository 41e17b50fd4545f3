"""A YAML document: data with positions and diagnostics.

`read_document` returns a `Document` for the bytes of any file. The steps: `decoding` (bytes to
text), the checks of the text as a whole, and `loader` (text to data, positions and diagnostics).
"""

from __future__ import annotations

import re
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from statserver_bindgen.diagnostics import Span
from statserver_bindgen.rules.yaml import DIRECTIVE, MERGE_CONFLICT, TOO_LARGE
from statserver_bindgen.yaml_source.limits import LIMITS, Limits, cap, is_capped
from statserver_bindgen.yaml_source.source_text import SourceText, without_trailing_whitespace

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from statserver_bindgen.diagnostics import Diagnostic, Rule
    from statserver_bindgen.yaml_source.loader import LoadedText
    from statserver_bindgen.yaml_source.positions import DataPath

# Compiled on first use: few files have any of these.
_DIRECTIVE: Final = r"(?m)^%(?=YAML\b|TAG\b).*"
# The separator is also how Markdown underlines a heading: in indented text it counts only in a file
# with another marker.
_MARKER: Final = r"(?m)^[ \t]*(<{7}|\|{7}|>{7})(?=\s|\Z)"
_SEPARATOR: Final = r"(?m)^(={7})(?=\s|\Z)"
_ANY_MARKER: Final = r"(?m)^[ \t]*(<{7}|\|{7}|={7}|>{7})(?=\s|\Z)"


class Document:
    """A YAML file, as it was read.

    Attributes:
        file: its name in diagnostics.
        text: its text; characters that could not be decoded are `�`.
        diagnostics: its problems as YAML, in order.
        data: mappings, lists, texts, numbers, booleans and None; None if the file can't be read.
        unreliable: the paths of values that a diagnostic reports already.
        unread: the text of entries that could not be read, by the path of the value.
        complete: whether `data` is the whole document, so that it can be checked further.
    """

    def __init__(
        self,
        source: SourceText,
        diagnostics: tuple[Diagnostic, ...],
        loaded: LoadedText | None = None,
    ) -> None:
        self.file = source.file
        self.text = source.text
        self.diagnostics = diagnostics
        self.data: Any = loaded.data if loaded else None
        self.unreliable: AbstractSet[DataPath] = loaded.unreliable if loaded else frozenset()
        self.unread: Mapping[DataPath, str] = loaded.unread if loaded else {}
        self.complete = loaded is not None and loaded.complete
        self._source = source
        self._loaded = loaded

    def value_span(self, path: DataPath) -> Span:
        """Return the span of a value, or of the nearest value around a missing one."""
        if self._loaded is None or not self.complete:
            return Span(self.file)
        return self._source.span_at(self._loaded.positions.of(self.data, path))

    def key_span(self, path: DataPath) -> Span:
        """Return the span of the key at a path, or of the value if it has no key."""
        if self._loaded is None or not self.complete:
            return Span(self.file)
        return self._source.span_at(self._loaded.positions.of_key(self.data, path))

    def written(self, path: DataPath) -> str:
        """Return a value on one line as it is written in the file, e.g. `1.10`."""
        span = self.value_span(path)
        return self._source.lines[span.line - 1][span.column - 1 : span.end_column - 1]

    def has_escape(self, path: DataPath) -> bool:
        """Return whether a value is written with a backslash."""
        span, lines = self.value_span(path), self._source.lines
        start = lines.start(span.line - 1) + span.column - 1
        end = lines.start(span.end_line - 1) + span.end_column - 1
        return self.text.find("\\", start, end) >= 0


class SpansOnDemand:
    """The spans of a valid document, whose text is read again when the first of them is needed.

    Few runs need a span after the checks, and data and positions of a large document take more
    memory than all else.
    """

    def __init__(self, document: Document) -> None:
        self._file = document.file
        self._text = document.text

    def value_span(self, path: DataPath) -> Span:
        """Return the span of the value at a path."""
        return self._document.value_span(path)

    def key_span(self, path: DataPath) -> Span:
        """Return the span of the key at a path."""
        return self._document.key_span(path)

    @cached_property
    def _document(self) -> Document:
        from statserver_bindgen.yaml_source.loader import load

        source = SourceText(self._file, self._text)
        text = without_trailing_whitespace(self._text)
        return Document(source, (), load(SourceText(self._file, text), LIMITS))


class CheckedDocument(Document):
    """The shipped spec, which was read and checked against its schema when the wheel was built.

    Its text is read again when the first span is needed.
    """

    def __init__(self, file: str, text: str, data: Any) -> None:
        super().__init__(SourceText(file, text), ())
        self.data = data
        self.complete = True
        self._spans = SpansOnDemand(self)

    def value_span(self, path: DataPath) -> Span:
        """Return the span of the value at a path."""
        return self._spans.value_span(path)

    def key_span(self, path: DataPath) -> Span:
        """Return the span of the key at a path."""
        return self._spans.key_span(path)


def read_document(file: str, raw: bytes, limits: Limits = LIMITS) -> Document:
    """Read a YAML file. All problems are reported at once; nothing is raised.

    Args:
        file: its name in diagnostics.
        raw: its bytes; of a file that is too large, one byte more than `limits.file` is enough.
        limits: the limits of a file.
    """
    if len(raw) > limits.file:
        message = f"the file has more than {limits.file / 2**20:,.0f} MiB"
        span = Span(file, 1, 1, 1, 1)
        error = TOO_LARGE.at(span, message, "split the file, or check its path")
        return Document(SourceText(file, ""), (error,))
    # Imported here because a checked document needs no reader.
    from statserver_bindgen.yaml_source.decoding import decode
    from statserver_bindgen.yaml_source.loader import load

    decoded = decode(file, raw, limits.problems + 1)
    source = SourceText(file, decoded.text)
    if not decoded.is_text:
        return Document(source, decoded.diagnostics)
    if conflicts := _merge_conflicts(source, limits):
        return Document(source, cap([*decoded.diagnostics, *conflicts], limits))
    directives = cap([*decoded.diagnostics, *_directives(source, limits)], limits)
    if is_capped(directives):
        return Document(source, directives)
    text = without_trailing_whitespace(_without_directives(source.text))
    loaded = load(SourceText(file, text), limits, damaged=decoded.damaged)
    diagnostics = cap([*directives, *loaded.diagnostics], limits)
    return Document(source, diagnostics, None if is_capped(diagnostics) else loaded)


def _merge_conflicts(source: SourceText, limits: Limits) -> Sequence[Diagnostic]:
    """Return a diagnostic for each merge conflict marker; any other would be a consequence."""
    text = source.text
    if not any(character * 7 in text for character in "<|=>"):
        return ()
    pattern = _ANY_MARKER if re.search(_MARKER, text) else _SEPARATOR
    return _matches(
        MERGE_CONFLICT,
        source,
        islice(re.finditer(pattern, text), limits.problems + 1),
        "merge conflict marker",
        "resolve the conflict, and remove the lines with <<<<<<<, ======= and >>>>>>>",
    )


def _directives(source: SourceText, limits: Limits) -> Sequence[Diagnostic]:
    """Return a diagnostic for each %YAML and %TAG."""
    if "%" not in source.text:
        return ()
    return _matches(
        DIRECTIVE,
        source,
        islice(re.finditer(_DIRECTIVE, source.text), limits.problems + 1),
        "a directive changes how YAML is read",
        "remove the line",
    )


def _without_directives(text: str) -> str:
    """Return the text with comments in place of directives.

    libyaml compares each %TAG with all before it, so that a file of them takes hours.
    """
    return re.sub(_DIRECTIVE, lambda line: "#" + line[0][1:], text) if "%" in text else text


def _matches(
    rule: Rule, source: SourceText, matches: Iterable[re.Match[str]], message: str, hint: str
) -> list[Diagnostic]:
    """Return a diagnostic at the last group, or the whole, of each match within a line."""
    diagnostics: list[Diagnostic] = []
    for match in matches:
        group = match.lastindex or 0
        span = source.span_of_offset(match.start(group), len(match[group].rstrip()))
        diagnostics.append(rule.at(span, message, hint))
    return diagnostics
