"""Load the text of a YAML file, and recover after syntax errors.

A YAML parser stops at the first syntax error. To report every problem at once, the loader removes
the value of the broken entry and reads the whole text again, until a reading reaches the end. An
example, in which a bracket is not closed and a value is not text::

    8 |   - {name: CallWait, scope: [queue}
    9 |   - {name: OffHook, timing: on}

1. The parser stops in line 8. `syntax_errors` explains the error: "expected ], found }".
2. The value of the entry is removed. Its dash or key remains, so that the entries after it keep
   their indexes, and so do its line and column numbers::

    8 |   - #name: CallWait, scope: [queue}
    9 |   - {name: OffHook, timing: on}

3. The text is read again. Now it yields data: item 0 is null, and is marked as *unreliable*; its
   text is *unread*. Item 1 has a type-changing scalar.
4. The diagnostics are those of both attempts: `yaml-syntax` in line 8 and `type-changing-scalar` in
   line 9. Later checks report no consequences: nothing about an unreliable value, and no key as
   missing that may be in the unread text.

Only an entry on one line is removed. In an entry over several lines, the position of the error is
not reliable, and reading stops there. The number of attempts and the characters that they read are
limited.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from statserver_bindgen.lines import LINE_BREAK
from statserver_bindgen.yaml_source.event_reader import EventReader, LoadedText
from statserver_bindgen.yaml_source.events import LOADER
from statserver_bindgen.yaml_source.source_text import SourceText, indentation

if TYPE_CHECKING:
    from collections.abc import Sequence

    from statserver_bindgen.diagnostics import Diagnostic
    from statserver_bindgen.yaml_source.limits import Limits

__all__ = ["LoadedText", "load"]

# Compiled on first use, after an error.
_DASH: Final = r"(\s*)-"
_KEY: Final = r"(\s*(?:- +)?)[\w-]+:"
_CONTENT: Final = r"\s*[^\s#]"
_MOST_ATTEMPTS: Final = 50
_MOST_CHARACTERS: Final = 2_000_000


def load(
    source: SourceText, limits: Limits, *, damaged: bool = False, loader: Any = LOADER
) -> LoadedText:
    """Return the data of a text and its diagnostics, in no particular order.

    Args:
        source: the text.
        limits: the limits of a file.
        damaged: whether a `�` in the text replaces something that could not be decoded.
        loader: PyYAML's loader.
    """
    loaded = EventReader(source, limits, damaged=damaged, loader=loader).read()
    if not loaded.error_line:
        return loaded
    errors: list[Diagnostic] = []
    blanked: dict[int, str] = {}
    attempts = min(_MOST_ATTEMPTS, _MOST_CHARACTERS // max(len(source.text), 1))
    lines = LINE_BREAK.split(source.text) if attempts else []
    while loaded.error_line and loaded.can_recover and len(blanked) < attempts:
        number = loaded.error_line - 1
        start = _end_of_key(lines, number)
        if not start:
            break
        blanked[number] = lines[number][start:]
        lines[number] = f"{lines[number][:start]} #{lines[number][start + 2 :]}"
        rest = SourceText(source.file, "\n".join(lines))
        attempt = EventReader(rest, limits, damaged=damaged, blanked=blanked, loader=loader).read()
        if attempt.error_line == loaded.error_line:
            break
        errors += [it for it in loaded.diagnostics if it.span.line == loaded.error_line]
        loaded = attempt
    diagnostics = [*loaded.diagnostics]
    if loaded.error_line:
        diagnostics[-1] = _with_stop(diagnostics[-1])
    return loaded._replace(diagnostics=(*errors, *diagnostics))


def _with_stop(error: Diagnostic) -> Diagnostic:
    """Return a syntax error with a hint that the rest of the file is not checked."""
    hint = "" if error.hint is None else f"{error.hint}; "
    return error._replace(hint=f"{hint}then check again, because reading stops here")


def _end_of_key(lines: Sequence[str], number: int) -> int:
    """Return the column after the dash or key of an entry on one line, or 0 for any other line."""
    line = lines[number]
    following = next((line for line in lines[number + 1 :] if line.strip()), "")
    for pattern in (_DASH, _KEY):
        entry = re.match(pattern, line)
        if entry is None or indentation(following) > len(entry[1]):
            continue
        if re.match(_CONTENT, line[entry.end() :]):
            return entry.end()
    return 0
