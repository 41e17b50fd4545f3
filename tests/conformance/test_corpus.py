"""The corpus: what it asks; and that its reference and the binding agree on other texts too."""

from __future__ import annotations

import importlib
import json
import sys
from itertools import permutations
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statserver_bindgen.conformance.catalog_index import Table
from statserver_bindgen.conformance.corpus import corpus
from statserver_bindgen.conformance.mask_parser import Reading
from statserver_bindgen.conformance.mask_samples import joined
from statserver_bindgen.conformance.mask_sets import Mask, canonical
from statserver_bindgen.suggestions import closest
from support.checkout import ROOT
from support.specs import shipped_catalog

FILE: Final = ROOT / "out" / "json" / "conformance.json"
ROUGH: Final = "~*, \t;|\"'“_(é📞\0\u202e\uff0c"


@pytest.fixture(scope="module")
def table() -> Table:
    return Table(shipped_catalog())


@pytest.fixture(scope="module")
def asked() -> dict[str, list[dict[str, Any]]]:
    questions: dict[str, list[dict[str, Any]]] = json.loads(FILE.read_text("utf-8"))["questions"]
    return questions


@pytest.fixture(scope="module")
def bindings() -> Any:
    """Return the Python package of this checkout."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "path", [str(ROOT / "out" / "python" / "src"), *sys.path])
        patch.setattr(sys, "dont_write_bytecode", True)
        package = importlib.import_module("statserver_actions")
        assert package.Mask  # it is loaded late, while it can be found
        return package


def kinds(question: dict[str, Any]) -> list[str]:
    """Return the kinds of problems of a mask, in the order of its text."""
    return [kind for kind, *_ in question["answer"][0]]


def test_it_is_at_most_300_kib() -> None:
    assert FILE.stat().st_size <= 300 * 1024


def test_every_row_and_every_name_is_asked_for(table: Table, asked: Any) -> None:
    ids = [it.id for it in table.catalog.actions]
    assert [it["ask"]["id"] for it in asked["action"]] == ids
    assert {it["ask"]["text"] for it in asked["parse"]} > {*ids}
    assert {it["ask"]["name"] for it in asked["named"]} > {*table.names}


def test_select_is_asked_with_every_value_and_every_pair_of_values(asked: Any) -> None:
    asks = [frozenset(it["ask"].items()) for it in asked["select"] if "answer" in it]
    single = {value for it in asks if len(it) == 1 for value in it}
    pairs = {it for it in asks if len(it) == 2}
    assert {key for key, _ in single} == {
        *("object_type", "object_class", "timing", "mode", "interaction_related")
    }
    assert {frozenset(it) for it in permutations(single, 2) if it[0][0] != it[1][0]} == pairs
    assert len([it for it in asks if len(it) > 2]) == 100


def test_every_kind_of_problem_comes_alone_first_in_the_middle_and_last(asked: Any) -> None:
    told: dict[str, set[str]] = {}
    for it in asked["mask"]:
        text, found = it["ask"]["text"], it["answer"][0]
        if isinstance(text, str) and len(found) == 1:
            kind, _, start, length, *_ = found[0]
            first, last = start <= 1, start + length >= len(text)
            place = {(1, 1): "alone", (1, 0): "first", (0, 1): "last", (0, 0): "middle"}
            told.setdefault(kind, set()).add(place[first, last])
    everywhere = {"alone", "first", "middle", "last"}
    assert {kind for kind, places in told.items() if places == everywhere} == {
        *("unknown-name", "wrong-case", "bad-character", "empty-item")
    }
    # A second item and an opposite can't come first; exclusions only are told of where they begin.
    assert told["duplicate"] == told["contradiction"] == {"middle", "last"}
    assert told["exclude-from-nothing"] == {"first"}


def test_every_pair_of_kinds_comes_both_ways_round(asked: Any) -> None:
    pairs = {pair for it in asked["mask"] for pair in permutations(kinds(it), 2)}
    every = {kind for pair in pairs for kind in pair}
    assert len(every) == 7
    # Where something is included, there are not only exclusions.
    missing = {*permutations(every, 2)} - pairs
    assert all("exclude-from-nothing" in it for it in missing)


def test_hostile_texts_are_asked(asked: Any) -> None:
    texts = [it["ask"]["text"] for it in asked["mask"]]
    for part in ("\0", "\u202e", "\u0301", "\uff0c", "\U0001f4de", "\ufeff", "\u05d0"):
        assert any(isinstance(it, str) and part in it for it in texts), part
    assert {"", " "} < {it for it in texts if isinstance(it, str)}
    assert max(len(joined(it)) for it in texts) > 100_000


def test_a_mask_is_asked_for_where_there_is_one_and_where_there_is_none(asked: Any) -> None:
    answers = [it.get("answer") for it in asked["shortest"]]
    assert None in answers
    assert any(it and it.startswith("*,~") for it in answers)
    assert {
        it[1] for one in asked["shortest"] if "error" in one for it in one["error"]["findings"]
    } == {*("not-on-objects", "not-in-mode", "shared-name")}


def test_the_same_catalog_gives_the_same_corpus(table: Table) -> None:
    assert corpus(table.catalog) == corpus(table.catalog)


words = st.one_of(
    st.sampled_from(["CallWait", "CallInbound", "callwait", "CALL_WAIT", "CallWiat", "Zz", "*"]),
    st.sampled_from(["CallAnswered (Regular DNs)", "~*", "~CallWait", "CallOnHoldInbound"]),
    st.text(ROUGH, max_size=3),
    st.text(max_size=3),
)
texts = st.lists(words, max_size=8).flatmap(
    lambda them: st.sampled_from([",", "", ", "]).map(lambda comma: comma.join(them))
)


@given(text=texts, keep=st.booleans())
def test_any_text_is_read_as_the_reference_reads_it(
    table: Table, bindings: Any, text: str, *, keep: bool
) -> None:
    reading = Reading(table, text, keep=keep)
    unknown = "keep" if keep else "refuse"
    problems = bindings.Mask.problems(text, unknown=unknown)
    assert [
        (it.start, it.length, it.kind, it.severity, it.message, it.suggestion) for it in problems
    ] == reading.problems
    if not reading.is_refused:
        mask = bindings.Mask.parse(text, unknown=unknown)
        assert str(mask) == canonical(table, Mask.of_items(reading.items))


@given(text=st.one_of(st.text(max_size=20), st.text("CalWitInbound _", max_size=14)))
def test_any_word_is_understood_as_the_reference_understands_it(
    table: Table, bindings: Any, text: str
) -> None:
    for words, wrong in ((table.names, bindings.ActionName), (table.types, bindings.ObjectType)):
        meant = table.name_meant(text) if wrong is bindings.ActionName else closest(text, words)
        if text not in words:
            with pytest.raises(bindings.UnknownValueError) as error:
                wrong(text)
            assert error.value.suggestion == meant
