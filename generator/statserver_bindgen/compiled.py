"""Compiled templates, kept between runs as Python keeps compiled modules: jinja takes longer to compile
a template than to render it.

What comes in: how the environment reads templates. What goes out: the cache that jinja asks. It keeps
code, never output, by the sha of the template's source and under the version of the tool; where it can't be read or
written, templates are compiled anew. PYTHONDONTWRITEBYTECODE turns it off too.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import FileSystemBytecodeCache

from statserver_bindgen import __version__
from statserver_bindgen.manifest import digest

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jinja2.bccache import Bucket


def cache(options: Mapping[str, object]) -> FileSystemBytecodeCache | None:
    """Return the cache of templates that are read with these options, or None where there is none."""
    if sys.dont_write_bytecode:
        return None
    home = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
    folder = Path(
        home, "statserver-bindgen", f"{__version__}-{digest(repr(options).encode())[:16]}"
    )
    with suppress(OSError):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return _Cache(str(folder))
    return None


class _Cache(FileSystemBytecodeCache):
    """Goes without where the file system does not let it."""

    def load_bytecode(self, bucket: Bucket) -> None:
        with suppress(OSError):
            super().load_bytecode(bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        with suppress(OSError):
            super().dump_bytecode(bucket)
