"""Makes importable, for the tests here: the package of this checkout, and what they draw from."""

from __future__ import annotations

import sys
from pathlib import Path

# Python would leave a cache in out/, which is committed.
sys.dont_write_bytecode = True
sys.path[:0] = [str(Path(__file__).parents[3] / "out/python/src"), str(Path(__file__).parent)]
