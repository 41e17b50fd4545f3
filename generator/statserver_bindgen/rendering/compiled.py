"""Compiled templates, kept between runs as Python keeps its compiled modules.

Jinja takes longer to compile a template than to render it. What comes in: how the environment reads
templates. What goes out: the cache that jinja asks. It keeps code and never output, found by the
template's whole source and by the versions of what compiled it; where the folder can't be read or
written, templates are compiled anew. PYTHONDONTWRITEBYTECODE turns this off too.
"""

from __future__ import annotations

import hashlib
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import jinja2

from statserver_bindgen import __version__

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jinja2.bccache import Bucket


def cache(options: Mapping[str, object]) -> jinja2.FileSystemBytecodeCache | None:
    """Return the cache of templates that are read with these options, or None without one."""
    if sys.dont_write_bytecode:
        return None
    home = os.environ.get("XDG_CACHE_HOME") or Path("~/.cache").expanduser()
    made_by = repr((__version__, jinja2.__version__, dict(options))).encode()
    folder = Path(home, "statserver-bindgen", hashlib.sha256(made_by).hexdigest()[:16])
    with suppress(OSError):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return _Cache(str(folder))
    return None


class _Cache(jinja2.FileSystemBytecodeCache):
    """Goes without where the file system does not let it."""

    def load_bytecode(self, bucket: Bucket) -> None:
        with suppress(OSError):
            super().load_bytecode(bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        with suppress(OSError):
            super().dump_bytecode(bucket)
