"""Makes the package of the fixture catalog and the strategies importable for the tests here."""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from support.generated import fixture_catalog, written

# Removed when the process ends.
PACKAGE = TemporaryDirectory(prefix="statserver-actions-")
written(fixture_catalog(), "python", Path(PACKAGE.name))
sys.path[:0] = [str(Path(PACKAGE.name, "src")), str(Path(__file__).parent)]
