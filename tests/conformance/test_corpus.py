"""The corpus asks every kind of question, and the Python package agrees with it on other texts."""

from __future__ import annotations

import json
import re
from itertools import pairwise, permutations
from typing import TYPE_CHECKING, Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statserver_bindgen.conformance.answers import shorten
from statserver_bindgen.conformance.catalog_index import CatalogIndex
from statserver_bindgen.conformance.corpus import corpus
from statserver_bindgen.conformance.kinds import FORMS, KINDS, LONGEST_LIST
from statserver_bindgen.conformance.mask_parser import ParsedMask
from statserver_bindgen.conformance.mask_samples import join_parts
from statserver_bindgen.conformance.mask_sets import Mask, format_canonical
from statserver_bindgen.suggestions import closest
from statserver_bindgen.validation.fast_accept import is_mapping
from support.checkout import ROOT
from support.python_package import imported_package
from support.specs import shipped_catalog

if TYPE_CHECKING:
    from collections.abc import Iterator

FILE: Final = ROOT / "out" / "conformance" / "corpus.json"
UNUSUAL: Final = "~*, \t;|\"'“_(é📞\0\u202e\uff0c"
INDEX: Final = CatalogIndex(shipped_catalog())


@pytest.fixture(scope="module")
def questions() -> dict[str, list[dict[str, Any]]]:
    questions: dict[str, list[dict[str, Any]]] = json.loads(FILE.read_text("utf-8"))["questions"]
    return questions


@pytest.fixture(scope="module")
def package() -> Iterator[Any]:
    """Give the Python package of this checkout."""
    with imported_package() as package:
        yield package


def kinds(question: dict[str, Any]) -> list[str]:
    """Return the kinds of problems of a mask, in the order of its text."""
    problems: list[dict[str, Any]] = elements(question["answer"]["problems"])
    return [problem["kind"] for problem in problems]


def elements(values: Any) -> Any:
    """Return a list, or the elements of a long one."""
    return values["elements"] if is_mapping(values) else values


def test_the_corpus_has_at_most_1_mib() -> None:
    assert FILE.stat().st_size <= 1024 * 1024


def test_the_corpus_asks_for_every_row_and_every_name(questions: Any) -> None:
    ids = [action.id for action in INDEX.catalog.actions]
    assert [it["ask"]["id"] for it in questions["action"]] == ids
    assert {it["ask"]["text"] for it in questions["parse"]} > {*ids}
    assert {it["ask"]["name"] for it in questions["named"]} > {*INDEX.names}


def test_the_corpus_asks_select_with_every_value_and_every_pair_of_values(questions: Any) -> None:
    asks = [frozenset(it["ask"].items()) for it in questions["select"] if "answer" in it]
    single = {value for ask in asks if len(ask) == 1 for value in ask}
    pairs = {ask for ask in asks if len(ask) == 2}
    assert {key for key, _ in single} == {
        *("object_type", "object_class", "timing", "mode", "interaction_related")
    }
    assert {frozenset(it) for it in permutations(single, 2) if it[0][0] != it[1][0]} == pairs
    assert len([ask for ask in asks if len(ask) > 2]) == 100


def test_every_kind_of_problem_occurs_alone_first_in_the_middle_and_last(questions: Any) -> None:
    positions: dict[str, set[str]] = {}
    for question in questions["mask"]:
        text, problems = question["ask"]["text"], question["answer"]["problems"]
        if isinstance(text, str) and len(problems) == 1:
            start, end = problems[0]["start"], problems[0]["start"] + problems[0]["length"]
            names = {(1, 1): "alone", (1, 0): "first", (0, 1): "last", (0, 0): "middle"}
            positions.setdefault(problems[0]["kind"], set()).add(
                names[start <= 1, end >= len(text)]
            )
    everywhere = {"alone", "first", "middle", "last"}
    assert {kind for kind, seen in positions.items() if seen == everywhere} == {
        *("unknown-name", "wrong-case", "bad-character", "empty-item")
    }
    # A repetition and a contradiction follow another item; exclusions are reported at the first.
    assert positions["duplicate"] == positions["contradiction"] == {"middle", "last"}
    assert positions["exclude-from-nothing"] == {"first"}


def test_every_pair_of_kinds_occurs_in_both_orders(questions: Any) -> None:
    pairs = {pair for it in questions["mask"] for pair in permutations(kinds(it), 2)}
    every = {kind for pair in pairs for kind in pair}
    assert len(every) == 7
    # A mask with an inclusion has not only exclusions.
    missing = {*permutations(every, 2)} - pairs
    assert all("exclude-from-nothing" in pair for pair in missing)


