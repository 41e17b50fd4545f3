"""The rules of releases: the spec compared with the snapshots next to it."""

from __future__ import annotations

from typing import Final

from statserver_bindgen.diagnostics import Rule

VERSION_TOO_SMALL: Final = Rule(
    "version-too-small",
    "The version of the catalog is large enough for its changes since the newest release.",
    "Consumers decide by the version whether an upgrade needs work. `diff` lists the "
    "changes with the version that each of them requires.",
)
CHANGE_REFUSED: Final = Rule(
    "change-refused",
    "The spec has no change since the newest release that is refused.",
    "Consumers would lose an action without a warning, or get another one under its name.",
)
SINCE_DIFFERS: Final = Rule(
    "since-differs",
    "The version that added a row is that of the first release with the row.",
    "`release` writes `since` into new rows, and documentation prints it. Rows of the first "
    "release need none.",
)
RELEASE_INTERRUPTED: Final = Rule(
    "release-interrupted",
    "Every release completes.",
    "After an interrupted release some files are written and some are not; each file is whole. "
    "`release` continues it.",
    severity="warning",
)
