"""How diagnostics are shown: to people, to programs, and as annotations of GitHub.

What comes in: diagnostics, and the texts of their files. What goes out: one string. Nothing of a
spec or a path gets through that a terminal or a CI system would take for a command.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from statserver_bindgen.diagnostics import LINE_BREAK
from statserver_bindgen.terminal_text import safe, width

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from statserver_bindgen.diagnostics import Diagnostic, Related, Span

# How wide an excerpt is, and how much of the line it shows before and after what is meant at least.
_CELLS: Final = 110
_BEFORE: Final = 40
_AFTER: Final = 20
# So many characters are looked at on either side: a line can be as long as a file.
_WINDOW: Final = 1_000
_RED: Final = "1;31"
_YELLOW: Final = "1;33"
_CYAN: Final = "1;36"
_GREEN: Final = "1;32"
_BOLD: Final = "1"
_COLORS: Final = {"error": _RED, "warning": _YELLOW, "note": _CYAN}


def show(
    diagnostics: Sequence[Diagnostic],
    texts: Mapping[str, str],
    style: str,
    *,
    color: bool = False,
) -> str:
    """Return the diagnostics as text, in their order, without a newline at the end.

    Args:
        diagnostics: what to show.
        texts: the text of each file whose lines can be shown, by the file's name in spans.
        style: `text` shows lines with a caret under what is meant, `json` is one object, `github`
            is one workflow command for each.
        color: whether the text has colors.
    """
    if style == "json":
        return as_json(diagnostics)
    if style == "github":
        return "\n".join(map(_command, diagnostics))
    lines = {file: LINE_BREAK.split(text) for file, text in texts.items()}
    paint = _painted if color else _plain
    return "\n".join(line for it in diagnostics for line in _text(it, lines, paint))


def summary(diagnostics: Sequence[Diagnostic]) -> str:
    """Return how many problems there are and where, e.g. `3 problems in spec/actions.yaml`."""
    counts = {
        "problem": sum(it.severity == "error" for it in diagnostics),
        "warning": sum(it.severity == "warning" for it in diagnostics),
    }
    told = [f"{n} {what}{'s' * (n != 1)}" for what, n in counts.items() if n]
    files = list(dict.fromkeys(it.span.file for it in diagnostics if it.severity != "note"))
    where = f"{len(files)} files" if len(files) > 1 else safe("".join(files))
    return " and ".join(told) + f" in {where}" if told else "no problems"


# Text


def _plain(text: str, color: str) -> str:
    del color
    return text


def _painted(text: str, color: str) -> str:
    return f"\x1b[{color}m{text}\x1b[0m"


def _text(
    it: Diagnostic, lines: Mapping[str, Sequence[str]], paint: Callable[[str, str], str]
) -> Iterable[str]:
    kind = paint(f"{it.severity}:", _COLORS[it.severity])
    yield f"{paint(f'{it.span}:', _BOLD)} {kind} {safe(it.message)} [{it.rule.id}]"
    yield from _excerpt(it.span, lines, paint)
    if it.hint is not None:
        yield f"  {paint('hint:', _CYAN)} {safe(it.hint)}"
    for related in it.related:
        yield f"  {paint('note:', _CYAN)} {safe(related.message)}: {related.span}"
        yield from _excerpt(related.span, lines, paint)


def _excerpt(
    span: Span, lines: Mapping[str, Sequence[str]], paint: Callable[[str, str], str]
) -> Iterable[str]:
    """Yield the line and a caret run under the span, both cut to what a terminal shows."""
    inside = lines.get(span.file, ())
    if not 0 < span.line <= len(inside):
        return
    line = inside[span.line - 1]
    start = span.column - 1
    end = len(line.rstrip()) if span.end_line > span.line else span.end_column - 1
    parts = line[max(start - _WINDOW, 0) : start], line[start:end], line[end : end + _WINDOW]
    before, meant, after = (safe(part[:_WINDOW].replace("\t", "    ")) for part in parts)
    if width(before + meant + after) > _CELLS:
        before = _cut(before[::-1], max(_BEFORE, _CELLS - width(meant) - _AFTER))[::-1]
        meant = _cut(meant, _CELLS - width(before))
        after = _cut(after, _CELLS - width(before + meant))
    number = str(span.line)
    # Once more as a whole: a command of a CI system may be made of two parts.
    yield safe(f"  {number} | {before}{meant}{after}".rstrip())
    carets = paint("^" * max(width(meant), 1), _GREEN)
    yield f"  {' ' * len(number)} | {' ' * width(before)}{carets}"


def _cut(text: str, cells: int) -> str:
    """Return the beginning of a text, with a mark where it is cut to be so many cells wide."""
    if width(text) <= cells:
        return text
    kept = text[:cells]
    while kept and width(kept) >= cells:
        kept = kept[:-1]
    return kept + "…"


# JSON


def as_json(diagnostics: Sequence[Diagnostic], **more: object) -> str:
    """Return the diagnostics as one JSON object, with what else a command has to say in it."""
    import json

    data = {
        "diagnostics": [_as_data(it) for it in diagnostics],
        "errors": sum(it.severity == "error" for it in diagnostics),
        "warnings": sum(it.severity == "warning" for it in diagnostics),
        **more,
    }
    return json.dumps(data, indent=2)


def _as_data(it: Diagnostic) -> dict[str, object]:
    return {
        "rule": it.rule.id,
        "severity": it.severity,
        "message": it.message,
        **it.span._asdict(),
        "hint": it.hint,
        "related": [_related(one) for one in it.related],
    }


def _related(it: Related) -> dict[str, object]:
    return {"message": it.message, **it.span._asdict()}


# GitHub


def _command(it: Diagnostic) -> str:
    span = it.span
    values = {"file": span.file}
    if span.line:
        values |= {"line": str(span.line), "col": str(span.column)}
        if span.end_line > span.line:
            values["endLine"] = str(span.end_line)
        else:
            values["endColumn"] = str(span.end_column)
    values["title"] = it.rule.id
    told = ",".join(f"{key}={_property(value)}" for key, value in values.items())
    parts = [it.message, *([it.hint] if it.hint else [])]
    parts += [f"{one.message}: {one.span}" for one in it.related]
    kind = "notice" if it.severity == "note" else it.severity
    return f"::{kind} {told}::{_data(chr(10).join(parts))}"


def _data(text: str) -> str:
    lines = "\n".join(map(safe, text.split("\n")))
    return lines.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
