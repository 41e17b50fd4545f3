"""Reports of diagnostics in the three styles."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statserver_bindgen import report
from statserver_bindgen.diagnostics import Diagnostic, Related, Rule, Severity, Span

FILE = "spec/a.yaml"
RULE = Rule("some-rule", "Title.", "Reason.")


def problem(
    span: Span,
    message: str = "this is wrong",
    hint: str | None = None,
    related: tuple[Related, ...] = (),
) -> Diagnostic:
    return RULE.at(span, message, hint, related=related)


def as_text(
    text: str, span: Span, hint: str | None = None, related: tuple[Related, ...] = ()
) -> str:
    return report.show([problem(span, hint=hint, related=related)], {FILE: text}, "text")


# Text


def test_the_excerpt_follows_the_message_with_carets_below_the_span() -> None:
    related = (Related("the first one is here", Span(FILE, 1, 1, 1, 4)),)
    span = Span(FILE, 2, 6, 2, 9)
    assert as_text("one: 1\ntwo: yes\n", span, hint="write true", related=related) == (
        "spec/a.yaml:2:6: error: this is wrong [some-rule]\n"
        "  2 | two: yes\n"
        "    |      ^^^\n"
        "  hint: write true\n"
        "  note: the first one is here: spec/a.yaml:1:1\n"
        "  1 | one: 1\n"
        "    | ^^^"
    )


def test_a_diagnostic_of_the_whole_file_has_no_excerpt() -> None:
    assert as_text("", Span(FILE)) == "spec/a.yaml: error: this is wrong [some-rule]"


def test_a_file_without_text_has_no_excerpt() -> None:
    shown = report.show([problem(Span(FILE, 7, 1, 7, 2))], {}, "text")
    assert shown == "spec/a.yaml:7:1: error: this is wrong [some-rule]"


def test_an_empty_span_gets_one_caret() -> None:
    assert as_text("a:\n", Span(FILE, 1, 3, 1, 3)).endswith("  1 | a:\n    |   ^")


def test_the_excerpt_of_several_lines_is_the_first_line() -> None:
    assert as_text("a: >\n  b\n", Span(FILE, 1, 4, 2, 4)).endswith("  1 | a: >\n    |    ^")


def test_the_severity_is_printed() -> None:
    severities: tuple[Severity, ...] = ("error", "warning", "note")
    diagnostics = [RULE.at(Span(FILE), "m", severity=severity) for severity in severities]
    assert report.show(diagnostics, {}, "text").split("\n") == [
        f"{FILE}: error: m [some-rule]",
        f"{FILE}: warning: m [some-rule]",
        f"{FILE}: note: m [some-rule]",
    ]


@pytest.mark.parametrize(
    ("line", "column", "end", "shown"),
    [
        ("名: yes", 4, 7, ("名: yes", "    ^^^")),
        ("e\u0301: yes", 5, 8, ("e\u0301: yes", "   ^^^")),
        ("\ta: yes", 5, 8, ("    a: yes", "       ^^^")),
        ("a\x1b[31m: yes", 9, 12, ("a\\x1b[31m: yes", "           ^^^")),
        ("\u202ea: yes", 5, 8, ("\\u202ea: yes", "         ^^^")),
        ("😀: 😀", 4, 5, ("😀: 😀", "    ^^")),
    ],
)
def test_carets_are_below_wide_combining_and_invisible_characters(
    line: str, column: int, end: int, shown: tuple[str, str]
) -> None:
    _, excerpt, carets = as_text(line, Span(FILE, 1, column, 1, end)).split("\n")
    assert (excerpt, carets) == (f"  1 | {shown[0]}", f"    | {shown[1]}")


def test_a_long_line_is_cut_around_the_span() -> None:
    line = "a" * 500 + "HERE" + "b" * 500
    _, excerpt, carets = as_text(line, Span(FILE, 1, 501, 1, 505)).split("\n")
    start = carets.index("^")
    assert excerpt[start : start + 4] == "HERE"
    assert carets[start:] == "^^^^"
    assert excerpt.startswith("  1 | …aaa")
    assert excerpt.endswith("bbb…")
    assert len(excerpt) <= 120


def test_the_excerpt_of_a_huge_line_is_short() -> None:
    line = "a" * 3_000_000
    spans = [Span(FILE, 1, column, 1, 3_000_000) for column in range(1, 1000)]
    assert len(report.show([problem(it) for it in spans], {FILE: line}, "text")) < 400_000


def test_color_is_used_only_on_request() -> None:
    diagnostic = problem(Span(FILE, 1, 1, 1, 2), hint="do")
    assert "\x1b" not in report.show([diagnostic], {FILE: "a"}, "text")
    assert "\x1b[1;31merror:\x1b[0m" in report.show([diagnostic], {FILE: "a"}, "text", color=True)
    for style in ("json", "github"):
        assert "\x1b" not in report.show([diagnostic], {FILE: "a"}, style, color=True)


# JSON


def test_json_has_the_same_keys_for_every_diagnostic() -> None:
    related = (Related("see", Span(FILE, 1, 1, 1, 2)),)
    diagnostics = [
        problem(Span(FILE, 2, 3, 2, 4), hint="do", related=related),
        Rule("other", "Title.", "Reason.").at(Span(FILE), "m", severity="warning"),
    ]
    nowhere = {"line": 0, "column": 0, "end_line": 0, "end_column": 0}
    assert json.loads(report.show(diagnostics, {}, "json")) == {
        "diagnostics": [
            {
                "rule": "some-rule",
                "severity": "error",
                "message": "this is wrong",
                "file": FILE,
                "line": 2,
                "column": 3,
                "end_line": 2,
                "end_column": 4,
                "hint": "do",
                "related": [
                    {
                        "message": "see",
                        "file": FILE,
                        "line": 1,
                        "column": 1,
                        "end_line": 1,
                        "end_column": 2,
                    }
                ],
            },
            {
                "rule": "other",
                "severity": "warning",
                "message": "m",
                "file": FILE,
                **nowhere,
                "hint": None,
                "related": [],
            },
        ],
        "errors": 1,
        "warnings": 1,
    }


def test_json_without_diagnostics_is_an_object() -> None:
    assert json.loads(report.show([], {}, "json")) == {
        "diagnostics": [],
        "errors": 0,
        "warnings": 0,
    }


# GitHub


def test_github_gets_one_command_for_each_diagnostic() -> None:
    related = (Related("see", Span(FILE, 1, 1, 1, 2)),)
    diagnostics = [
        problem(Span(FILE, 2, 3, 2, 9), hint="do this", related=related),
        RULE.at(Span(FILE, 1, 1, 3, 2), "m", severity="warning"),
        RULE.at(Span(FILE), "m", severity="note"),
    ]
    assert report.show(diagnostics, {}, "github").split("\n") == [
        (
            "::error file=spec/a.yaml,line=2,col=3,endColumn=9,title=some-rule"
            "::this is wrong%0Ado this%0Asee: spec/a.yaml:1:1"
        ),
        "::warning file=spec/a.yaml,line=1,col=1,endLine=3,title=some-rule::m",
        "::notice file=spec/a.yaml,title=some-rule::m",
    ]


def test_github_commands_contain_no_delimiters() -> None:
    diagnostic = problem(
        Span("a,b:c%\n.yaml", 1, 1, 1, 2), message="100% ::error::x\r\n::warning::y"
    )
    assert report.show([diagnostic], {}, "github") == (
        "::error file=a%2Cb%3Ac%25%0A.yaml,line=1,col=1,endColumn=2,title=some-rule"
        "::100%25 ::error::x\\r%0A\\x3a:warning::y"
    )


# All


hostile = st.text(
    st.one_of(st.sampled_from("\x1b\r\n\u202e\u2028\x9b\x07#[:%,a"), st.characters(codec="utf-8"))
)


@given(hostile, hostile, hostile, st.integers(1, 20), st.integers(0, 20))
def test_untrusted_text_is_no_command_of_a_terminal_or_ci_system(
    line: str, message: str, hint: str, column: int, length: int
) -> None:
    span = Span(FILE, 1, column, 1, column + length)
    diagnostic = problem(span, message=message, hint=hint, related=(Related(message, span),))
    for style in ("text", "github", "json"):
        shown = report.show([diagnostic], {FILE: line}, style)
        lines = shown.split("\n")
        assert all(one.isprintable() for one in lines)
        assert not re.search(r"##\w*\[", shown)
        if style == "text":
            assert not any(one.lstrip().startswith("::") for one in lines)
        if style == "github":
            assert len(lines) == 1


@pytest.mark.parametrize(
    ("severities", "expected"),
    [
        ([], "no problems"),
        ([("error", FILE)], "1 problem in spec/a.yaml"),
        ([("error", FILE)] * 3, "3 problems in spec/a.yaml"),
        ([("error", FILE), ("warning", FILE)], "1 problem and 1 warning in spec/a.yaml"),
        ([("error", FILE), ("error", "b")], "2 problems in 2 files"),
        ([("error", "\x1b[1m")], "1 problem in \\x1b[1m"),
    ],
)
def test_the_summary_has_numbers_and_the_file(
    severities: list[tuple[Severity, str]], expected: str
) -> None:
    problems = [RULE.at(Span(file), "m", severity=severity) for severity, file in severities]
    assert report.summary(problems) == expected
