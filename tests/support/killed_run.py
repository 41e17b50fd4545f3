"""A run in a process of its own, that can be killed or held up before one of its steps.

    run.py ROOT FILES [kill|pause STEP]

FILES is a JSON object of texts by path. To pause, it prints `paused` and goes on when a line comes
in; it prints `waiting` before it waits for another run. At the end it prints what it did, as JSON.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from pathlib import Path

from statserver_bindgen.workspace import writer
from support.output_directories import planned, stepping


def tell(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


def main(directory: str, files: str, what: str = "go", at: str = "0") -> None:
    def before(step: int) -> None:
        if step == int(at) and what == "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        if step == int(at) and what == "pause":
            tell("paused")
            sys.stdin.readline()

    with stepping(before):
        result = writer.generate(
            [planned(Path(directory), json.loads(files))],
            on_wait=lambda _: tell("waiting"),
        )
    told = {
        "diagnostics": [it.rule.id for it in result.diagnostics],
        "written": [Path(it).name for it in result.written],
        "unchanged": result.unchanged,
    }
    tell(json.dumps(told))


main(*sys.argv[1:])
