"""Reports of diagnostics: as text, as JSON, and as workflow commands of GitHub.

A report is one string. Untrusted text in it is escaped, so that no terminal and no CI system
executes it as a command.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from statserver_bindgen.lines import Lines
from statserver_bindgen.terminal_text import safe, width

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from typing import TypeAlias

    from statserver_bindgen.diagnostics import Diagnostic, Related, Span

    Texts: TypeAlias = Mapping[str, str] | Mapping[str, Lines]

# The width of an excerpt, and the least that it shows of the line before and after the span.
_CELLS: Final = 110
_BEFORE: Final = 40
_AFTER: Final = 20
# The characters considered before and after the span: a line can be as long as a file.
_WINDOW: Final = 1_000
# Only texts contain a `#`, and `\\u0023` is the same character there.
_JSON_COMMAND: Final = re.compile(r"(?<=#)#(?=\w*\[)")
_RED: Final = "1;31"
_YELLOW: Final = "1;33"
_CYAN: Final = "1;36"
_GREEN: Final = "1;32"
_BOLD: Final = "1"
_COLORS: Final = {"error": _RED, "warning": _YELLOW, "note": _CYAN}


def show(
    diagnostics: Sequence[Diagnostic],
    texts: Texts,
    style: str,
    *,
    color: bool = False,
) -> str:
    """Return a report of diagnostics, in their order, without a line break at the end.

    Args:
        diagnostics: the diagnostics.
        texts: the text or the lines of each file with excerpts, by its name in spans.
        style: `text` has excerpts with carets below the span, `json` is one object, `github` is
            one workflow command for each diagnostic.
        color: whether the text has colors.
    """
    if style == "json":
        return as_json(diagnostics)
    if style == "github":
        return "\n".join(map(_command, diagnostics))
    lines = {
        file: text if isinstance(text, Lines) else Lines(text)
        for file, text in texts.items()
        if text
    }
    paint = _painted if color else _plain
    return "\n".join(line for diagnostic in diagnostics for line in _text(diagnostic, lines, paint))


def summary(diagnostics: Sequence[Diagnostic]) -> str:
    """Return the number of problems and their file, e.g. `3 problems in spec/actions.yaml`."""
    counts = {
        "problem": sum(diagnostic.severity == "error" for diagnostic in diagnostics),
        "warning": sum(diagnostic.severity == "warning" for diagnostic in diagnostics),
    }
    numbers = [f"{n} {kind}{'s' * (n != 1)}" for kind, n in counts.items() if n]
    files = list(
        dict.fromkeys(
            diagnostic.span.file for diagnostic in diagnostics if diagnostic.severity != "note"
        )
    )
    where = f"{len(files)} files" if len(files) > 1 else safe("".join(files))
    return " and ".join(numbers) + f" in {where}" if numbers else "no problems"


# Text


def _plain(text: str, color: str) -> str:
    del color
    return text


def _painted(text: str, color: str) -> str:
    return f"\x1b[{color}m{text}\x1b[0m"


def _text(
    diagnostic: Diagnostic, lines: Mapping[str, Lines], paint: Callable[[str, str], str]
) -> Iterable[str]:
    kind = paint(f"{diagnostic.severity}:", _COLORS[diagnostic.severity])
    where = paint(f"{diagnostic.span}:", _BOLD)
    yield f"{where} {kind} {safe(diagnostic.message)} [{diagnostic.rule.id}]"
    yield from _excerpt(diagnostic.span, lines, paint)
    if diagnostic.hint is not None:
        yield f"  {paint('hint:', _CYAN)} {safe(diagnostic.hint)}"
    for related in diagnostic.related:
        yield f"  {paint('note:', _CYAN)} {safe(related.message)}: {related.span}"
        yield from _excerpt(related.span, lines, paint)


def _excerpt(
    span: Span, lines: Mapping[str, Lines], paint: Callable[[str, str], str]
) -> Iterable[str]:
    """Yield the line and carets below the span, both cut to the width of an excerpt."""
    file_lines = lines.get(span.file)
    if file_lines is None or not 0 < span.line <= len(file_lines):
        return
    line = file_lines[span.line - 1]
    start = span.column - 1
    end = len(line.rstrip()) if span.end_line > span.line else span.end_column - 1
    shown = min(end, start + _WINDOW)
    parts = line[max(start - _WINDOW, 0) : start], line[start:shown], line[end : end + _WINDOW]
    before, marked, after = (safe(part.replace("\t", "    ")) for part in parts)
    if width(before + marked + after) > _CELLS:
        before = _cut(before[::-1], max(_BEFORE, _CELLS - width(marked) - _AFTER))[::-1]
        marked = _cut(marked, _CELLS - width(before))
        after = _cut(after, _CELLS - width(before + marked))
    number = str(span.line)
    # Escaped again as a whole: two parts together may be a command of a CI system.
    yield safe(f"  {number} | {before}{marked}{after}".rstrip())
    carets = paint("^" * max(width(marked), 1), _GREEN)
    yield f"  {' ' * len(number)} | {' ' * width(before)}{carets}"


def _cut(text: str, cells: int) -> str:
    """Return the beginning of a text, cut to a width; `…` marks the cut."""
    if width(text) <= cells:
        return text
    kept = text[:cells]
    while kept and width(kept) >= cells:
        kept = kept[:-1]
    return kept + "…"


# JSON


def as_json(diagnostics: Sequence[Diagnostic], **more: object) -> str:
    """Return the diagnostics as one JSON object, with further keys of a command."""
    data = {
        "diagnostics": [_as_data(diagnostic) for diagnostic in diagnostics],
        "errors": sum(diagnostic.severity == "error" for diagnostic in diagnostics),
        "warnings": sum(diagnostic.severity == "warning" for diagnostic in diagnostics),
        **more,
    }
    return dump(data)


def dump(data: object) -> str:
    """Return data as JSON in ASCII, without commands of CI systems."""
    import json

    return _JSON_COMMAND.sub(r"\\u0023", json.dumps(data, indent=2))


def _as_data(diagnostic: Diagnostic) -> dict[str, object]:
    return {
        "rule": diagnostic.rule.id,
        "severity": diagnostic.severity,
        "message": diagnostic.message,
        **diagnostic.span._asdict(),
        "hint": diagnostic.hint,
        "related": [_related(related) for related in diagnostic.related],
    }


def _related(related: Related) -> dict[str, object]:
    return {"message": related.message, **related.span._asdict()}


# GitHub


def error_as_github(message: str, diagnostics: Sequence[Diagnostic] = ()) -> str:
    """Return an error without position as an annotation, after the diagnostics that explain it."""
    return "\n".join([*map(_command, diagnostics), f"::error ::{_data(message)}"])


def _command(diagnostic: Diagnostic) -> str:
    span = diagnostic.span
    values = {"file": span.file}
    if span.line:
        values |= {"line": str(span.line), "col": str(span.column)}
        if span.end_line > span.line:
            values["endLine"] = str(span.end_line)
        else:
            values["endColumn"] = str(span.end_column)
    values["title"] = diagnostic.rule.id
    properties = ",".join(f"{key}={_property(value)}" for key, value in values.items())
    parts = [diagnostic.message, *([diagnostic.hint] if diagnostic.hint else [])]
    parts += [f"{related.message}: {related.span}" for related in diagnostic.related]
    kind = "notice" if diagnostic.severity == "note" else diagnostic.severity
    return f"::{kind} {properties}::{_data(chr(10).join(parts))}"


def _data(text: str) -> str:
    lines = "\n".join(map(safe, text.split("\n")))
    return lines.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
