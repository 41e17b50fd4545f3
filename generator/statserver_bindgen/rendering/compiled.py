"""The cache of compiled templates, kept between runs as Python keeps its compiled modules.

Jinja needs longer to compile a template than to render it. The cache holds code and never output.
Its key is the whole source of a template and the versions of whatever compiled it. If the cache
directory can't be read or written, templates are compiled in memory. PYTHONDONTWRITEBYTECODE
turns the cache off.
"""

from __future__ import annotations

import hashlib
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import jinja2

from statserver_bindgen.version import __version__

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jinja2.bccache import Bucket


def cache(options: Mapping[str, object]) -> jinja2.FileSystemBytecodeCache | None:
    """Return the cache of templates that are compiled with these options; None without a cache."""
    if sys.dont_write_bytecode:
        return None
    home = os.environ.get("XDG_CACHE_HOME") or Path("~/.cache").expanduser()
    compiler = repr((__version__, jinja2.__version__, dict(options))).encode()
    directory = Path(home, "statserver-bindgen", hashlib.sha256(compiler).hexdigest()[:16])
    with suppress(OSError):
        directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        return _Cache(str(directory))
    return None


class _Cache(jinja2.FileSystemBytecodeCache):
    """A cache that is skipped where the file system refuses access."""

    def load_bytecode(self, bucket: Bucket) -> None:
        with suppress(OSError):
            super().load_bytecode(bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        with suppress(OSError):
            super().dump_bytecode(bucket)
