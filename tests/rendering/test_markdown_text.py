"""Hostile text in Markdown: nothing of it is markup, read as GFM reads it.

Every mark that has no backslash counts, also those of code hosts that the parser does not know. An
e-mail address may become a link to what it shows: GFM finds it behind every escape.
"""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statserver_bindgen.identifiers import Identifiers
from statserver_bindgen.rendering import filters, languages
from statserver_bindgen.rendering.filters import Filters
from statserver_bindgen.rendering.values import Text
from support import markdown_pages

MARKDOWN = Filters(languages.LANGUAGES["markdown"], Identifiers("upper_snake", frozenset()), set())
PIECES = [
    *("[a](b)", "![a](b)", "[^1]", "^", "*a*", "_a_", "a_b", "~~a~~", "`a`", "``", "\\", "|"),
    *("#", "$x$", "&", "&amp;", "<b>", "</script>", "@a", "www.a.b", "https://a.b", "mailto:a@b.c"),
    *("-", "+", "=", "===", "---", ":-:", ">", "1.", "12)", "123456789."),
    *("x", "é", ".", ")", ":", " ", "\n", "\n\n", "\t", "\u202e", "\u2028", "\0"),
]
hostile = st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=8).map("".join)
ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")


def marks(markdown: str) -> list[str]:
    """Return what GFM could take for markup in running text, wherever a line of it may begin."""
    live = ESCAPED.sub(",", markdown)
    return [
        *re.findall(r"[\\`*\[\]<>|~#$&@^]", live),
        *re.findall(r"(?<![^\W_])_|_(?![^\W_])", live),
        *re.findall(r"(?:^|(?<=\s))(?:[-+]|=+|-+|:?-+:?|[0-9]{1,9}[.)])(?=\s|$)", live),
        *re.findall(r"://|www\.", live),
    ]


@given(hostile)
def test_running_text_has_no_markup(text: str) -> None:
    assert marks(MARKDOWN.text(Text(text))) == []


@given(hostile)
def test_running_text_is_shown_unchanged(text: str) -> None:
    written = MARKDOWN.text(Text(text))

    assert ESCAPED.sub(r"\1", written) == filters.one_line(text)


@given(hostile)
def test_a_parser_reads_the_text_in_every_context(text: str) -> None:
    seen = filters.one_line(text) or "-"  # a text without any character makes no item or heading
    running, code = MARKDOWN.text(Text(seen)), MARKDOWN.code(Text(seen))
    page = markdown_pages.read(
        f"# {running}\n\n{running}\n\n- {running}\n\n"
        f"| {running} | {code} |\n| --- | --- |\n| **{running}** | [{running}](a.md) |\n"
    )

    holders = ("h1", "p", "li", "th", "th", "td", "td")
    assert page.texts == tuple((it, seen.strip()) for it in holders)
    assert page.links == ("a.md",)
    assert not page.markup & {"html_inline", "html_block", "image", "em_open", "s_open", "fence"}


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("Stat Server 8.5.0, SS_c mode", "Stat Server 8.5.0, SS_c mode"),
        ("a | b", r"a \| b"),
        ("1. first", r"1\. first"),
        ("123456789) last", r"123456789\) last"),
        ("para - graph", r"para \- graph"),
        ("1.5 of e-mail", "1.5 of e-mail"),
        ("under :-: head", r"under :\-: head"),
        ("<b> & </b>", r"\<b\> \& \</b\>"),
        ("^[note]", r"\^\[note\]"),
        ("_a_ b_c", r"\_a\_ b_c"),
        ("http://a.b www.c.d", r"http\://a.b www\.c.d"),
        ("two\n\nparagraphs", "two paragraphs"),
        ("right\u202eleft", "rightU+202Eleft"),
    ],
)
def test_markdown_escapes_markup_and_leaves_prose_unchanged(text: str, markdown: str) -> None:
    assert MARKDOWN.text(Text(text)) == markdown


@given(hostile)
def test_a_code_span_is_the_text_on_one_line_as_a_table_cell_shows_it(text: str) -> None:
    span = MARKDOWN.code(Text(text))

    fence = re.match("`+", span)
    assert fence
    inside = span.removeprefix(fence[0]).removesuffix(fence[0])
    assert fence[0] not in re.findall("`+", inside)
    assert not re.search(r"(?<!\\)\|", inside)
    padded = inside.startswith(" ") and inside.endswith(" ") and inside.strip()
    assert (inside[1:-1] if padded else inside.strip()).replace(r"\|", "|") == filters.one_line(
        text
    )
