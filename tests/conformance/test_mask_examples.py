"""Texts with their exact problems, for the reference.

`mask_examples.txt` and, for the lifecycle catalog, `lifecycle_examples.txt` have each text as JSON,
its canonical text if it is a valid mask, and a line for each problem: range, severity, kind,
message, and the suggestion as JSON.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from statserver_bindgen import mask_vocabulary
from statserver_bindgen.conformance.catalog_index import CatalogIndex
from statserver_bindgen.conformance.mask_parser import ParsedMask
from statserver_bindgen.conformance.mask_sets import Mask, format_canonical
from support.generated import fixture_catalog, lifecycle_catalog

if TYPE_CHECKING:
    from statserver_bindgen.conformance.mask_problems import Problem

INDEX: Final = CatalogIndex(fixture_catalog())
CHARACTERS: Final = mask_vocabulary.load().characters
LIFECYCLE: Final = CatalogIndex(lifecycle_catalog())
FILES: Final = {
    Path(__file__).with_name("mask_examples.txt"): INDEX,
    Path(__file__).with_name("lifecycle_examples.txt"): LIFECYCLE,
}
EXAMPLES: Final = [
    (index, section.strip("\n"))
    for file, index in FILES.items()
    for section in file.read_text("utf-8").split("\n\n")
    if not section.startswith("#")
]


def describe(text: str, *, index: CatalogIndex = INDEX, keep: bool = False) -> str:
    """Return a text with its canonical text and its problems as in the file."""
    parsed = ParsedMask(index, text, keep=keep)
    lines = [json.dumps(text)]
    if not parsed.is_rejected:
        mask = format_canonical(index, Mask.of_items(parsed.items))
        lines.append(f"    means {json.dumps(mask)}")
    return "\n".join([*lines, *map(describe_problem, parsed.problems)])


def describe_problem(problem: Problem) -> str:
    start, length, kind, severity, message, suggestion = problem
    replacement = "" if suggestion is None else f" -> {json.dumps(suggestion)}"
    return f"    {start}-{start + length} {severity} {kind}: {message}{replacement}"


@pytest.mark.parametrize(
    ("index", "example"), EXAMPLES, ids=[example.partition("\n")[0] for _, example in EXAMPLES]
)
def test_text_has_these_problems(index: CatalogIndex, example: str) -> None:
    assert describe(json.loads(example.partition("\n")[0]), index=index) == example


def test_every_message_has_an_example() -> None:
    """An example shows the part of the message without values."""
    text = "".join(file.read_text("utf-8") for file in FILES)
    messages = [it for kind in mask_vocabulary.load().kinds for it in kind.messages]
    parts = {it.id: [part.literal for part in it.parts if part.literal] for it in messages}

    assert [it for it, literals in parts.items() if not all(one in text for one in literals)] == []


@pytest.mark.parametrize("sign", [*CHARACTERS.exclusion_signs])
def test_tilde_is_suggested_for_every_sign_that_means_it(sign: str) -> None:
    (problem,) = ParsedMask(INDEX, f"*,{sign}LoggedOut").problems

    assert (problem.start, problem.length, problem.suggestion) == (2, 1, "~")


@pytest.mark.parametrize("sign", [*CHARACTERS.other_signs])
def test_nothing_is_suggested_for_a_sign_that_may_mean_something_else(sign: str) -> None:
    (problem,) = ParsedMask(INDEX, f"*,{sign}LoggedOut").problems

    assert (problem.start, problem.length, problem.suggestion) == (2, 1, None)
    assert problem.message.endswith('does not exclude a name; "~" does')


@pytest.mark.parametrize("name", ["Zzyzx", "CallWaitInbound", "Routable", "StatusRunning"])
def test_unknown_name_is_kept_with_a_warning(name: str) -> None:
    (warning,) = ParsedMask(INDEX, f"*,~{name}", keep=True).problems
    (error,) = ParsedMask(INDEX, f"*,~{name}").problems

    assert warning == error._replace(severity="warning")
    assert describe(f"*,~{name}", keep=True).splitlines()[1] == f'    means "*,~{name}"'


@pytest.mark.parametrize("name", ["CallLost", "CallDistributed", "calllost", "agentlogon"])
def test_split_and_removed_names_are_kept_and_former_ones_in_another_case(name: str) -> None:
    assert describe(name, index=LIFECYCLE, keep=True).splitlines()[1] == f'    means "{name}"'


@pytest.mark.parametrize("keep", [False, True])
def test_former_name_means_its_new_name_where_unknown_names_are_kept_too(*, keep: bool) -> None:
    lines = describe("*,~AgentLogon", index=LIFECYCLE, keep=keep).splitlines()

    assert lines[1] == '    means "*,~AgentLogin"'


@pytest.mark.parametrize("text", ["Hold", "login", "callwait", "CallAnswered (Regular DNs)", "A;B"])
def test_everyday_word_and_text_that_is_not_a_name_are_not_kept(text: str) -> None:
    assert ParsedMask(INDEX, text, keep=True).is_rejected


# Limits.


def last_suggestion(text: str) -> str | None:
    return ParsedMask(INDEX, text).problems[-1].suggestion


@pytest.mark.parametrize(("count", "suggestion"), [(99, "LoggedOut"), (100, None), (101, None)])
def test_evident_names_are_looked_up_for_100_unknown_names(
    count: int, suggestion: str | None
) -> None:
    assert last_suggestion(",".join(f"Zz{it}" for it in range(count)) + ",LogedOut") == suggestion


def test_known_names_are_not_counted() -> None:
    assert last_suggestion("CallWaitInbound," * 100 + "LogedOut") == "LoggedOut"


@pytest.mark.parametrize(
    ("length", "shown"), [(39, 39 * "x"), (40, 40 * "x"), (41, 40 * "x" + "...")]
)
def test_message_shows_40_code_points(length: int, shown: str) -> None:
    (problem,) = ParsedMask(INDEX, length * "x").problems

    assert problem.length == length
    assert problem.message.startswith(f'"{shown}" is not an action name')


def test_escapes_do_not_count_as_code_points() -> None:
    (problem,) = ParsedMask(INDEX, 41 * "\U0001f4de").problems

    shown = 40 * r"\u{1f4de}"
    assert problem.message.startswith(f'"{shown}..." is not allowed')
