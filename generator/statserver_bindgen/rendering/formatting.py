"""Formatting: rendered artifacts, to artifacts laid out by the formatter of their target.

What comes in: artifacts, and what a manifest vouches for. What goes out: the artifacts as they are
to be written. Only black is known. Its import takes longer than all else that the tool does, so it
is not asked about texts that are known to be as it would leave them.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from statserver_bindgen.artifact import digest
from statserver_bindgen.errors import BindgenError, TemplateError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from statserver_bindgen.artifact import Artifact

STYLE: Final = "black 26"
"""The formatter and its style year: within a year, black lays out the same text in the same way."""

# The Pythons that an artifact may be for: black reads the syntax of them all, and lays out for the
# oldest. Named one by one: later versions of black add Pythons.
_PYTHONS: Final = ("PY39", "PY310", "PY311", "PY312", "PY313", "PY314")
_LINE_LENGTH: Final = 88
_LINE: Final = re.compile(r"(\d+):\d+(?=[:\s]|$)")


def style(artifacts: Iterable[Artifact]) -> str | None:
    """Return `STYLE` where the formatter lays out some of the artifacts, else None."""
    return STYLE if any(it.formatter is not None for it in artifacts) else None


def format_artifacts(
    artifacts: Iterable[Artifact], vouched: Mapping[str, str]
) -> tuple[Artifact, ...]:
    """Return the artifacts as their formatters lay them out, in their order.

    Args:
        artifacts: as they were rendered.
        vouched: by path, the sha256 of a text that is known to be laid out already.

    Raises:
        TemplateError: the formatter can't read a text.
    """
    return tuple(
        it
        if it.formatter is None or digest(it.encode()) == vouched.get(it.path)
        else replace(it, text=_black(it))
        for it in artifacts
    )


def _black(artifact: Artifact) -> str:
    import black
    from black.mode import Mode, TargetVersion
    from black.parsing import InvalidInput

    version, year = str(vars(black)["__version__"]), STYLE.partition(" ")[2]
    if version.partition(".")[0] != year:
        raise BindgenError(f"black {version} is installed; artifacts are laid out by black {year}")
    mode = Mode(target_versions={TargetVersion[it] for it in _PYTHONS}, line_length=_LINE_LENGTH)
    try:
        text = black.format_str(artifact.text, mode=mode)
    except InvalidInput as error:
        raise TemplateError(_complaint(artifact, str(error))) from error
    return text.rstrip("\n") + "\n"


def _complaint(artifact: Artifact, told: str) -> str:
    found = _LINE.search(told)
    if found is None:
        return f"{artifact.path}: the templates give Python that black can't read: {told}"
    line = int(found[1])
    source = artifact.text.split("\n")[line - 1].strip()
    return f"{artifact.path}:{line}: the templates give Python that black can't read: {source}"
