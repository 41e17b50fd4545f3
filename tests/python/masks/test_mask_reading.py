"""Laws of parsing: every character is parsed or reported, and suggestions lead to a valid mask."""

from __future__ import annotations

import copy
import pickle
import string
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mask_strategies import extension, meaning, texts
from statserver_actions import ActionName, Mask, MaskError, MaskProblem, Severity
from statserver_actions._names import lower, suggested_name

WHITESPACE = " \t\r\n"
IN_NAMES = {*string.ascii_letters, *string.digits, "_"}
WARNINGS = {"duplicate", "contradiction", "exclude-from-nothing"}

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
        facts = (problem.start, problem.length, problem.message, problem.suggestion)
        return MaskProblem(problem.kind, Severity.WARNING, *facts)

    problems = Mask.problems(text)
    assert Mask.problems(text, unknown="keep") == tuple(map(softened, problems))


@given(texts)
def test_every_character_is_parsed_or_reported(text: str) -> None:
    problems = [*Mask.problems(text, unknown="keep")]
    start, end = 0, len(text)
    if problems and "the whole mask stands in quotes" in problems[0].message:
        quotes = problems.pop(0)
        start, end = quotes.start + 1, quotes.start + quotes.length - 1
        assert not (text[: start - 1] + text[end + 1 :]).strip(WHITESPACE)
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
                star = text[at] == "*" and at == first + (item[0] == "~")
                assert at in reported or text[at] in IN_NAMES or sign or star
        start += len(piece) + 1
    if not errors:
        mask = Mask.parse(text, unknown="keep") if start == len(text) + 1 else None
        assert mask is None or {it for it in meaning(good) if it in mask} == meaning(good)
        assert mask is None or extension(mask) <= meaning(good)


@given(texts, st.randoms())
def test_applying_suggestions_terminates(text: str, random: Random) -> None:
    for _ in range(4 * len(text) + 4):
        helpful = [it for it in Mask.problems(text) if it.suggestion is not None]
        if not helpful:
            return
        one = random.choice(helpful)
        text = text[: one.start] + str(one.suggestion) + text[one.start + one.length :]
    raise AssertionError(text)


@given(st.sampled_from(ActionName), st.integers(0, 30), st.sampled_from("xX0_"))
def test_a_name_with_an_extra_letter_has_a_suggestion(name: str, at: int, letter: str) -> None:
    wrong = name[:at] + letter + name[at:]
    (problem,) = Mask.problems(wrong)
    assert problem.suggestion in {*ActionName}


@pytest.mark.parametrize("text", LONG, ids=lambda it: ascii(it[:9]))
def test_work_is_linear_in_the_length_of_the_text(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    letters: list[int] = []
    compared: list[str] = []

    def counting_letters(given: str) -> str:
        letters.append(len(given))
        return lower(given)

    def counting_terms(given: str) -> str | None:
        compared.append(given)
        return suggested_name(given)

    monkeypatch.setattr("statserver_actions._mask_text.lower", counting_letters)
    monkeypatch.setattr("statserver_actions._mask_text.suggested_name", counting_terms)
    assert Mask.problems(text)
    assert sum(letters) <= 5 * len(text)
    assert len(compared) <= 100
