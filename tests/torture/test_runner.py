"""The runner: seeds, the table, and what it prints for a failure."""

from __future__ import annotations

from contextlib import nullcontext
from typing import TYPE_CHECKING

import pytest

from torture import attack, fragments, mutations, runner
from torture.attack import Attack, require
from torture.command import Outcome, keep_contract

if TYPE_CHECKING:
    from pathlib import Path
    from random import Random

SENTENCE = "error: the spec x can't be read: No such file or directory\n"


def fail_in_round_2(random: Random, own: Path) -> None:
    number = int(own.name.rpartition("-")[2])
    (own / "input").write_text(str(random.random()), "utf-8")
    require(number != 2, "a file is gone")


FAILING = Attack("failing", "No file is gone.", 4, 3, lambda _: nullcontext(fail_in_round_2))


def test_a_failure_has_its_reason_its_command_and_its_input(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(runner, "ATTACKS", (FAILING,))
    monkeypatch.setattr("torture.command.warm_up", lambda: None)

    assert runner.main(["--seed", "7", "--keep", str(tmp_path)]) == 1

    lines = capsys.readouterr().out.splitlines()
    (directory,) = tmp_path.glob("torture-*/failing/round-*")
    assert lines[1].split()[:4] == ["failing", "4", "7", "1"]
    assert lines[2:4] == ["  No file is gone.", "    a file is gone"]
    assert lines[4].endswith(" -m torture --attack failing --seed 7 --round 2")
    assert lines[5] == f"    input: {directory}"
    assert (directory / "input").is_file()


def test_a_clean_run_exits_with_0_and_leaves_no_files(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(runner, "ATTACKS", (FAILING,))
    monkeypatch.setattr("torture.command.warm_up", lambda: None)

    assert runner.main(["--round", "1", "--keep", str(tmp_path)]) == 0

    assert capsys.readouterr().out.splitlines()[1].split()[:2] == ["failing", "1"]
    assert [*tmp_path.iterdir()] == []


def test_a_seed_gives_the_same_round_alone_and_after_others(tmp_path: Path) -> None:
    texts: list[str] = []

    def run_round(random: Random, own: Path) -> None:
        del own
        texts.append(repr(mutations.mutate(random, b"a: [b, c]\n", fragments.YAML)))

    one = Attack("one", "", 0, 0, lambda _: nullcontext(run_round))
    attack.run(one, 1, range(4), tmp_path / "all")
    attack.run(one, 1, [3], tmp_path / "alone")
    attack.run(one, 2, [3], tmp_path / "other")

    assert texts[3] == texts[4] != texts[5]


@pytest.mark.parametrize(
    "outcome",
    [
        Outcome((), 0, "valid\n", ""),
        Outcome((), 1, "x.yaml:1:1: error: no \\u202e [rule]\n  hint: …\n", ""),
        Outcome((), 2, "", SENTENCE),
    ],
)
def test_an_end_in_the_contract_is_accepted(outcome: Outcome) -> None:
    keep_contract(outcome)


@pytest.mark.parametrize(
    ("outcome", "message"),
    [
        (Outcome((), 3, "", ""), "exit code"),
        (Outcome((), -11, "", ""), "exit code"),
        (Outcome((), 1, "", "Traceback (most recent call last):\n"), "a defect"),
        (Outcome((), 2, "", "STATSERVER_BINDGEN_DEBUG=1\nerror: x\n"), "a defect"),
        (Outcome((), 1, "a\x1b[31m", ""), "raw characters"),
        (Outcome((), 1, "a\u202e", ""), "raw characters"),
        (Outcome((), 1, "a\n::error::x", ""), "a CI system"),
        (Outcome((), 2, "", ""), "no sentence"),
        (Outcome((), 0, "", "", timed_out=True), "no end"),
    ],
)
def test_an_end_outside_of_the_contract_is_a_failure(outcome: Outcome, message: str) -> None:
    with pytest.raises(attack.BrokenPromiseError, match=message):
        keep_contract(outcome)
