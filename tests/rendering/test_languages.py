"""Hostile text comes out inert: each rule of each language, judged by a reader of that language."""

from __future__ import annotations

import ast
import csv
import io
import json
import re
import shutil
import sqlite3
import subprocess
import sys
from pathlib import PurePosixPath
from textwrap import TextWrapper
from xml.etree import ElementTree as ET

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from statserver_bindgen.identifiers import Identifiers
from statserver_bindgen.rendering import filters, languages
from statserver_bindgen.rendering.filters import Filters
from statserver_bindgen.rendering.values import FilterError, Text

PIECES = [
    *("*/", "/*", "*", "/", "//", "\\u002a/", "@ts-nocheck", "coding:x", "#", ";", "|"),
    *("--", "-", "-->", "<!--", "]]>", ">", "</script>", "<b>", "&", "&amp;"),
    *("'", '"', "\\", "\\n", '"""', "'''", "{{", "{%", "${x}", "$(x)", "`", "`x`", "%s"),
    *(" ", "\n", "\r\n", "\t", "\0", "\x1b[31m", "\x85", "\u2028", "\u202e", "\ufeff"),
    *("x", "é", "\U0001f600", "\U000e0041"),
]
hostile = st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=8).map("".join)


def rules(name: str, **own: object) -> Filters:
    """Return the filters of a language, with what a target.yaml may declare on top."""
    language = languages.LANGUAGES[name].customize(own)
    return Filters(language, Identifiers("upper_snake", frozenset()), set())


def shown(text: str) -> str:
    """Return what a reader sees of a text that is written for people: one line."""
    return filters.one_line(text)


@example("two  spaces, and a-hyphen", 9)
@given(
    hostile | st.lists(st.sampled_from(["a", "bb-c", "dddd", " ", "  "])).map(" ".join),
    st.integers(1, 12),
)
def test_wrap_breaks_lines_as_textwrap_does(text: str, width: int) -> None:
    wrapper = TextWrapper(width, break_long_words=False, break_on_hyphens=False)
    assert filters.wrap(text, width) == (wrapper.wrap(text) or [""])


# Literals: the language's own reader gives the text back.


@given(hostile)
def test_a_python_literal_evaluates_to_the_text(text: str) -> None:
    assert ast.literal_eval(rules("python").literal(Text(text))) == text


@pytest.mark.parametrize(
    ("text", "literal"),
    [
        ("plain", '"plain"'),
        ('a "quote"', "'a \"quote\"'"),
        ("""it's a "quote\"""", """'it\\'s a "quote"'"""),
        ("""it's "a\"""", """'it\\'s "a"'"""),
        ("""'"'""", """"'\\"'\""""),
    ],
)
def test_a_python_literal_has_the_quotes_that_need_fewer_escapes(text: str, literal: str) -> None:
    assert rules("python").literal(Text(text)) == literal


def test_a_target_that_declares_quotes_or_escapes_has_only_these() -> None:
    text = Text('a "quote"')
    escapes = {"\\": "\\\\", '"': '\\"'}
    assert rules("python", literals={"escapes": escapes}).literal(text) == r'"a \"quote\""'
    assert rules("python", literals={"quotes": ['u"', '"']}).literal(text) == r'u"a \"quote\""'


@given(hostile)
def test_a_json_literal_loads_as_the_text(text: str) -> None:
    assert json.loads(rules("json").literal(Text(text))) == text


@given(hostile)
def test_json_writes_shown_characters_as_the_json_module_does(text: str) -> None:
    visible = "".join(it for it in text if not languages.UNPRINTABLE.match(it) or it < " ")

    assert rules("json").literal(visible) == json.dumps(visible, ensure_ascii=False)


@given(hostile)
def test_a_literal_of_the_c_family_has_only_escapes_that_all_of_it_share(text: str) -> None:
    literal = rules("c").literal(Text(text))

    assert json.loads(literal) == text
    assert set(re.findall(r"\\(.)", literal)) <= set('\\"nrtu')


@given(hostile)
def test_a_target_of_a_family_declares_its_own_escape_for_unprintable_characters(text: str) -> None:
    rust = rules("c", literals={"unprintable": {"short": r"\u{XXXX}", "long": r"\u{XXXXX}"}})

    literal = rust.literal(Text(text))

    as_python = re.sub(r"\\u\{([0-9a-f]+)\}", lambda it: f"\\U{it[1]:0>8}", literal)
    assert ast.literal_eval(as_python) == text


