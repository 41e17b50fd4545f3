"""The command `conformance`: the corpus of a spec, and random questions."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

import jsonschema
import pytest

from support.checkout import ROOT
from support.command import run_command
from support.generated import FIXTURE, ODD

if TYPE_CHECKING:
    from pathlib import Path

CORPUS: Final = ROOT / "out" / "conformance" / "corpus.json"


def run(*arguments: str | Path) -> Any:
    """Run the command, and return the corpus that it prints."""
    result = run_command("conformance", *arguments)
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def assert_valid(corpus: Any) -> None:
    schema = json.loads(CORPUS.with_name("corpus.schema.json").read_text("utf-8"))
    validator: Any = jsonschema.Draft202012Validator(schema)
    validator.validate(corpus)


def test_the_corpus_of_the_shipped_spec_is_that_of_the_target() -> None:
    assert run() == json.loads(CORPUS.read_text("utf-8"))


@pytest.mark.parametrize("spec", [FIXTURE, ODD], ids=lambda it: it.name)
def test_the_corpus_of_a_spec_is_valid(spec: Path) -> None:
    assert_valid(run("--spec", spec))


def test_random_questions_are_valid_and_as_many_as_requested() -> None:
    corpus = run("--random", "100")
    assert_valid(corpus)
    assert sum(map(len, corpus["questions"].values())) == 100
    assert {*corpus["questions"]} == {
        *("mask", "select", "named", "selection", "algebra", "comparison", "shortest"),
    }


def test_the_seed_decides_on_the_questions() -> None:
    first = run_command("conformance", "--random", "50", "--seed", "7").stdout
    assert first == run_command("conformance", "--random", "50", "--seed", "7").stdout
    assert first != run_command("conformance", "--random", "50", "--seed", "8").stdout


def test_the_output_is_printable_ascii() -> None:
    printed = run_command("conformance", "--random", "500", "--quiet").stdout
    assert {it for it in printed if not " " <= it <= "~"} == {"\n"}


def test_no_question_at_all_is_a_usage_error() -> None:
    result = run_command("conformance", "--random", "0")
    assert result.exit_code == 2
    assert "0 is not in the range x>=1" in result.stderr
