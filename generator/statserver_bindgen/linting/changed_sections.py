"""The sections of a file that differ from those in a git revision."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from statserver_bindgen.changes.revisions import check_revision, read_revision
from statserver_bindgen.errors import SpecError
from statserver_bindgen.linting.files import MOST_BYTES, read_source

if TYPE_CHECKING:
    from statserver_bindgen.linting.sections import Section, SourceFile

Identity = tuple[str, ...]
"""The texts of a section: two sections with the same ones do not differ."""


def select_changed(source: SourceFile, revision: str, column: str | None = None) -> SourceFile:
    """Return a file with only the sections that the revision does not have.

    A file that the revision does not have is returned as it is.

    Args:
        source: the file.
        revision: a branch, a tag or a commit.
        column: the column of masks in a CSV file.

    Raises:
        SpecError: git does not start, or does not have the revision.
    """
    check_revision(revision)
    try:
        raw = read_revision(revision, _path_in_revision(source.file), MOST_BYTES)
    except SpecError:
        return source
    old = read_source(source.file, raw, file_format=source.file_format, column=column)
    left = Counter(map(_identify, old.sections))
    changed: list[Section] = []
    for section in source.sections:
        identity = _identify(section)
        if left[identity]:
            left[identity] -= 1
        else:
            changed.append(section)
    return source.replace(sections=tuple(changed))


def _identify(section: Section) -> Identity:
    given = section.given_objects
    texts = [it for setting in section.settings for it in (setting.key, setting.value.text)]
    # A section without a name has the number of its line, which changes with other lines.
    return (section.name_text.text, "" if given is None else given.text, *texts)


def _path_in_revision(file: str) -> str:
    """Return the path of a file for git, from the working directory."""
    return f"./{Path(os.path.relpath(file)).as_posix()}"