if sys.version_info >= (3, 11):
    import tomllib

    @given(hostile)
    def test_a_toml_literal_loads_as_the_text_and_a_comment_as_nothing(text: str) -> None:
        toml = rules("toml")
        document = f"#{toml.comment(Text(text))}\na = {toml.literal(Text(text))}\n"

        assert tomllib.loads(document) == {"a": text}


CELLS = ["=", "+", "-", "@", "\uff1d", "\u2212", " ", "\u3000", ";", "\\u003d", "a"]


@given(hostile | st.lists(st.sampled_from([*CELLS, *PIECES]), max_size=8).map("".join))
def test_a_csv_literal_is_one_cell_in_one_line_that_no_spreadsheet_evaluates(text: str) -> None:
    literal = rules("csv").literal(Text(text))

    ((cell, other),) = csv.reader(io.StringIO(f"{literal},x\n", newline=""), strict=True)
    escape = re.compile(r"\\u([0-9a-f]{4})|\\U([0-9a-f]{8})")
    assert escape.sub(lambda it: chr(int(it[1] or it[2], 16)), cell) == text
    assert other == "x"
    for part in literal.split(";"):
        assert not re.match(r"[\s\"']*[=+@\u2212\uff1d-]", part)


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("plain", '"plain"'),
        ('a "quote"', '"a ""quote"""'),
        ("a\nb", r'"a\u000ab"'),
        ("back\\slash", r'"back\u005cslash"'),
        ("=1+1", r'"\u003d1+1"'),
        (" -1", r'" \u002d1"'),
        ("a-b = c", '"a-b = c"'),
        ("a; =1", r'"a; \u003d1"'),
        ("\U000e0041", r'"\U000e0041"'),
        ("", '""'),
        (None, ""),
        (True, "true"),
        (5, "5"),
        ((), ""),
        ([Text("a"), "b"], '"a b"'),
        ((Text("-a"),), r'"\u002da"'),
    ],
)
def test_a_value_as_a_cell(value: object, cell: str) -> None:
    assert rules("csv").literal(value) == cell


@pytest.mark.parametrize("text", ["", "a b", "a\tb", " a"])
def test_a_list_in_a_cell_has_no_text_with_whitespace(text: str) -> None:
    with pytest.raises(FilterError, match="can't be in a list, which has spaces between texts"):
        rules("csv").literal([Text("a"), Text(text)])


def test_csv_has_no_mappings_and_no_comments() -> None:
    with pytest.raises(FilterError, match="literal of lists and mappings is not available in csv"):
        rules("csv").literal({"a": 1})
    with pytest.raises(FilterError, match="comment is not available in csv"):
        rules("csv").comment(Text("a"))


SQLITE = {"unprintable": {"short": "' || char(0xXXXX) || '", "long": "' || char(0xXXXXXX) || '"}}


@given(hostile)
def test_an_sql_literal_selects_as_the_text_and_comments_as_nothing(text: str) -> None:
    sql = rules("sql", literals=SQLITE)
    comment = sql.comment(Text(text))
    query = f"/*{comment}*/ SELECT --{comment}\n{sql.literal(Text(text))}"

    connection = sqlite3.connect(":memory:")
    try:
        assert connection.execute(query).fetchall() == [(text,)]
    finally:
        connection.close()


def test_standard_sql_refuses_characters_without_an_escape() -> None:
    with pytest.raises(FilterError, match=r"U\+202E can't be written as sql; declare literals.unp"):
        rules("sql").literal(Text("a\u202eb"))


@pytest.mark.skipif(shutil.which("bash") is None, reason="needs bash")
@settings(max_examples=15)
@given(st.lists(hostile, min_size=1, max_size=20))
def test_bash_reads_a_shell_literal_as_the_text_and_a_comment_as_nothing(texts: list[str]) -> None:
    shell = rules("shell")
    lines = [f"#{shell.comment(it)}\nprintf '%s\\0' {shell.literal(it)}\n" for it in texts]

    done = subprocess.run(
        ["bash", "--norc", "-s"],
        input="".join(lines).encode(),
        env={"LC_ALL": "C.UTF-8"},
        capture_output=True,
        check=True,
    )

    # A shell's text can't hold NUL.
    expected = [it.replace("\0", "U+0000") for it in texts]
    assert done.stdout.decode().split("\0")[:-1] == expected


