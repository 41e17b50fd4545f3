"""The depth limit comes first, whichever version of PyYAML or libyaml reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from statserver_bindgen.diagnostics import Span
from statserver_bindgen.yaml_source.event_reader import EventReader
from statserver_bindgen.yaml_source.limits import LIMITS, Limits
from statserver_bindgen.yaml_source.source_text import SourceText
from support.documents import LOADER

if TYPE_CHECKING:
    from collections.abc import Callable

    from statserver_bindgen.diagnostics import Diagnostic

needs_libyaml = pytest.mark.skipif(LOADER is yaml.SafeLoader, reason="PyYAML has no libyaml here")

# More levels than libyaml 0.2.6 allows, in fewer characters than a YAML reader looks ahead.
MANY = 1_010


def problems(
    text: str, loader: Callable[[str], object] = yaml.SafeLoader, limits: Limits = LIMITS
) -> tuple[Diagnostic, ...]:
    return EventReader(SourceText("spec.yaml", text), limits, loader=loader).read().diagnostics


# Text, and line, column and length of what opens one level too many.
DEEP = {
    "brackets": ("[" * MANY, (1, 33, 1)),
    "closed brackets": ("[" * MANY + "]" * MANY, (1, 33, 1)),
    "brackets under a key": ("a: " + "[" * MANY, (1, 35, 1)),
    "brackets under a quoted key": ('"[[": ' + "[" * MANY, (1, 38, 1)),
    "brackets in a list item": ("- " + "[" * MANY, (1, 34, 1)),
    "brackets after other rows": ("a: 1\nb: [c, d] # [[[\ne: " + "[" * MANY, (3, 35, 1)),
    "brackets in brackets": ("a: [\n  b,\n  {c: " + "[" * MANY, (3, 36, 1)),
    "brackets with other values": ("['[', " + "[" * MANY, (1, 38, 1)),
    "brackets as a key": ("{" + "[" * 40 + "]" * 40 + ": b}", (1, 33, 1)),
    "braces as keys": ("{" * MANY, (1, 33, 1)),
    "braces": ("{a: " * MANY, (1, 129, 1)),
    "mappings in lists": ("[{a: " * MANY, (1, 81, 1)),
    "mappings without braces": ("[a: " * MANY, (1, 65, 1)),
    "a bracket on each line": ("[\n" * MANY, (33, 1, 1)),
    "dashes": ("- " * MANY, (1, 65, 0)),
    "question marks": ("? " * MANY, (1, 65, 0)),
    "indented keys": ("".join(" " * n + "a:\n" for n in range(MANY)), (33, 33, 0)),
    "brackets before an error": ("[" * 40 + "@", (1, 33, 1)),
    "many brackets before an error": ("[" * MANY + "@", (1, 33, 1)),
    "brackets before an open quote": ("[" * MANY + '"', (1, 33, 1)),
    "brackets before a bad escape": ("[" * 40 + '"\\q"', (1, 33, 1)),
}


@pytest.mark.parametrize("loader", [yaml.SafeLoader, pytest.param(LOADER, marks=needs_libyaml)])
@pytest.mark.parametrize(("text", "position"), DEEP.values(), ids=DEEP)
def test_too_deep_is_reported_at_the_same_position_by_each_loader(
    text: str, position: tuple[int, int, int], loader: type
) -> None:
    problem = problems(text, loader)[-1]
    line, column, length = position
    assert problem.rule.id == "too-deep"
    assert problem.span == Span("spec.yaml", line, column, line, column + length)
    assert problem.message == "lists and mappings are nested more than 32 levels deep"
    assert problem.hint == "check brackets and indentation: no spec needs so many levels"


@pytest.mark.parametrize("loader", [yaml.SafeLoader, pytest.param(LOADER, marks=needs_libyaml)])
@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[" * 30 + "@", "text can't begin with @"),
        ("a: '" + "[" * MANY + "'\nb: @", "text can't begin with @"),
        ("a: 1 # " + "[" * MANY + "\nb: @", "text can't begin with @"),
        ("a: 1\n" + "[" * MANY + "\n", "this [ is not closed"),
        ("a: 1\n" + "[" * MANY + "@", "this [ is not closed"),
    ],
)
def test_an_error_before_the_limit_is_reported_as_it_is(
    text: str, message: str, loader: type
) -> None:
    (problem,) = problems(text, loader)
    assert (problem.rule.id, problem.message) == ("yaml-syntax", message)


before = st.lists(
    st.sampled_from(
        [
            "a: 1\n",
            "b: [c, {d: e}]\n",
            "f: '[[['\n",
            'g: "{{{\\""\n',
            "# [[[ {{{\n",
            "h: |\n  [[[\n",
            "i:\n  - j\n",
            "k: yes\n",
        ]
    ),
    max_size=4,
).map("".join)
key = st.sampled_from(["", "z: ", "z:\n  ", "z:\n  - ", '"z[": ', "z: # [\n  ", "z: 1\n"])
opening = st.sampled_from(
    [
        "[",
        "{",
        "[ ",
        "{y: ",
        "[{y: ",
        "[y: ",
        "[y, ",
        '["[", ',
        "[\n ",
        '{"y": ',
        "[[y, 1], ",
        "{[y]: ",
    ]
)
openings = st.lists(
    st.tuples(opening, st.sampled_from([1, 2, 9, 31, 40, 500, MANY])), min_size=1, max_size=3
).map(lambda pairs: "".join(text * times for text, times in pairs))
after = st.sampled_from(
    [
        "",
        "@",
        "]",
        "}",
        "]]: x",
        '"',
        "'",
        '"\\q"',
        ",",
        " # x\n",
        "\nw: 1\n",
        "&",
        "!<",
        "|",
        "- x",
    ]
)


@needs_libyaml
@settings(max_examples=300)
@given(st.tuples(before, key, openings, after).map("".join))
def test_both_loaders_report_the_same_of_nested_text(text: str) -> None:
    assert problems(f"{text}\n", LOADER) == problems(f"{text}\n")


@pytest.mark.parametrize("loader", [yaml.SafeLoader, pytest.param(LOADER, marks=needs_libyaml)])
@pytest.mark.parametrize(("text", "times"), [("@", 1), ("[" * 15 + "@", 1), ("[" * 40 + "@", 3)])
def test_the_text_is_read_again_only_where_the_limit_may_be_exceeded(
    text: str, times: int, loader: type
) -> None:
    texts: list[str] = []

    def counted(text: str) -> object:
        texts.append(text)
        return loader(text)

    problems(f"a: b\nc: {text}", counted)
    assert len(texts) == times
