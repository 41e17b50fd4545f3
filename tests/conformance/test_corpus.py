"""The corpus asks every kind of question, and the Python package agrees with it on other texts."""

from __future__ import annotations

import copy
import json
import re
from itertools import pairwise, permutations
from typing import TYPE_CHECKING, Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from statserver_bindgen import mask_vocabulary
from statserver_bindgen.catalog import build_catalog
from statserver_bindgen.conformance import document, history_samples
from statserver_bindgen.conformance.answers import shorten
from statserver_bindgen.conformance.catalog_index import CatalogIndex
from statserver_bindgen.conformance.corpus import corpus
from statserver_bindgen.conformance.forms import FORMS, LONGEST_LIST
from statserver_bindgen.conformance.kinds import KINDS
from statserver_bindgen.conformance.mask_parser import ParsedMask
from statserver_bindgen.conformance.mask_questions import sample_masks
from statserver_bindgen.conformance.mask_samples import join_parts
from statserver_bindgen.conformance.mask_sets import Mask, format_canonical
from statserver_bindgen.validation.fast_accept import is_list, is_mapping
from support.checkout import ROOT
from support.generated import lifecycle_catalog
from support.lifecycles import RELEASES, row
from support.python_package import imported_package
from support.specs import shipped_catalog

if TYPE_CHECKING:
    from collections.abc import Iterator

FILE: Final = ROOT / "out" / "conformance" / "corpus.json"
# No text has both kinds: an empty mask has no item, a contradiction needs an inclusion, and an
# exclusion is redundant only if every item is accepted and none is `*`.
IMPOSSIBLE: Final = (
    *(
        ("empty-mask", kind)
        for kind in (
            *("contradiction", "duplicate", "empty-item", "exclude-from-nothing", "unknown-name"),
            *("redundant-exclusion", "redundant-inclusion", "wrong-case"),
        )
    ),
    ("exclude-from-nothing", "contradiction"),
    ("exclude-from-nothing", "redundant-inclusion"),
    ("exclude-from-nothing", "redundant-exclusion"),
    ("redundant-exclusion", "redundant-inclusion"),
    ("redundant-exclusion", "wrong-case"),
)
# Messages whose text depends on the language.
UNSPECIFIED: Final = ("not_a_text", "not_a_list")
# The kinds and messages of names with a history, which the shipped catalog has none of.
LIFECYCLE_KINDS: Final = frozenset({"deprecated-name", "renamed-name"})
LIFECYCLE_MESSAGES: Final = (
    *("deprecated", "deprecated_for", "deprecated_for_some", "renamed"),
    *("split", "removed", "removed_for", "removed_for_some", "former_name"),
)
UNUSUAL: Final = "~*, \t;|\"'“_(é📞\0\u202e\uff0c"
INDEX: Final = CatalogIndex(shipped_catalog())
LIFECYCLE: Final = CatalogIndex(lifecycle_catalog())
LINE: Final = {"object_class": "regular_dn", "timing": "durable"}


@pytest.fixture(scope="module")
def questions() -> dict[str, list[dict[str, Any]]]:
    questions: dict[str, list[dict[str, Any]]] = json.loads(FILE.read_text("utf-8"))["questions"]
    return questions


@pytest.fixture(scope="module")
def package() -> Iterator[Any]:
    """Give the Python package of this checkout."""
    with imported_package() as package:
        yield package


def parsed_masks(questions: Any) -> list[Any]:
    """Return the questions about masks that are texts."""
    return [it for it in questions["mask"] if "answer" in it]


def kinds(question: dict[str, Any]) -> list[str]:
    """Return the kinds of problems of a mask, in the order of its text."""
    problems: list[dict[str, Any]] = elements(question["answer"]["problems"])
    return [problem["kind"] for problem in problems]


def elements(values: Any) -> Any:
    """Return a list, or the elements of a long one."""
    return values["elements"] if is_mapping(values) else values


def test_the_corpus_has_at_most_2500_kib() -> None:
    assert FILE.stat().st_size <= 2500 * 1024


def test_the_corpus_asks_for_every_row_and_every_name(questions: Any) -> None:
    ids = [action.id for action in INDEX.catalog.actions]
    assert [it["ask"]["id"] for it in questions["action"]] == ids
    assert {it["ask"]["text"] for it in questions["parse"]} > {*ids}
    names = {*INDEX.names, *(it.name for it in INDEX.catalog.former_names)}
    assert {it["ask"]["name"] for it in questions["named"] if "answer" in it} == names


