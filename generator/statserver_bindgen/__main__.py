"""The entry point of the process: `statserver-bindgen` and `python -m statserver_bindgen`."""

from __future__ import annotations

import gc
import os
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from typing import NoReturn

ALLOCATIONS: Final = 2_000_000
"""The new objects after which garbage is collected. A run makes few cycles of objects, and a
collection visits all new objects: with fewer, it takes a share that grows with the table."""


def run() -> NoReturn:
    """Run the command of the arguments, and end the process."""
    gc.set_threshold(ALLOCATIONS)  # before the imports, which make many objects
    from statserver_bindgen.cli import main
    from statserver_bindgen.cli.streams import discard_unwritten

    code = 0
    try:
        main(prog_name="statserver-bindgen")
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 1
    discard_unwritten()
    # At its own exit, the interpreter would free every object before the system does.
    os._exit(code)


if __name__ == "__main__":
    run()
