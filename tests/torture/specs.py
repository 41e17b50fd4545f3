"""Attack on reading a spec: mutations of the fixture catalog's spec."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

from support.generated import FIXTURE
from torture import command, fragments, mutations
from torture.attack import Attack, require
from torture.trees import differences, snapshot

if TYPE_CHECKING:
    from collections.abc import Generator
    from pathlib import Path
    from random import Random

    from torture.attack import Round

SPEC: Final = "spec.yaml"
_LINE_BREAK: Final = re.compile(r"\r\n?|\n")
_TARGET: Final = ("--target", "json", "--no-format")
# The share of rounds that compare with a new process, which has other hash values.
_COMPARED: Final = 0.03
# The share of invalid specs from which files are generated, too.
_GENERATED: Final = 0.3


@contextmanager
def _prepare(directory: Path) -> Generator[Round]:
    original = FIXTURE.read_bytes()
    (directory / SPEC).write_bytes(original)
    outcome = command.run("generate", *_TARGET, "--out", "out", "--spec", SPEC, cwd=directory)
    require(outcome.code == 0, f"the original spec fails: {outcome}")

    def run_round(random: Random, own: Path) -> None:
        text = mutations.mutate(random, original, fragments.HOSTILE + fragments.YAML)
        (own / SPEC).write_bytes(text)
        shutil.copytree(directory / "out", own / "out")
        code = _attack_reading(own, compared=random.random() < _COMPARED)
        if code == 0 or random.random() < _GENERATED:
            _attack_generation(own, code)

    yield run_round


def _attack_reading(own: Path, *, compared: bool) -> int:
    """Validate a spec twice, in two reports, and return the exit code."""
    data = command.run("validate", SPEC, "--report", "json", cwd=own)
    text = command.run("validate", SPEC, cwd=own)
    require(data.code == text.code, f"another exit code for another report: {data} {text}")
    require(data.stderr == text.stderr, f"another summary for another report: {data} {text}")
    if compared:
        require(_in_new_process(own) == text.stdout, f"another result in a new process: {text}")
    if data.stdout:
        report = json.loads(data.stdout)
        _require_positions((own / SPEC).read_bytes(), report)
        _require_same(report, text)
    return data.code


def _require_positions(raw: bytes, report: dict[str, Any]) -> None:
    """Check that each diagnostic has a position in the file, in which a decoder may fail."""
    lines = _LINE_BREAK.split(raw.decode("utf-8", "replace"))
    decodable = _is_utf8(raw)
    for diagnostic in report["diagnostics"]:
        line, column = diagnostic["line"], diagnostic["column"]
        require(diagnostic["file"] == SPEC, f"another file: {diagnostic}")
        require(line >= 1 and column >= 1, f"a diagnostic without a position: {diagnostic}")
        if decodable:
            require(line <= len(lines), f"a line after the end of the file: {diagnostic}")
            longest = len(lines[line - 1]) + 1
            require(column <= longest, f"a column after the end of the line: {diagnostic}")


def _require_same(report: dict[str, Any], text: command.Outcome) -> None:
    """Check that the second reading gave the diagnostics of the first, in the same order."""
    lines = text.stdout.splitlines()
    ends = [f" [{it['rule']}]" for it in report["diagnostics"]]
    heads = [it for it in lines if it.startswith(f"{SPEC}:")]
    same = len(heads) == len(ends) and all(map(str.endswith, heads, ends))
    require(same, f"another result the second time: {ends} {text}")


def _is_utf8(raw: bytes) -> bool:
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _attack_generation(own: Path, code: int) -> None:
    """Generate from a spec that `validate` accepted or not, over files of the original spec."""
    before = snapshot(own)
    outcome = command.run("generate", "--no-format", "--spec", SPEC, "--out", "out", cwd=own)
    require(outcome.code == code, f"validate ends with {code}, but generate differs: {outcome}")
    changed = differences(before, snapshot(own))
    outside = [it for it in changed if not it.startswith("out/")]
    require(not outside, f"changes outside of the output directories, {outside}, by: {outcome}")
    require(code == 0 or not changed, f"changes on the disk, {changed}, by: {outcome}")


def _in_new_process(own: Path) -> str:
    return subprocess.run(
        [sys.executable, "-m", "statserver_bindgen", "validate", SPEC],
        cwd=own,
        env={**os.environ, "PYTHONHASHSEED": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    ).stdout


ATTACK: Final = Attack(
    "specs",
    "A spec is valid and renders, or it gives diagnostics with positions in the file, always the "
    "same, and nothing on the disk changes.",
    rounds=1_200,
    short=20,
    prepare=_prepare,
)
