"""Reading YAML: bytes, to data that knows where it stands, or to what is wrong with them."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from statserver_bindgen import resources
from statserver_bindgen.checking.data import is_list, is_mapping
from statserver_bindgen.reading import source
from statserver_bindgen.reading.composing import Composer
from statserver_bindgen.reading.limits import LIMITS, Limits
from statserver_bindgen.reading.page import Page

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from statserver_bindgen.diagnostics import Span


LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read(text: str | bytes, limits: Limits = LIMITS) -> source.Document:
    return source.read("it.yaml", text.encode() if isinstance(text, str) else text, limits)


def pyyaml(text: str | bytes) -> Any:
    return yaml.load(text, Loader=LOADER)  # noqa: S506 - either is a safe loader


def told(text: str | bytes, limits: Limits = LIMITS) -> list[tuple[str, int, int]]:
    """Return rule, line and column of each problem."""
    return [(it.rule, it.span.line, it.span.column) for it in read(text, limits).diagnostics]


def rules(text: str | bytes) -> list[str]:
    return [it.rule for it in read(text).diagnostics]


# What is right


def test_the_shipped_spec_is_read_as_yaml_has_it() -> None:
    raw = resources.spec().read_bytes()
    document = source.read("actions.yaml", raw)
    assert document.diagnostics == ()
    assert document.data == pyyaml(raw)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("CallAnswered", "CallAnswered"),
        ("true", True),
        ("false", False),
        ("8", 8),
        ("-5", -5),
        ("0", 0),
        ("1.0", 1.0),
        ("-0.25", -0.25),
        ("8.5.0", "8.5.0"),
        ('"true"', "true"),
        ("'8'", "8"),
        ("'it''s'", "it's"),
        ('"\\u202e\\n"', "\u202e\n"),
        ("on hold", "on hold"),
        ("nothing", "nothing"),
        ("y", "y"),
        ("a: b"[3:], "b"),
        ("|\n  a\n  b", "a\nb\n"),
        (">-\n  a\n  b", "a b"),
        ("http://x/#y", "http://x/#y"),
        ("[]", []),
        ("{}", {}),
        ("- x", None),
    ],
)
def test_values_are_what_they_look_like(text: str, value: object) -> None:
    if text == "- x":
        assert read("a:\n- x\n").data == {"a": ["x"]}
    else:
        document = read(f"a: {text}\n")
        assert document.diagnostics == ()
        assert document.data == {"a": value}
        assert type(document.data["a"]) is type(value)


def test_a_key_without_a_value_means_nothing() -> None:
    assert read("a:\nb: {c: }\n").data == {"a": None, "b": {"c": None}}


# What words without quotes are turned into


@pytest.mark.parametrize(
    ("word", "becomes", "hint"),
    [
        ("yes", "true", 'write true where that is meant, "yes" where text is meant'),
        ("Off", "false", 'write false where that is meant, "Off" where text is meant'),
        ("TRUE", "true", 'write true where that is meant, "TRUE" where text is meant'),
        ("~", "nothing", 'write "~" where text is meant'),
        ("null", "nothing", 'write "null" where text is meant'),
        ("1:30", "the number 90", 'write 90 where that is meant, "1:30" where text is meant'),
        ("010", "the number 8", 'write 8 where that is meant, "010" where text is meant'),
        ("0x1F", "the number 31", 'write 31 where that is meant, "0x1F" where text is meant'),
        ("0b11", "the number 3", 'write 3 where that is meant, "0b11" where text is meant'),
        ("1_000", "the number 1000", 'write 1000 where that is meant, "1_000" where text is meant'),
        ("+1", "the number 1", 'write 1 where that is meant, "+1" where text is meant'),
        (".5", "the number 0.5", 'write 0.5 where that is meant, ".5" where text is meant'),
        ("2024-01-01", "a date", 'write "2024-01-01" where text is meant'),
        ("2024-01-01 10:00:00", "a date", 'write "2024-01-01 10:00:00" where text is meant'),
        (".inf", "a number", 'write ".inf" where text is meant'),
        (".nan", "a number", 'write ".nan" where text is meant'),
        ("=", "the sign for a default", 'write "=" where text is meant'),
        ("0x_", "a number", 'write "0x_" where text is meant'),
        (
            "1e3",
            "a number for some readers and text for others",
            'write "1e3" where text is meant',
        ),
        (
            "0o17",
            "a number for some readers and text for others",
            'write "0o17" where text is meant',
        ),
        (
            "12345678901234567890",
            "a number that many languages round",
            'write "12345678901234567890" where text is meant',
        ),
    ],
)
def test_words_that_change_their_type_are_told_with_what_they_become(
    word: str, becomes: str, hint: str
) -> None:
    document = read(f"a: {word}\n")
    (problem,) = document.diagnostics
    assert problem.rule == "type-changing-scalar"
    assert problem.message == f"{word} without quotes is {becomes}"
    assert problem.hint == hint
    assert problem.span[1:] == (1, 4, 1, 4 + len(word))
    assert document.data == {"a": word}
    assert document.poisoned == {("a",)}


words = st.one_of(
    st.from_regex(r"[-+.0-9xobe_:eE]{1,12}", fullmatch=True),
    st.from_regex(r"[0-9]{1,4}-[0-9]{1,2}-[0-9]{1,2}( [0-9:.]{1,10})?Z?", fullmatch=True),
    st.sampled_from(["yes", "No", "ON", "off", "True", "FALSE", "null", "Null", "~", "=", "<<"]),
    st.from_regex(r"[A-Za-z~=<.+-]{1,6}", fullmatch=True),
)


@given(words)
@example("9" * 5000)
@example("1_" * 2000)
def test_a_word_is_text_a_number_or_a_problem_and_never_what_pyyaml_alone_thinks(word: str) -> None:
    raw = f"[{word}]"
    try:
        (theirs,) = pyyaml(raw)
    except (yaml.YAMLError, ValueError):
        return
    if not isinstance(theirs, str | int | float | bool | None):
        return
    document = read(raw)
    if "type-changing-scalar" not in rules(raw):
        assert document.data == [theirs]
        assert type(document.data[0]) is type(theirs)
    if isinstance(theirs, bool | int | float):
        assert theirs in {True, False} or str(theirs) == word or document.diagnostics


# Keys


def test_a_key_that_stands_twice_is_told_with_its_first_place() -> None:
    document = read("a: {b: 1, c: 2, b: 3}\nd: 4\n")
    (problem,) = document.diagnostics
    assert (problem.rule, problem.span[1:]) == ("duplicate-key", (1, 17, 1, 18))
    assert [it.span[1:] for it in problem.related] == [(1, 5, 1, 6)]
    assert document.data == {"a": {"b": 1, "c": 2}, "d": 4}
    assert document.poisoned == {("a", "b")}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("8: x", "this key is a number, not text"),
        ("1.5: x", "this key is a number, not text"),
        ("true: x", "this key is true or false, not text"),
        ("?\n: x", "this key is nothing, not text"),
        ("[a, b]: x", "this key is a list, not text"),
        ("{a: b}: x", "this key is a mapping, not text"),
        ("? [a, {b: [c]}]\n: {d: e}", "this key is a list, not text"),
    ],
)
def test_keys_are_text(text: str, message: str) -> None:
    document = read(f"{text}\ny: z\n")
    assert [it.message for it in document.diagnostics] == [message]
    assert document.data["y"] == "z"
    assert document.value_span(("y",)).line == document.text.count("\n")


def test_the_values_of_keys_that_are_not_kept_are_looked_at_too() -> None:
    assert rules("a: 1\na: {b: yes}\n") == ["duplicate-key", "type-changing-scalar"]
    assert rules("[a]: yes\n") == ["key-not-text", "type-changing-scalar"]


# What stands for something else


def test_anchors_aliases_and_merges_are_told_each_at_its_place() -> None:
    text = "a: &x {b: 1}\nc: *x\nd: {<<: *x, e: 1}\nf: *y\n"
    assert told(text) == [
        ("anchor", 1, 4),
        ("alias", 2, 4),
        ("merge-key", 3, 5),
        ("alias", 4, 4),
    ]
    alias = read(text).diagnostics[1]
    assert [it.span[1:] for it in alias.related] == [(1, 4, 1, 6)]


def test_a_billion_laughs_are_not_funny() -> None:
    text = "a0: &a0 [x]\n" + "".join(
        f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 30)
    )
    assert set(rules(text)) == {"anchor", "alias"}


@pytest.mark.parametrize(
    "tag", ["!!str", "!!int", "!!python/object/apply:os.system", "!x", "!", "!<tag:x,2000:y>"]
)
def test_tags_are_told_and_never_followed(tag: str) -> None:
    (problem,) = read(f"a:   {tag} [x]\n").diagnostics
    assert (problem.rule, problem.span[1:]) == ("tag", (1, 6, 1, 6 + len(tag)))


def test_an_anchor_behind_a_tag_is_found() -> None:
    assert told("a: !!str &x b\n") == [("tag", 1, 4), ("anchor", 1, 10)]


# The file as a whole


@pytest.mark.parametrize(
    "text", ["", "\n\n", "  ", "# only this\n", "---\n", "---\n...\n", "\ufeff"]
)
def test_a_file_without_anything_is_told_to_be_empty(text: str) -> None:
    assert "empty-file" in rules(text)
    assert not read(text).complete


@pytest.mark.parametrize("text", ["a: 1\n---\nb: 2\n", "a: 1\n...\n---\nb: 2\n", "a: 1\n---\n"])
def test_of_several_documents_the_first_counts(text: str) -> None:
    document = read(text)
    assert [it.rule for it in document.diagnostics] == ["multiple-documents"]
    assert document.data == {"a": 1}
    assert document.complete


def test_one_document_may_be_marked() -> None:
    assert read("---\na: 1\n...\n").data == {"a": 1}


def test_directives_are_told_and_the_rest_is_read() -> None:
    text = "%YAML 1.1\n%TAG ! x:\n---\na: yes\n"
    assert told(text) == [("directive", 1, 1), ("directive", 2, 1), ("type-changing-scalar", 4, 4)]


@pytest.mark.parametrize(
    ("encoding", "name"),
    [
        ("utf-16", "UTF-16"),
        ("utf-16-le", "UTF-16"),
        ("utf-16-be", "UTF-16"),
        ("utf-32", "UTF-32"),
        ("utf-32-le", "UTF-32"),
        ("utf-32-be", "UTF-32"),
    ],
)
def test_other_unicode_encodings_are_named_and_the_rest_is_read(encoding: str, name: str) -> None:
    document = read("a: yes\nb: ü\n".encode(encoding))
    assert [it.message for it in document.diagnostics] == [
        f"the file is encoded in {name}",
        "yes without quotes is true",
    ]
    assert document.data == {"a": "yes", "b": "ü"}


def test_a_byte_order_mark_is_told_and_not_counted() -> None:
    assert told(b"\xef\xbb\xbfa: yes\n") == [
        ("byte-order-mark", 1, 1),
        ("type-changing-scalar", 1, 4),
    ]


def test_each_byte_that_is_not_utf_8_is_told_at_its_place() -> None:
    document = read(b"\xef\xbb\xbfa: f\xfcr\nb: ok\nc: [1, \xe4\xe4]\n")
    assert [(it.message, it.span.line, it.span.column) for it in document.diagnostics[1:]] == [
        ("the byte FC is not UTF-8 here", 1, 5),
        ("the byte E4 is not UTF-8 here", 3, 8),
        ("the byte E4 is not UTF-8 here", 3, 9),
    ]
    assert document.diagnostics[1].hint == (
        "save the file as UTF-8; in Windows-1252 and Latin-1 this byte is ü"
    )
    assert document.poisoned == {("a",), ("c", 1)}


@pytest.mark.parametrize("character", list("\x00\x07\x0b\x1b\x7f\x85\x9b\u2028\u2029\ufeff\uffff"))
def test_unseen_characters_are_told_with_the_escape_that_says_the_same(character: str) -> None:
    document = read(f"a: b\nc: d{character}e\n")
    (problem,) = document.diagnostics
    assert (problem.rule, problem.span[1:]) == ("control-character", (2, 5, 2, 6))
    escape = (problem.hint or "").rpartition(" as ")[2]
    assert pyyaml(escape) == character
    assert read(f'a: b\nc: "d{escape[1:-1]}e"\n').data == {"a": "b", "c": f"d{character}e"}


def test_what_is_not_text_at_all_is_not_told_byte_by_byte() -> None:
    document = read(bytes(range(256)) * 1000)
    assert 1 < len(document.diagnostics) < 100
    assert not document.complete


# Syntax

SYNTAX = [
    # brackets and commas
    ("a:\n  - [b\n  - c\n", (2, 5), "this [ is not closed"),
    ("a: {b: c\n", (1, 4), "this { is not closed"),
    ("a: {b: c # }\n", (1, 4), "this { is not closed"),
    ("a: [b]]\n", (1, 7), "] closes nothing here"),
    ("a: {b: [c}\n", (1, 10), "} stands where ] is needed"),
    ("a: {b: c d: e}\n", (1, 10), "a comma is missing before d"),
    ('a: ["b" "c"]\n', (1, 9), 'a comma is missing before "c"'),
    ("a: {\n  b: c\n  d: e\n}\n", (3, 3), "a comma is missing before d"),
    ("a: {b: c,, d: e}\n", (1, 10), ", stands where a value is needed"),
    ("a: [b,\n", (1, 7), "the file ends within a list or mapping"),
    # colons and dashes
    ("a: 1\nb:2\n", (2, 2), "a space is missing after the colon"),
    ("a: {b:c}\n", (1, 5), "a space is missing after the colon"),
    ("a: {b:[c]}\n", (1, 6), "a space is missing after the colon"),
    ("a: 1\nb 2\nc: 3\n", (2, 1), "no colon follows this key"),
    ("a: {b, c: d}\n", (1, 5), 'no colon follows the key "b"'),
    ("a {b: c, d: e}\n", (1, 1), 'no colon follows the key "a"'),
    ("a: b: c\n", (1, 5), "a second colon in one line"),
    ("a: b\n  c: d\n", (2, 3), 'the key "c" can\'t stand under the line above'),
    ("a:\n  - b\n  -c\n", (3, 3), "a space is missing after the dash"),
    ("a:\n  - {b: c}\n  -{b: c}\n", (3, 3), "a space is missing after the dash"),
    ("a: - b\n", (1, 4), "a list can't begin here"),
    ("a: ? b\n", (1, 4), "a ? with a space begins a key"),
    # indentation
    ("a:\n    b: c\n  d: e\n", (3, 3), "this line lines up with nothing above it"),
    ("a: 1\n- b\n", (2, 1), "a list item stands where a key is needed"),
    ("- a\nb: c\n", (2, 1), "a list item is needed here"),
    ("{a: b}\nc: d\n", (2, 1), "the document has ended before this"),
    # quotes and escapes
    ('a: "b\nc: d\n', (1, 4), "this quote is not closed"),
    ('a: "b\nc: "d"\n', (1, 4), "this quote is not closed on its line"),
    ("a: 'it's'\n", (1, 8), "the value has ended before this"),
    ('a: "b" c\n', (1, 8), "the value has ended before this"),
    ('a: "C:\\Users"\n', (1, 7), "\\Users is no character in double quotes"),
    ('a: "\\ud83d"\n', (1, 5), "\\ud83d is no character in double quotes"),
    # signs
    ("a: @b\n", (1, 4), "text can't begin with @"),
    ("a: *,~b\n", (1, 4), "text can't begin with *"),
    ("a: &\n", (1, 4), "text can't begin with &"),
    ("a: |b\n", (1, 5), "nothing can stand after | or > on its line"),
    ("%FOO\n---\na: b\n", (1, 1), "a line can't begin with %"),
]


@pytest.mark.parametrize(("text", "place", "message"), SYNTAX)
def test_syntax_is_told_in_plain_words_where_it_is_to_be_changed(
    text: str, place: tuple[int, int], message: str
) -> None:
    (problem,) = read(text).diagnostics
    assert (problem.rule, problem.message) == ("yaml-syntax", message)
    assert (problem.span.line, problem.span.column) == place
    assert problem.hint


@pytest.mark.parametrize(("text", "place", "message"), SYNTAX)
def test_the_reader_in_pure_python_tells_the_same(
    text: str, place: tuple[int, int], message: str
) -> None:
    if text.startswith("%") or ":[" in text:
        return  # it passes over unknown directives and needs no space before a bracket
    composed = Composer(Page("it.yaml", text), Limits(), loader=yaml.Loader).compose()
    problem = composed.problems[-1]
    if "\\u" in text:  # it reads half characters, and its escapes are found later
        assert "character" in problem.message
        return
    assert problem.message == message
    assert problem.span.line == place[0]


def test_the_reader_in_pure_python_reads_the_shipped_spec_alike() -> None:
    page = Page("actions.yaml", resources.spec().read_text("utf-8"))
    ours = Composer(page, LIMITS).compose()
    theirs = Composer(page, LIMITS, loader=yaml.Loader).compose()
    assert theirs.data == ours.data
    for path, _ in paths(ours.data):
        assert theirs.positions.of(theirs.data, path)[:2] == ours.positions.of(ours.data, path)[:2]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("a:\n\tb: c\n", [(2, 1)]),
        ("a:\n  b: c\n\td: e\n  \tf: g\n", [(3, 1), (4, 3)]),
        ("a:\n  -\tb: c\n", [(2, 4)]),
        ("a: |\n\tb\n", [(2, 1)]),
    ],
)
def test_each_line_that_is_indented_by_tabs_is_told(
    text: str, places: list[tuple[int, int]]
) -> None:
    assert told(text) == [("tab-indentation", *it) for it in places]


def test_an_entry_that_cannot_be_read_does_not_hide_the_others() -> None:
    document = read(
        'a: "b\n'
        "c: {d: e\n"
        "f: g: h\n"
        "i: yes\n"
        "j: >-\n"
        "  k\n"
        "l:\n"
        "  m: @n\n"
    )  # fmt: skip
    assert [(it.rule, it.span.line) for it in document.diagnostics] == [
        ("yaml-syntax", 1),
        ("yaml-syntax", 2),
        ("yaml-syntax", 3),
        ("type-changing-scalar", 4),
        ("yaml-syntax", 8),
    ]
    assert document.data == {
        "a": None,
        "c": None,
        "f": None,
        "i": "yes",
        "j": "k",
        "l": {"m": None},
    }
    assert document.poisoned == {("a",), ("c",), ("f",), ("i",), ("l", "m")}


def test_what_stops_reading_says_so() -> None:
    (problem,) = read("a: 1\nb 2\nc: yes\n").diagnostics
    assert (problem.hint or "").endswith("; the rest is read after that")


def test_a_row_that_cannot_be_read_does_not_hide_the_others() -> None:
    document = read(
        "rows:\n  - {a: 1, b: [2}\n  - {a: yes}\n  - {a: 1, b: 2\n  - {a: 3}\n  - {a: 'it's'}\n"
    )
    assert [(it.rule, it.span.line) for it in document.diagnostics] == [
        ("yaml-syntax", 2),
        ("type-changing-scalar", 3),
        ("yaml-syntax", 4),
        ("yaml-syntax", 6),
    ]
    assert document.complete
    assert document.data == {"rows": [None, {"a": "yes"}, None, {"a": 3}, None]}
    assert document.poisoned == {("rows", 0), ("rows", 1, "a"), ("rows", 2), ("rows", 4)}


# Positions


def test_lines_and_columns_count_what_an_editor_counts() -> None:
    text = "a: 1\r\n😀: {é́: 𐐷x, 'y': [z]}\rb:\n  - c\n"
    document = read(text)

    def at(span: Span) -> str:
        lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        assert span.line == span.end_line
        return lines[span.line - 1][span.column - 1 : span.end_column - 1]

    assert at(document.key_span(("😀",))) == "😀"
    assert at(document.key_span(("😀", "é́"))) == "é́"
    assert at(document.value_span(("😀", "é́"))) == "𐐷x"
    assert at(document.key_span(("😀", "y"))) == "'y'"
    assert at(document.value_span(("😀", "y"))) == "[z]"
    assert at(document.value_span(("😀", "y", 0))) == "z"
    assert at(document.value_span(("b", 0))) == "c"


def test_texts_of_several_lines_end_where_their_last_line_ends() -> None:
    document = read("a: >-\n  b\n\n  c\n\n\n# d\ne: |\n  f\n")
    assert document.value_span(("a",))[1:] == (1, 4, 4, 4)
    assert document.value_span(("e",))[1:] == (8, 4, 9, 4)


def test_what_is_not_there_is_where_it_would_be() -> None:
    document = read("a: {b: 1}\n")
    assert document.value_span(("a", "c", "d")) == document.value_span(("a",))
    assert document.value_span(("a", "b", 7)) == document.value_span(("a", "b"))
    assert read("[").value_span(("a",))[1:] == (0, 0, 0, 0)


plain_data = st.recursive(
    st.one_of(
        st.text(max_size=20),
        st.integers(-(10**14), 10**14),
        st.booleans(),
        st.sampled_from(
            ["yes", "1:30", "~", "<<", "=", "0x1F", "é́", "\u202e", "\x85", "\U0001f600"]
        ),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=5), st.dictionaries(st.text(max_size=10), inner, max_size=5)
    ),
    max_leaves=25,
)


def paths(data: Any, path: source.Path = ()) -> Iterator[tuple[source.Path, Any]]:
    yield path, data
    if is_mapping(data):
        for key, value in data.items():
            yield from paths(value, (*path, key))
    elif is_list(data):
        for index, value in enumerate(data):
            yield from paths(value, (*path, index))


def cut(document: source.Document, span: Span) -> str:
    """Return the text of a span, indented as it stands."""
    lines = document.text.split("\n")[span.line - 1 : span.end_line]
    if len(lines) == 1:
        return lines[0][span.column - 1 : span.end_column - 1]
    lines[-1] = lines[-1][: span.end_column - 1]
    lines[0] = " " * (span.column - 1) + lines[0][span.column - 1 :]
    return "\n".join(lines)


dumps: list[Callable[[Any], str]] = [
    lambda data: yaml.safe_dump(data, sort_keys=False),
    lambda data: yaml.safe_dump(data, default_flow_style=True, width=60),
    lambda data: yaml.safe_dump(data, default_style='"', indent=6, explicit_start=True),
    lambda data: json.dumps(data, indent=1),
]


@given(plain_data, st.sampled_from(dumps))
def test_valid_data_is_read_as_pyyaml_reads_it_and_each_part_stands_where_it_says(
    data: Any, dump: Callable[[Any], str]
) -> None:
    text = dump({"data": data})
    try:
        expected = pyyaml(text)
    except yaml.YAMLError:  # JSON escapes characters beyond the first plane in two halves
        assert rules(text)[0] == "yaml-syntax"
        return
    document = read(text)
    if not document.diagnostics:
        assert document.data == expected
        for path, value in paths(document.data):
            if not isinstance(value, dict | list):
                assert pyyaml(cut(document, document.value_span(path)) or '""') == value
            if path and isinstance(path[-1], str):
                key = cut(document, document.key_span(path)).removeprefix("? ")
                assert str(pyyaml(key)) == path[-1]
    else:
        # PyYAML tags what it quotes and is no text, and leaves what only YAML 1.2 changes.
        assert set(rules(text)) <= {"key-not-text", "type-changing-scalar", "tag"}


# Whatever comes


@given(st.one_of(st.binary(max_size=300), st.text(max_size=300).map(str.encode)))
@example(b"\xff\xfe")
@example(b"\x00")
@example(b"? ")
@example(b"!\n")
@example(b"&a *a : *a")
@example(b"%TAG")
@example(b"\r\r\t\xc2\x85")
def test_no_bytes_raise(raw: bytes) -> None:
    check_whatever_comes(raw)


pieces = st.lists(
    st.sampled_from(
        [
            *"\n\n  :-?[]{},#&*!|>@`%\"'\t",
            ": ",
            "- ",
            "a",
            "b",
            "yes",
            "<<",
            "---",
            "...",
            "é",
            "\\",
        ]
    ),
    max_size=40,
).map("".join)


@given(pieces)
def test_no_text_that_looks_like_yaml_raises(text: str) -> None:
    check_whatever_comes(text.encode())


def check_whatever_comes(raw: bytes) -> None:
    """Hold what every document has to keep to."""
    document = read(raw)
    lines = document.text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    assert document.complete or document.diagnostics
    assert document.complete or document.data is None
    for problem in document.diagnostics:
        assert problem.rule in {rule.id for rule in source.RULES}
        assert problem.message.isprintable()
        span = problem.span
        assert 0 <= span.line <= len(lines)
        assert span.line <= span.end_line <= len(lines)
        if span.line:
            assert 1 <= span.column <= len(lines[span.line - 1]) + 1
            assert (span.line, span.column) <= (span.end_line, span.end_column)
    for path, _ in paths(document.data) if document.complete else ():
        assert document.value_span(path).line
    if not document.diagnostics:
        assert document.data == pyyaml(raw)


# Bounds

N = 100_000


@pytest.mark.parametrize(
    "text",
    [
        "[" * N,
        "[\n" * N,
        "{a: " * N,
        "- " * N,
        "? " * N,
        "[{a: " * N,
        "a: " + "[" * N + "]" * N,
        "".join(" " * n + "a:\n" for n in range(2000)),
    ],
    ids=lambda text: text[:8],
)
def test_deep_input_is_refused_at_once(text: str) -> None:
    start = time.perf_counter()
    document = read(text)
    assert "too-deep" in {it.rule for it in document.diagnostics}
    assert time.perf_counter() - start < 0.5


@pytest.mark.parametrize(
    "text",
    [
        "a: {a: " * N,
        "%TAG !a! b\n" * N,
        "".join(f"%TAG !a{n}! b\n" for n in range(N)),
        "\t\n" * N + "\t a: b",
        "&a " * N,
        "!a " * N,
        "*a : " * N,
        "a:b\n" * N,
        '"' * N,
        "\x00" * N,
        "a: b\n" * N,
        "[" + "yes, " * N,
        "- {a: 1\n" * N,
        "---\n" * N,
    ],
    ids=lambda text: repr(text[:12]),
)
def test_what_is_wrong_all_along_is_told_a_bounded_number_of_times(text: str) -> None:
    start = time.perf_counter()
    document = read(text)
    assert 0 < len(document.diagnostics) <= 2 * LIMITS.problems + 100
    assert time.perf_counter() - start < 4


@pytest.mark.parametrize(
    ("text", "limits", "rule"),
    [
        ("a: " + "b" * 100, Limits(file=100), "too-large"),
        ("[[[[a]]]]", Limits(depth=3), "too-deep"),
        ("[a, b, c, d]", Limits(values=4), "too-many-values"),
        ("a: " + "b" * 101, Limits(text=100), "too-long-text"),
        ("[yes, no, on, off]", Limits(problems=3), "too-many-problems"),
    ],
)
def test_bounds_are_told(text: str, limits: Limits, rule: str) -> None:
    assert rule in {it.rule for it in read(text, limits).diagnostics}


@pytest.mark.parametrize(
    ("text", "limits"),
    [
        ("a: " + "b" * 97, Limits(file=100)),
        ("[[[a]]]", Limits(depth=3)),
        ("[a, b, c]", Limits(values=4)),
        ("a: " + "b" * 100, Limits(text=100)),
        ("[yes, no]", Limits(problems=3)),
    ],
)
def test_what_is_within_bounds_is_read(text: str, limits: Limits) -> None:
    assert read(text, limits).complete


def test_a_huge_file_is_refused_without_a_look_inside() -> None:
    raw = bytes(200_000_000)
    start = time.perf_counter()
    (problem,) = source.read("it.yaml", raw).diagnostics
    assert time.perf_counter() - start < 0.5
    assert problem.message == "the file has 191 MiB; at most 128 MiB are read"
