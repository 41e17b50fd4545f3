"""Formatting: applies the formatter of a target to its rendered artifacts.

The only formatter is black. Its import takes longer than the rest of a run, so it is skipped for
texts whose digest is known to be that of formatted text: from the manifest on disk, or from the
shipped digests of the shipped catalog (`formatted_digests`).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from statserver_bindgen import resources
from statserver_bindgen.errors import BindgenError, TemplateError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from statserver_bindgen.artifact import Artifact

STYLE: Final = "black 26"
"""The formatter and its style year; within a year, black gives the same bytes for a text."""

# Black reads the syntax of all these versions and formats for the oldest one. They are listed,
# because later versions of black add versions.
_PYTHONS: Final = ("PY39", "PY310", "PY311", "PY312", "PY313", "PY314")
_LINE_LENGTH: Final = 88
_LINE: Final = r"(\d+):\d+(?=[:\s]|$)"


def style(artifacts: Iterable[Artifact]) -> str | None:
    """Return `STYLE` if a formatter applies to any of the artifacts, else None."""
    return STYLE if any(it.formatter is not None for it in artifacts) else None


def format_artifacts(
    artifacts: Iterable[Artifact], formatted: Mapping[str, str]
) -> tuple[Artifact, ...]:
    """Return the formatted artifacts, in their order.

    Args:
        artifacts: the rendered artifacts.
        formatted: by path, the sha256 of a text that is already formatted.

    Raises:
        TemplateError: black can't parse an artifact.
        BindgenError: the installed black has another style year.
    """
    shipped = _shipped_digests()

    def is_formatted(artifact: Artifact) -> bool:
        sha256 = artifact.content.digest
        return sha256 == formatted.get(artifact.path) or sha256 in shipped

    return tuple(
        artifact
        if artifact.formatter is None or is_formatted(artifact)
        else artifact.with_text(format_text(artifact))
        for artifact in artifacts
    )


def _shipped_digests() -> frozenset[str]:
    import json

    data = json.loads(resources.formatted_digests().read_bytes())
    return frozenset(data["files"].values() if data["formatter"] == STYLE else ())


def format_text(artifact: Artifact) -> str:
    """Return the text of an artifact as black formats it, whatever its digest.

    Raises:
        TemplateError: black can't parse the text.
        BindgenError: the installed black has another style year.
    """
    import black
    from black.mode import Mode, TargetVersion
    from black.parsing import InvalidInput

    version, year = str(vars(black)["__version__"]), STYLE.partition(" ")[2]
    if version.partition(".")[0] != year:
        raise BindgenError(
            f"black {version} is installed; install black {year}, whose style artifacts have"
        )
    mode = Mode(target_versions={TargetVersion[it] for it in _PYTHONS}, line_length=_LINE_LENGTH)
    try:
        text = black.format_str(artifact.text, mode=mode)
    except InvalidInput as error:
        raise TemplateError(_syntax_error(artifact, str(error))) from error
    return text.rstrip("\n") + "\n"


def _syntax_error(artifact: Artifact, message: str) -> str:
    position = re.search(_LINE, message)
    if position is None:
        return f"{artifact.path}: the templates generate invalid Python: {message}"
    line = int(position[1])
    source = artifact.text.split("\n")[line - 1].strip()
    return f"{artifact.path}:{line}: the templates generate invalid Python: {source}"
