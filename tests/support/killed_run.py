"""A run in a separate process, which can be killed or paused before one of its steps.

    killed_run.py DIRECTORY FILES [kill|pause STEP]

FILES is a JSON object of texts by path. A paused run prints `paused` and continues after a line on
standard input. A run prints `waiting` before it waits for another run, and its result as JSON at
the end.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from pathlib import Path

from statserver_bindgen.workspace import writer
from support.output_directories import planned, stepping


def send(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main(directory: str, files: str, action: str = "none", at: str = "0") -> None:
    def before(step: int) -> None:
        if step == int(at) and action == "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        if step == int(at) and action == "pause":
            send("paused")
            sys.stdin.readline()

    with stepping(before):
        result = writer.generate(
            [planned(Path(directory), json.loads(files))],
            on_wait=lambda _: send("waiting"),
        )
    summary = {
        "rules": [it.rule.id for it in result.diagnostics],
        "written": [Path(it).name for it in result.written],
        "unchanged": result.unchanged,
    }
    send(json.dumps(summary))


main(*sys.argv[1:])
