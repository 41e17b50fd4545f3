"""The section of a release in a CHANGELOG, from its changes.

The heading *Unreleased* gets the version and the date; what the section contains stays, and the
changes of the catalog follow it. A CHANGELOG without that heading gets a new section before its
first one.
"""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING, Final

from statserver_bindgen.changes.report import as_markdown

if TYPE_CHECKING:
    from pathlib import Path

    from statserver_bindgen.changes.comparison import Comparison

NAME: Final = "CHANGELOG.md"
_UNRELEASED: Final = re.compile(r"^## \[?unreleased\]?[ \t]*(?=\r?$)", re.IGNORECASE | re.MULTILINE)
_SECTION: Final = re.compile(r"^## ", re.MULTILINE)


def find_changelog(spec: Path) -> Path | None:
    """Return the CHANGELOG.md nearest to a spec in its repository, or None.

    Outside a repository, only the directory of the spec and the one around it are searched.
    """
    around = [*spec.absolute().parents]
    outside = [*takewhile(lambda it: not (it / ".git").exists(), around)]
    searched = around[: len(outside) + 1] if len(outside) < len(around) else around[:2]
    return next((it / NAME for it in searched if (it / NAME).is_file()), None)


def heading(version: str, date: str) -> str:
    """Return the heading of the section of a release."""
    return f"{_title(version)} ({date})"


def write_section(text: str, version: str, date: str, comparison: Comparison | None) -> str:
    """Return the text of a CHANGELOG with the section of a release.

    A text that has the section already is returned unchanged.

    Args:
        text: the text before.
        version: the version of the release.
        date: its date, YYYY-MM-DD.
        comparison: the comparison with the release before, or None for the first one.
    """
    if re.search(rf"^{re.escape(_title(version))}(?![^\s(])", text, re.MULTILINE):
        return text
    newline = "\r\n" if "\r\n" in text else "\n"
    gap = newline * 2
    head = heading(version, date)
    body = describe(version, comparison).replace("\n", newline)
    unreleased = _UNRELEASED.search(text)
    following = _SECTION.search(text, unreleased.end() if unreleased else 0)
    end = following.start() if following else len(text)
    before, kept = text[:end].rstrip(), ""
    if unreleased:
        before, kept = text[: unreleased.start()].rstrip(), text[unreleased.end() : end].strip()
    parts = [it for it in (before, head, kept, body) if it]
    return gap.join(parts) + (gap + text[end:] if following else newline)


def describe(version: str, comparison: Comparison | None) -> str:
    """Return the body of the section of a release in Markdown."""
    if comparison is None:
        return f"{version} is the first release of the catalog."
    if not comparison.changes:
        return f"No fact of the catalog changed since {comparison.old.catalog.version}."
    return as_markdown(comparison).partition("\n")[2].strip()


def _title(version: str) -> str:
    return f"## Catalog {version}"