def test_the_corpus_asks_select_with_every_value_and_every_pair_of_values(questions: Any) -> None:
    asks = [it["ask"] for it in questions["select"] if "answer" in it]
    lists = [it for it in asks if any(map(is_list, it.values()))]
    pairs = [frozenset(it.items()) for it in asks if it not in lists]
    single = {value for ask in pairs if len(ask) == 1 for value in ask}
    assert {key for key, _ in single} == {
        *("object_type", "object_class", "timing", "mode"),
        *("instantaneous", "interaction_related"),
    }
    assert {frozenset(it) for it in permutations(single, 2) if it[0][0] != it[1][0]} == {
        ask for ask in pairs if len(ask) == 2
    }
    assert len([ask for ask in pairs if len(ask) > 2]) == 100
    assert len(lists) == 12


def test_every_kind_of_problem_occurs_alone_first_in_the_middle_and_last(questions: Any) -> None:
    positions: dict[str, set[str]] = {}
    for question in parsed_masks(questions):
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
    # A repetition and a contradiction follow another item; an exclusion needs an inclusion.
    assert positions["duplicate"] == positions["contradiction"] == {"middle", "last"}
    assert positions["redundant-inclusion"] == {"first", "middle", "last"}
    assert positions["redundant-exclusion"] == {"first", "middle", "last"}
    assert positions["exclude-from-nothing"] == {"first"}
    assert {"option-line", "empty-mask"} <= positions.keys()


def test_every_kind_and_every_possible_pair_of_kinds_occurs(questions: Any) -> None:
    every = {it.id for it in mask_vocabulary.load().kinds} - LIFECYCLE_KINDS
    pairs = {pair for it in parsed_masks(questions) for pair in permutations(kinds(it), 2)}
    history = {"renamed-name"} if INDEX.catalog.former_names else set[str]()
    history |= {"deprecated-name" for it in INDEX.catalog.names if it.deprecation}
    assert {kind for it in parsed_masks(questions) for kind in kinds(it)} == every | history
    missing = {frozenset(pair) for pair in {*permutations(every, 2)} - pairs}
    assert missing == {frozenset(it) for it in IMPOSSIBLE}


def test_every_message_occurs(questions: Any) -> None:
    """Each message of the vocabulary without values is the beginning of one in the corpus."""
    given = json.dumps(questions, ensure_ascii=False)
    for message in mask_vocabulary.load().messages:
        literals = [it.literal for it in message.parts if it.literal]
        longest = json.dumps(max(literals, key=len), ensure_ascii=False)[1:-1]
        assert longest in given or message.id in (*UNSPECIFIED, *LIFECYCLE_MESSAGES), message.id


def test_every_kind_of_known_name_occurs(questions: Any) -> None:
    unknown = [it["ask"]["name"] for it in questions["named"] if "error" in it]
    kinds_of_names = {it.kind for it in INDEX.catalog.known_names if it.name in unknown}
    assert kinds_of_names == {it.kind for it in INDEX.catalog.known_names}


def test_the_corpus_has_hostile_texts(questions: Any) -> None:
    texts = [it["ask"]["text"] for it in parsed_masks(questions)]
    for part in ("\0", "\u202e", "\u0301", "\uff0c", "\U0001f4de", "\ufeff", "\u05d0"):
        assert any(isinstance(text, str) and part in text for text in texts), part
    assert {"", " "} < {text for text in texts if isinstance(text, str)}
    assert max(len(join_parts(text)) for text in texts) > 100_000


def test_shortest_masks_exist_for_some_requests_and_not_for_others(questions: Any) -> None:
    answers = [it.get("answer") for it in questions["shortest"]]
    errors = [it["error"] for it in questions["shortest"] if "findings" in it.get("error", ())]
    assert None in answers
    assert any(answer and answer.startswith("*,~") for answer in answers)
    assert {it["reason"] for error in errors for it in error["findings"]} == {
        *("not-on-objects", "not-in-mode", "shared-name")
    }


# Names of earlier versions.


@pytest.fixture(scope="module")
def history() -> dict[str, list[dict[str, Any]]]:
    """Give the questions for the lifecycle catalog."""
    questions: dict[str, list[dict[str, Any]]] = json.loads(
        document.write_corpus(LIFECYCLE.catalog)
    )["questions"]
    return questions


