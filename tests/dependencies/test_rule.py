"""Rules in the syntax of Make: their text, and what make does with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from statserver_bindgen.dependencies.rule import starts_rule, write_rule
from statserver_bindgen.errors import WorkspaceError
from support.build_tools import NAMES, is_accepted, unnoticed, write_project

if TYPE_CHECKING:
    from pathlib import Path


def test_a_rule_has_an_empty_rule_for_each_prerequisite() -> None:
    assert write_rule("build/stamp", ["spec/actions.yaml", "templates/", "a b"]) == (
        b"build/stamp: \\\n"
        b"  spec/actions.yaml \\\n"
        b"  templates/ \\\n"
        b"  a\\ b\n"
        b"\n"
        b"spec/actions.yaml:\n"
        b"\n"
        b"templates/:\n"
        b"\n"
        b"a\\ b:\n"
    )


@pytest.mark.parametrize(
    ("path", "written"),
    [
        ("a b", r"a\ b"),
        ("a#b", r"a\#b"),
        ("a:b", r"a\:b"),
        ("a$b", "a$$b"),
        ("a%b", "a%b"),
        ("a\\b", "a\\b"),
        ("a~", "a~"),
        ("a\udcff", "a\udcff"),
    ],
)
def test_special_characters_are_escaped(path: str, written: str) -> None:
    rule = write_rule("stamp", [path]).decode(errors="surrogateescape")
    assert rule.startswith(f"stamp: \\\n  {written}\n")


def test_a_percent_sign_is_escaped_in_a_target() -> None:
    assert write_rule("a%", ["b%"]) == b"a\\%: \\\n  b%\n\nb\\%:\n"


def test_a_repeated_prerequisite_is_written_once() -> None:
    assert write_rule("stamp", ["a", "b", "a"]) == write_rule("stamp", ["a", "b"])


def test_a_prerequisite_with_an_equals_sign_is_not_the_first_and_has_no_empty_rule() -> None:
    assert write_rule("stamp", ["a=b", "c"]) == b"stamp: \\\n  c \\\n  a=b\n\nc:\n"


@pytest.mark.parametrize(
    ("target", "prerequisite", "text"),
    [
        ("stamp", "a\nb", '"\\n"'),
        ("stamp", "a\tb", '"\\t"'),
        ("stamp", "a\rb", '"\\r"'),
        ("stamp", "a;b", '";"'),
        ("stamp", "a*b", '"*"'),
        ("stamp", "a|b", '"|"'),
        ("stamp", "a ", '" "'),
        ("stamp", "~/a", '"~"'),
        ("stamp", "a:", '":"'),
        ("stamp", "a&", '"&"'),
        ("stamp", "a\\", '"\\"'),
        ("stamp", "a\\#b", '"\\"'),
        ("stamp", "copy (1)", '")"'),
        ("stamp", "a=b", '"="'),
        ("a=b", "c", '"="'),
        ("a\nb", "c", '"\\n"'),
    ],
)
def test_a_path_that_make_or_ninja_would_misread_is_refused(
    target: str, prerequisite: str, text: str
) -> None:
    with pytest.raises(WorkspaceError) as raised:
        write_rule(target, [prerequisite])
    path = prerequisite if target == "stamp" else target
    assert str(raised.value) == (
        f"{path} can't be written to a dependency file: make and ninja can't both read {text}; "
        "rename it"
    )


def test_make_reads_every_accepted_name_of_odd_characters(tmp_path: Path) -> None:
    accepted = [name for name in NAMES if is_accepted(name)]
    assert {"a b", "a#b", "$b", "a%", "a:b", "a\\b", "a\\\\b"} < {*accepted}
    for start in range(0, len(accepted), 10):  # make is slow with many
        names = ["first", *accepted[start : start + 10]]
        (tmp_path / str(start)).mkdir()
        write_project(tmp_path / str(start), names)
        assert unnoticed(tmp_path / str(start), names) == []


@given(st.lists(st.text(" #$%:\\=~()[]{}@!',+?-._ab\u00e9/", min_size=1), max_size=4))
@settings(max_examples=30)
def test_make_reads_every_accepted_path(
    tmp_path_factory: pytest.TempPathFactory, paths: list[str]
) -> None:
    directory = tmp_path_factory.mktemp("rule")
    # Normal paths of files, none of which is a directory of another one.
    parts = [[it for it in path.split("/") if it.strip(".")] for path in paths]
    names = [f"{number}/{'/'.join(it)}" for number, it in enumerate(parts) if it]
    accepted = [name for name in names if is_accepted(name)]
    write_project(directory, ["first", *accepted])
    assert unnoticed(directory, ["first", *accepted]) == []


def test_the_start_of_a_rule_is_recognized_in_any_directory() -> None:
    rule = write_rule("build/my stamp", ["a"])
    assert starts_rule(rule, "my stamp")
    assert starts_rule(write_rule("build/my stamp", []), "my stamp")
    assert not starts_rule(rule, "another stamp")
    assert not starts_rule(b"module actions;\n", "actions")
    assert not starts_rule(b"", "actions")
