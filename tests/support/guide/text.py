"""The guide's own text, which its vendor publishes and this repository does not contain."""

from __future__ import annotations

import os
from pathlib import Path

from support.guide.reading import HEADINGS

GUIDE_VARIABLE = "STAT_SERVER_GUIDE"


def find_guide(root: Path) -> Path | None:
    """Return the file that the environment names, or else a text next to the checkout, or None."""
    if named := os.environ.get(GUIDE_VARIABLE):
        return Path(named)
    texts = sorted((root.parent / "shared" / "source").glob("*.txt"))
    headings = "\t".join(HEADINGS)
    return next((path for path in texts if headings in path.read_text(encoding="utf-8")), None)
