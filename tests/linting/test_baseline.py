"""A baseline accepts known problems with their reasons, up to a day."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any, Final

import pytest

from statserver_bindgen.errors import ConfigurationFileError
from statserver_bindgen.linting import baseline
from support.linted import FILE, lint, section

if TYPE_CHECKING:
    from pathlib import Path

TODAY: Final = date(2026, 11, 26)
WRONG: Final = section(MainMask="CallAnswerd,CallWait")
PROBLEM: Final = {
    "file": FILE,
    "section": "Demo",
    "key": "MainMask",
    "rule": "unknown-name",
    "text": "CallAnswerd",
}


def problems(file: Path, *entries: dict[str, Any]) -> list[baseline.KnownProblem]:
    """Return the baseline with these problems."""
    file.write_text(json.dumps({"format": 1, "problems": entries}), "utf-8")
    return baseline.read_baseline(file)


def reported(text: str, known_problems: list[baseline.KnownProblem]) -> list[str]:
    compared = baseline.compare(lint(text), known_problems, TODAY)
    return [it.diagnostic.rule.id for it in compared.new]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "baseline.json"


def test_a_known_problem_is_not_reported_wherever_it_moves(file: Path) -> None:
    known_problems = problems(file, PROBLEM)

    assert reported(WRONG, known_problems) == ["not-on-objects"]
    assert reported("[Other]\nx=y\n\n" + WRONG, known_problems) == ["not-on-objects"]


def test_the_same_problem_elsewhere_is_new(file: Path) -> None:
    known_problems = problems(file, PROBLEM)
    twice = WRONG + WRONG.replace("Demo", "Demo_2")

    assert reported(twice, known_problems).count("unknown-name") == 1


@pytest.mark.parametrize(
    ("until", "is_reported"), [("2026-11-25", True), ("2026-11-26", False), ("2026-11-27", False)]
)
def test_a_problem_is_reported_again_after_its_last_day(
    file: Path, until: str, *, is_reported: bool
) -> None:
    known_problems = problems(file, {**PROBLEM, "reason": "it is in work", "until": until})

    assert ("unknown-name" in reported(WRONG, known_problems)) is is_reported


def test_problems_that_do_not_occur_are_counted(file: Path) -> None:
    compared = baseline.compare(lint(section()), problems(file, PROBLEM), TODAY)

    assert (compared.new, compared.accepted, compared.outdated) == ((), 0, 1)


def test_an_update_keeps_reasons_and_dates(file: Path) -> None:
    old = problems(file, {**PROBLEM, "reason": "it is in work", "until": "2027-01-31"})
    file.write_text(baseline.format_baseline(baseline.update(lint(WRONG), old)), "utf-8")
    updated = baseline.read_baseline(file)

    assert reported(WRONG, updated) == []
    assert {(it.reason, it.until) for it in updated} == {
        ("", None),
        ("it is in work", date(2027, 1, 31)),
    }


def test_an_empty_baseline_is_valid(file: Path) -> None:
    file.write_text(baseline.format_baseline([]), "utf-8")

    assert baseline.read_baseline(file) == []
    assert baseline.read_baseline(file.with_name("missing.json")) == []


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("{", "is not JSON"),
        ("[" * 100_000, "is not JSON"),
        ("[]", 'lacks "format": 1'),
        ('{"format": 2, "problems": []}', 'lacks "format": 1'),
        ('{"format": 1}', 'lacks the list "problems"'),
        ('{"format": 1, "problems": [1]}', "problem 1: it is not a mapping"),
        ('{"format": 1, "problems": [{}]}', 'problem 1: it lacks "file"'),
        ('{"format": 1, "problems": [{"files": "a"}]}', 'unknown key "files"'),
        ('{"format": 1, "problems": [{"file": 1}]}', 'the value of "file" is not a text'),
        (
            json.dumps({"format": 1, "problems": [{**PROBLEM, "until": "soon"}]}),
            '"until" is not a date like 2027-01-31',
        ),
    ],
    ids=range(10),
)
def test_a_file_that_is_not_a_baseline_is_refused(file: Path, text: str, reason: str) -> None:
    file.write_text(text, "utf-8")

    with pytest.raises(ConfigurationFileError, match="the baseline") as caught:
        baseline.read_baseline(file)
    assert reason in str(caught.value)


def test_a_directory_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationFileError, match="can't be read"):
        baseline.read_baseline(tmp_path)


def test_fingerprints_are_different_and_stay() -> None:
    entries = lint(WRONG + WRONG)
    texts = baseline.fingerprints(entries)

    assert len({*texts}) == len(texts) == 4
    assert baseline.fingerprints(lint("[Other]\nx=y\n" + WRONG + WRONG)) == texts
