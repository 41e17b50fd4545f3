"""The result of a release."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from statserver_bindgen.diagnostics import Diagnostic


class ReleaseResult(NamedTuple):
    """What a release did, or would do.

    Attributes:
        version: its version, or None if the spec is not valid.
        diagnostics: why it is refused, and warnings.
        is_refused: whether it is refused, and nothing is written.
        is_released: whether the newest release is this version with the same facts and code, so
            that there is nothing to do.
        texts: the text of the spec by its file, for excerpts.
        edits: unified diffs of the spec and of the CHANGELOG.
        changelog: the CHANGELOG, or None if there is none.
        snapshot: the file of the snapshot, or None if nothing is released.
        written: the generated files that are or would be written.
        removed: the generated files that are or would be removed.
    """

    version: str | None = None
    diagnostics: tuple[Diagnostic, ...] = ()
    is_refused: bool = False
    is_released: bool = False
    texts: Mapping[str, str] = {}
    edits: tuple[str, ...] = ()
    changelog: str | None = None
    snapshot: str | None = None
    written: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