def test_the_corpus_has_hostile_texts(questions: Any) -> None:
    texts = [it["ask"]["text"] for it in questions["mask"]]
    for part in ("\0", "\u202e", "\u0301", "\uff0c", "\U0001f4de", "\ufeff", "\u05d0"):
        assert any(isinstance(text, str) and part in text for text in texts), part
    assert {"", " "} < {text for text in texts if isinstance(text, str)}
    assert max(len(join_parts(text)) for text in texts) > 100_000


def test_shortest_masks_exist_for_some_requests_and_not_for_others(questions: Any) -> None:
    answers = [it.get("answer") for it in questions["shortest"]]
    errors = [it["error"] for it in questions["shortest"] if "error" in it]
    assert None in answers
    assert any(answer and answer.startswith("*,~") for answer in answers)
    assert {it["reason"] for error in errors for it in error["findings"]} == {
        *("not-on-objects", "not-in-mode", "shared-name")
    }


def test_equal_catalogs_give_equal_corpora() -> None:
    assert corpus(INDEX.catalog) == corpus(INDEX.catalog)


def test_each_kind_of_question_is_at_one_level() -> None:
    levels = json.loads(FILE.read_text("utf-8"))["levels"]
    assert [kind for level in levels for kind in level["kinds"]] == [it.name for it in KINDS]
    assert [level["name"] for level in levels] == ["table", "masks", "explanations"]


def test_each_form_is_used_and_each_used_form_is_described() -> None:
    used = {
        form for kind in KINDS for form in (*kind.arguments.values(), kind.answer, *kind.errors)
    }
    schemas = json.dumps([form.schema for form in FORMS.values()])
    assert used <= FORMS.keys()
    assert {*re.findall(r'"#/\$defs/([^"]+)"', schemas)} | used == FORMS.keys()


def test_long_lists_are_their_length_and_elements_at_equal_distances() -> None:
    values = [*range(1000)]
    assert shorten({"a": values[:LONGEST_LIST]}) == {"a": values[:LONGEST_LIST]}
    short = shorten(values)
    assert short["length"] == 1000
    assert len(short["elements"]) == LONGEST_LIST
    assert (short["elements"][0], short["elements"][-1]) == (0, 999)
    steps = {after - before for before, after in pairwise(short["elements"])}
    assert steps == {5, 6}


names = st.sampled_from(INDEX.names)
labels = st.sampled_from([action.label for action in INDEX.catalog.actions])
items = st.one_of(
    names,
    names.map(str.lower),
    names.map(lambda name: name[:-2] + name[:-3:-1]),
    names.map(lambda name: f"~{name}"),
    names.map(lambda name: f"{name}Inbound"),
    st.sampled_from(list(INDEX.by_lower_id)).map(str.upper),
    labels,
    st.sampled_from(["*", "~*", "Zz"]),
    st.text(UNUSUAL, max_size=3),
    st.text(max_size=3),
)
masks = st.tuples(st.sampled_from([",", "", ", "]), st.lists(items, max_size=8)).map(
    lambda parts: parts[0].join(parts[1])
)


@given(text=masks, keep=st.booleans())
def test_the_package_parses_any_text_like_the_reference(
    package: Any, text: str, *, keep: bool
) -> None:
    parsed = ParsedMask(INDEX, text, keep=keep)
    unknown = "keep" if keep else "refuse"
    problems = package.Mask.problems(text, unknown=unknown)
    assert [
        (
            problem.start,
            problem.length,
            problem.kind,
            problem.severity,
            problem.message,
            problem.suggestion,
        )
        for problem in problems
    ] == parsed.problems
    if not parsed.is_rejected:
        mask = package.Mask.parse(text, unknown=unknown)
        assert str(mask) == format_canonical(INDEX, Mask.of_items(parsed.items))


@given(text=st.one_of(st.text(max_size=20), st.text("CalWitInbound _", max_size=14), items))
def test_the_package_suggests_the_same_as_the_reference(package: Any, text: str) -> None:
    suggestions = {
        package.ActionName: (INDEX.names, INDEX.suggest_name(text)),
        package.ObjectType: (INDEX.object_types, closest(text, INDEX.object_types)),
    }
    for vocabulary, (valid, suggestion) in suggestions.items():
        if text not in valid:
            with pytest.raises(package.UnknownValueError) as error:
                vocabulary(text)
            assert error.value.suggestion == suggestion
