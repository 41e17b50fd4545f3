"""Attack on reading a spec: mutations of the fixture catalog's spec."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

from statserver_bindgen.diagnostics import LINE_BREAK
from support.generated import FIXTURE
from torture import command, mutations
from torture.attack import Attack, require
from torture.trees import differences, snapshot

if TYPE_CHECKING:
    from collections.abc import Generator
    from pathlib import Path
    from random import Random

    from torture.attack import Round

SPEC: Final = "spec.yaml"
_WITHOUT_FORMATTER: Final = ("--no-format", "--spec", SPEC, "--out", "out")
# The share of rounds that compare with a new process, which has other hash values.
_COMPARED: Final = 0.04


@contextmanager
def _prepare(directory: Path) -> Generator[Round]:
    original = FIXTURE.read_bytes()
    (directory / SPEC).write_bytes(original)
    command.run("generate", *_WITHOUT_FORMATTER, cwd=directory)
    before = snapshot(directory / "out")

    def run_round(random: Random, own: Path) -> None:
        text = mutations.mutate(random, original, mutations.HOSTILE + mutations.YAML)
        (own / SPEC).write_bytes(text)
        (own / "out").symlink_to(directory / "out")
        code = _attack_reading(own, compared=random.random() < _COMPARED)
        _attack_generation(own, code)
        if code == 0:
            _restore(directory, before)

    yield run_round


def _attack_reading(own: Path, *, compared: bool) -> int:
    """Validate a spec twice, and return the exit code."""
    data = command.run("validate", SPEC, "--report", "json", cwd=own)
    text = command.run("validate", SPEC, cwd=own)
    require(data.code == text.code, f"another exit code for another report: {data} {text}")
    again = command.run("validate", SPEC, cwd=own)
    require(text == again, f"another result the second time: {text} {again}")
    if compared:
        require(_in_new_process(own) == text.stdout, f"another result in a new process: {text}")
    if data.stdout:
        _require_positions((own / SPEC).read_bytes(), json.loads(data.stdout))
    return data.code


def _require_positions(raw: bytes, report: dict[str, Any]) -> None:
    """Check that each diagnostic has a position in the file, in which a decoder may fail."""
    lines = LINE_BREAK.split(raw.decode("utf-8", "replace"))
    decodable = _is_utf8(raw)
    for diagnostic in report["diagnostics"]:
        line, column = diagnostic["line"], diagnostic["column"]
        require(diagnostic["file"] == SPEC, f"another file: {diagnostic}")
        require(line >= 1 and column >= 1, f"a diagnostic without a position: {diagnostic}")
        if decodable:
            require(line <= len(lines), f"a line after the end of the file: {diagnostic}")
            longest = len(lines[line - 1]) + 1
            require(column <= longest, f"a column after the end of the line: {diagnostic}")


def _is_utf8(raw: bytes) -> bool:
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _attack_generation(own: Path, code: int) -> None:
    """Generate from a spec that `validate` accepted or not."""
    before = snapshot(own / "out")
    outcome = command.run("generate", *_WITHOUT_FORMATTER, cwd=own)
    require(outcome.code == code, f"validate ends with {code}, but generate differs: {outcome}")
    if code:
        changed = differences(before, snapshot(own / "out"))
        require(not changed, f"changes on the disk, {changed}, by: {outcome}")
    else:
        outcome = command.run("check", *_WITHOUT_FORMATTER, cwd=own)
        require(outcome.code == 0, f"differences after generate: {outcome}")


def _in_new_process(own: Path) -> str:
    return subprocess.run(
        [sys.executable, "-m", "statserver_bindgen", "validate", SPEC],
        cwd=own,
        env={**os.environ, "PYTHONHASHSEED": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    ).stdout


def _restore(directory: Path, before: dict[str, bytes]) -> None:
    command.run("generate", *_WITHOUT_FORMATTER, cwd=directory)
    require(snapshot(directory / "out") == before, "the original spec gives other files")


ATTACK: Final = Attack(
    "specs",
    "A spec is valid and renders, or it gives diagnostics with positions in the file, always the "
    "same, and nothing on the disk changes.",
    rounds=6_000,
    short=30,
    prepare=_prepare,
)