@given(hostile)
def test_xml_shows_the_text_in_attributes_and_content_but_not_in_comments(
    text: str,
) -> None:
    xml = rules("xml")
    value = Text(text)

    document = (
        f"<a b={xml.literal(value)}><!--{xml.comment(value)}--><!-- {xml.comment(value)} -->"
        f"<c/>{xml.text(value)}</a>"
    )
    root = ET.fromstring(document)  # noqa: S314 - made right here

    kept = re.sub(r"[\n\r\t]", "", text)
    assert re.sub(r"[\n\r\t]", "", root.attrib["b"]) == languages.UNPRINTABLE.sub(
        lambda it: f"U+{ord(it[0]):04x}", kept
    )
    assert [it.tag for it in root] == ["c"]
    assert (root[0].tail or "") == shown(text)


# Comments and docs: what is around them goes on as it was.


@given(hostile)
def test_a_python_docstring_is_the_text_on_one_line(text: str) -> None:
    docstring = f'"""{rules("python").doc(Text(text))}"""'

    assert ast.literal_eval(docstring) == shown(text)


@given(hostile)
def test_a_python_comment_ends_with_its_line_and_declares_no_encoding(text: str) -> None:
    module = f"# {rules('python').comment(Text(text))}\nx = 1\n"

    assert ast.unparse(ast.parse(module.encode())) == "x = 1"


def test_a_python_comment_can_not_switch_the_encoding() -> None:
    assert rules("python").comment(Text("-*- coding: utf-7 -*-")) == "-*- coding : utf-7 -*-"


@given(hostile)
def test_comments_of_the_c_family_end_where_the_template_ends_them(text: str) -> None:
    for write in (rules("c").comment, rules("c").doc):
        inside = write(Text(text))

        assert f"/*{inside}*/".index("*/", 2) == len(inside) + 2
        assert f"/*{inside}*/".rindex("/*") == 0  # Rust nests comments
        assert "\\u" not in inside  # Java reads its escapes in comments
        assert not inside.endswith("\\")  # a line comment of C would go on
        assert not re.match(r"@\w", inside)  # TypeScript obeys @ts-nocheck


@given(hostile)
def test_docs_of_the_c_family_have_neither_tags_nor_markup(text: str) -> None:
    doc = rules("c").doc(Text(text))

    assert not re.search(r"[<@]|&(?!(amp|lt|gt|#47|#42|#92|#64);)", doc)


@given(hostile, hostile)
@example("a]]>b", "c")
@example("a]]", ">b")
@example("a]", "]>b")
def test_docs_of_the_c_family_never_end_a_section_of_xml(text: str, other: str) -> None:
    doc = rules("c").doc

    assert "]]>" not in doc(Text(text)) + doc(Text(other))


@given(hostile, st.sampled_from(sorted(languages.LANGUAGES)))
def test_unprintable_characters_are_always_escaped(text: str, name: str) -> None:
    language = languages.LANGUAGES[name]
    own = {"literals": SQLITE} if name == "sql" else {}
    write = rules(name, **own)
    rule = {"comment": language.comment, "doc": language.doc, "text": language.text}
    written = [getattr(write, filter_)(Text(text)) for filter_, has in rule.items() if has]
    if language.quotes:
        literal = write.literal(Text(text))
        written.append(re.sub(r"[\n\t]", "", literal) if name == "sql" else literal)

    for line in written:
        assert not languages.UNPRINTABLE.search(line)


# What a target declares on top.


def test_escapes_must_cover_the_quote_that_a_target_declares() -> None:
    with pytest.raises(ValueError, match=r"a text literal ends at '; add an escape for"):
        rules("c", literals={"quotes": ["'", "'"]})


def test_a_target_declares_quotes_with_their_escapes() -> None:
    kotlin = rules("c", literals={"escapes": {"\\": r"\\", '"': r"\"", "$": r"\$", "\n": r"\n"}})

    assert kotlin.literal(Text('$cost "5"\n')) == r'"\$cost \"5\"\n"'


def test_a_target_declares_its_literals_and_comments() -> None:
    lua = rules("c", literals={"words": {"none": "nil"}}, comments={"]]": "] ]"})

    assert [lua.literal(it) for it in (None, True, 5)] == ["nil", "true", "5"]
    assert lua.comment(Text("a ]] b */")) == "a ] ] b */"


@pytest.mark.parametrize(
    ("path", "language"),
    [
        ("src/actions.ts", "c"),
        ("Actions.java", "c"),
        ("README.md", "markdown"),
        ("pyproject.toml", "toml"),
        ("actions.lua", None),
        ("LICENSE", None),
    ],
)
def test_the_ending_of_a_file_determines_its_language(path: str, language: str | None) -> None:
    assert languages.language_of(str(PurePosixPath(path))) == language
