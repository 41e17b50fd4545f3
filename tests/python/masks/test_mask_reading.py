"""Laws of parsing: every character is parsed or reported, and suggestions lead to a valid mask."""

from __future__ import annotations

import copy
import pickle
import re
import string
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mask_strategies import UNIVERSE, extension, meaning, texts
from statserver_actions import ActionName, Mask, MaskError, MaskProblem, Severity
from statserver_actions._evident_name import find_evident_name
from statserver_actions._names import lower

WHITESPACE = " \t\r\n"
IN_NAMES = {*string.ascii_letters, *string.digits, "_"}
WARNINGS = {
    "contradiction",
    "duplicate",
    "empty-mask",
    "exclude-from-nothing",
    "redundant-exclusion",
    "redundant-inclusion",
}

# 100 kB each of input that could be slow to parse.
LONG = [
    "a" * 100_000,
    "a!" * 50_000,
    "CallWait " * 11_000,
    "CallWiat," * 11_000,
    "~" * 100_000,
    "*~" * 50_000,
    "," * 100_000,
    " " * 100_000,
    '"' * 100_000,
    "a, " * 33_000 + "~a",
    "(" * 100_000,
    "or " * 33_000,
    "OffHook or " * 9_000,
    "MainMask=" * 11_000,
    "~CallWait,CallWait," * 5_000,
    "!" * 100_000,
]


@given(texts)
def test_every_text_has_errors_or_is_a_mask(text: str) -> None:
    problems = Mask.problems(text)
    errors = [it for it in problems if it.severity is Severity.ERROR]
    if not errors:
        assert Mask.parse(text).unknown == ()
        return
    with pytest.raises(MaskError) as raised:
        Mask.parse(text)
    assert raised.value.text == text
    assert raised.value.problems == problems
    assert str(raised.value).isprintable() is (len(problems) == 1)
    lines = [line.strip() for line in str(raised.value).splitlines()]
    assert lines[-len(problems) :] == [*map(str, problems)] or lines[0].endswith(str(problems[0]))


@given(texts)
def test_problems_are_ranges_in_order_of_position(text: str) -> None:
    problems = Mask.problems(text)
    for problem in problems:
        assert 0 <= problem.start <= problem.start + problem.length <= len(text)
        assert problem.severity == ("warning" if problem.kind in WARNINGS else "error")
        assert problem.message.isascii()
        assert str(problem).isascii()
        assert str(problem).isprintable()
    assert [*problems] == sorted(problems, key=lambda it: (it.start, it.length, it.kind))
    assert pickle.loads(pickle.dumps(problems)) == copy.deepcopy(problems) == problems
    assert len({*problems}) == len(problems)


@given(texts)
def test_kept_unknown_names_are_warnings(text: str) -> None:
    def softened(problem: MaskProblem) -> MaskProblem:
        word = text[problem.start : problem.start + problem.length]
        if problem.kind != "unknown-name" or not IN_NAMES.issuperset(word):
            return problem
        if "everyday word" in problem.message:
            return problem
        facts = (problem.start, problem.length, problem.message, problem.suggestion)
        return MaskProblem(problem.kind, Severity.WARNING, *facts)

    problems = Mask.problems(text)
    assert Mask.problems(text, unknown="keep") == tuple(map(softened, problems))


@given(texts)
def test_every_character_is_parsed_or_reported(text: str) -> None:
    problems = [*Mask.problems(text, unknown="keep")]
    start, end = 0, len(text)
    for option in [it for it in problems if it.kind == "option-line"]:
        problems.remove(option)
        key, sign, rest = re.split("([=:])", text, maxsplit=1)
        assert key.strip(WHITESPACE).lower() in {"mainmask", "relmask", "relativemask"}
        assert option.suggestion == rest.strip(WHITESPACE)
        start, end = len(key + sign), option.start + option.length
    for quotes in [it for it in problems if "the mask is in quotes" in it.message]:
        problems.remove(quotes)
        outside = text[start : quotes.start] + text[quotes.start + quotes.length : end]
        assert not outside.strip(WHITESPACE)
        start, end = quotes.start + 1, quotes.start + quotes.length - 1
    if [it.kind for it in problems] == ["empty-mask"]:
        assert not text[start:end].strip(WHITESPACE)
        return
    errors = [it for it in problems if it.severity is Severity.ERROR]
    reported = {at for it in errors for at in range(it.start, it.start + it.length)}
    good: list[str] = []
    for piece in text[start:end].split(","):
        item = piece.strip(WHITESPACE)
        first = start + len(piece) - len(piece.lstrip(WHITESPACE))
        wrong = [it for it in errors if start <= it.start <= start + len(piece)]
        if not item:
            assert [(it.kind, it.start, it.length) for it in wrong] == [
                ("empty-item", start, len(piece))
            ]
        elif not wrong:
            good.append(item)
            word = item[1:] if item[0] == "~" else item
            assert word == "*" or IN_NAMES.issuperset(word)
        else:
            for at in range(first, first + len(item)):
                sign = item[:1] == "~" and at == first
                star = text[at] == "*" and at <= first + 1
                assert at in reported or text[at] in IN_NAMES or sign or star
        start += len(piece) + 1
    if not errors:
        mask = Mask.parse(text, unknown="keep") if start == len(text) + 1 else None
        assert mask is None or extension(mask) == meaning(good) & UNIVERSE


@given(texts, st.randoms())
def test_applying_suggestions_terminates(text: str, random: Random) -> None:
    for _ in range(4 * len(text) + 4):
        helpful = [it for it in Mask.problems(text) if it.suggestion is not None]
        if not helpful:
            return
        one = random.choice(helpful)
        text = text[: one.start] + str(one.suggestion) + text[one.start + one.length :]
    raise AssertionError(text)


@given(st.sampled_from(ActionName), st.integers(2, 30), st.sampled_from("xX0_"))
def test_a_name_with_an_extra_letter_suggests_that_name(name: str, at: int, letter: str) -> None:
    wrong = name[:at] + letter + name[at:]
    (problem,) = Mask.problems(wrong)
    assert problem.suggestion == name


@pytest.mark.parametrize("text", LONG, ids=lambda it: ascii(it[:10]))
def test_work_is_linear_in_the_length_of_the_text(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    letters: list[int] = []
    compared: list[str] = []

    def counting_letters(given: str) -> str:
        letters.append(len(given))
        return lower(given)

    def counting_terms(given: str) -> str | None:
        compared.append(given)
        return find_evident_name(given)

    for module in ("_mask_text", "_mask_runs", "_mask_characters", "_unknown_names"):
        monkeypatch.setattr(f"statserver_actions.{module}.lower", counting_letters)
    monkeypatch.setattr("statserver_actions._mask_text.find_evident_name", counting_terms)
    assert Mask.problems(text)
    assert sum(letters) <= 10 * len(text) + 100
    assert len(compared) <= 100
