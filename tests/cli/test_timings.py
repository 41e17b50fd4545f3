"""`--timings` prints the time of each step to standard error, also after an error."""

from __future__ import annotations

import json
import re
from itertools import count
from typing import TYPE_CHECKING, Final

import pytest

from statserver_bindgen.cli.timings import Timings

if TYPE_CHECKING:
    from pathlib import Path

    from support.command import Command

LINE: Final = re.compile(r"(\S.*\S) +\d+\.\d{3} s")


def steps(stderr: str) -> list[str]:
    return [line[1] for text in stderr.splitlines() if (line := LINE.fullmatch(text))]


def test_a_step_ends_when_the_next_one_starts() -> None:
    seconds = count(step=1.5)
    timings = Timings(lambda: next(seconds))

    timings.step("read")
    timings.step("render python")

    assert timings.report() == (
        "read              1.500 s\nrender python     1.500 s\ntotal             3.000 s"
    )


def test_control_characters_in_the_name_of_a_target_are_escaped() -> None:
    timings = Timings(lambda: 0.0)

    timings.step("render \x1b[31m")

    assert timings.report().startswith("render \\x1b[31m  ")


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("validate",), ["read", "validate", "total"]),
        (
            ("generate", "--target", "json", "--target", "python"),
            [
                *("targets", "read", "validate", "render json", "render python", "format python"),
                *("plan", "write", "total"),
            ],
        ),
        (
            ("generate", "--target", "python", "--no-format"),
            ["targets", "read", "validate", "render python", "plan", "write", "total"],
        ),
        (
            ("check", "--target", "json", "--diff"),
            ["targets", "read", "validate", "render json", "plan", "diff", "total"],
        ),
    ],
    ids=["validate", "generate", "generate --no-format", "check --diff"],
)
@pytest.mark.usefixtures("spec")
def test_the_time_of_each_step_is_printed(
    command: Command, arguments: tuple[str, ...], expected: list[str]
) -> None:
    assert steps(command(*arguments, "--timings").stderr) == expected
    assert steps(command(*arguments, "--timings", "--quiet").stderr) == expected
    assert steps(command(*arguments).stderr) == []


@pytest.mark.usefixtures("spec")
def test_times_are_not_part_of_a_report(command: Command) -> None:
    result = command("validate", "--timings", "--report", "json")

    assert json.loads(result.stdout) == {"errors": 0, "warnings": 0, "diagnostics": []}
    assert steps(result.stderr) == ["read", "validate", "total"]


def test_the_steps_before_an_error_are_printed(command: Command, spec: Path) -> None:
    spec.write_text("catalog: yes\n", "utf-8")

    result = command("generate", "--target", "json", "--timings")

    assert result.exit_code == 1
    assert steps(result.stderr) == ["targets", "read", "validate", "total"]


@pytest.mark.usefixtures("spec")
def test_a_refused_run_has_no_step_that_writes(command: Command, tmp_path: Path) -> None:
    (tmp_path / "out" / "json").mkdir(parents=True)
    (tmp_path / "out" / "json" / "actions.json").write_text("{}", "utf-8")

    result = command("generate", "--target", "json", "--timings")

    assert result.exit_code == 1
    assert steps(result.stderr)[-2:] == ["plan", "total"]