def test_corpus_of_a_catalog_with_a_history_satisfies_the_schema(history: Any) -> None:
    schema = json.loads(FILE.with_name("corpus.schema.json").read_text("utf-8"))
    corpus = json.loads(FILE.read_text("utf-8")) | {"questions": history}
    validator: Any = Draft202012Validator(schema)

    assert [*validator.iter_errors(corpus)] == []


def test_every_message_about_a_name_with_a_history_occurs(history: Any) -> None:
    given = json.dumps(history["mask"], ensure_ascii=False)
    messages = {it.id: it for it in mask_vocabulary.load().messages}

    for id_ in LIFECYCLE_MESSAGES:
        longest = max((it.literal or "" for it in messages[id_].parts), key=len)
        assert json.dumps(longest)[1:-1] in given, id_


def test_problems_of_names_with_a_history_occur_with_those_of_other_kinds(history: Any) -> None:
    pairs = {pair for it in parsed_masks(history) for pair in permutations(kinds(it), 2)}
    every = {it.id for it in mask_vocabulary.load().kinds}

    for kind in LIFECYCLE_KINDS:
        assert {other for one, other in pairs if one == kind} == every - {"empty-mask"}


@pytest.mark.parametrize(
    ("kind", "argument"),
    [("named", "name"), ("resolve", "name"), ("of", "names"), ("shortest", "names")],
)
def test_former_names_are_asked_for_and_split_and_removed_ones(
    history: Any, kind: str, argument: str
) -> None:
    errors: dict[str, Any] = {}
    for question in history[kind]:
        values = question["ask"][argument]
        for name in values if is_list(values) else [values]:
            if isinstance(name, str):
                errors[name] = question.get("error", {"type": None})

    assert LIFECYCLE.new_names.keys() <= errors.keys()
    assert {errors[it]["type"] for it in LIFECYCLE.new_names} <= {None, "inexpressible-mask"}
    for name in ("CallDistributed", "CallLost", "CallDropped", "CallHold"):
        assert "message" in errors[name]
    assert errors["CallHold"]["suggestion"] == "CallOnHold"


def test_former_and_removed_ids_are_asked_for(history: Any) -> None:
    parsed = {it["ask"]["text"]: it["answer"] for it in history["parse"]}
    requested = {row for it in history["shortest"] for row in it["ask"]["rows"]}

    assert parsed["CALL_WAIT"] == "CALL_WAIT_MEDIATION_DN"
    assert parsed["CALL_LOST"] == "CALL_LOST"
    assert LIFECYCLE.row_by_former_id.keys() <= requested
    assert {"CALL_WAIT", "CallLost"} < {it["ask"]["name"] for it in history["membership"][:-5]}


def test_corpus_has_a_sample_of_the_earlier_names_of_a_large_table() -> None:
    def count(rows: int) -> int:
        data = copy.deepcopy(RELEASES[0])
        data["actions"] += [
            row(f"Item{number}", LINE, formerly=[{"name": f"ITEM{number}"}])
            for number in range(rows)
        ]
        return len([*history_samples.masks(CatalogIndex(build_catalog(data)))])

    assert count(50) == count(500) > 100


@pytest.mark.parametrize("count", [1, 2, 3])
def test_the_sample_masks_of_a_short_history_are_valid(count: int) -> None:
    former = [{"name": f"CallBefore{number}"} for number in range(count)]
    rows = [row("CallWait", {"object_class": "mediation_dn", "timing": "durable"}, formerly=former)]
    index = CatalogIndex(build_catalog({**RELEASES[0], "actions": rows}))
    for text in sample_masks(index):
        problems = ParsedMask(index, text, keep=True).problems
        assert [it for it in problems if it.severity == "error"] == []


def test_random_questions_have_names_of_earlier_versions() -> None:
    corpus = document.write_random_corpus(LIFECYCLE.catalog, 500, 1)

    for message in ("is a former name of", "is deprecated since", "was removed in version"):
        assert message in corpus


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
        package.ObjectType: (INDEX.object_types, INDEX.suggest_object_type(text)),
    }
    for vocabulary, (valid, suggestion) in suggestions.items():
        if text not in valid:
            with pytest.raises(package.UnknownValueError) as error:
                vocabulary(text)
            assert error.value.suggestion == suggestion
