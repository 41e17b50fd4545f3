"""A configuration becomes a value, or an error with the diagnostics of the file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statserver_bindgen.configuration.reading import parse
from statserver_bindgen.errors import ConfigurationError

if TYPE_CHECKING:
    from statserver_bindgen.configuration.configuration import Configuration
    from statserver_bindgen.diagnostics import Diagnostic

FILE = Path("statserver-bindgen.yaml")
DECLARATION = "title: T\ndescription: D.\nlanguage: json\n"


def read(text: str | bytes, file: Path = FILE) -> Configuration:
    return parse(file, text.encode() if isinstance(text, str) else text)


def problems(text: str | bytes, file: Path = FILE) -> list[str]:
    """Return the diagnostics of a configuration on one line each, without the file."""
    with pytest.raises(ConfigurationError) as caught:
        read(text, file)
    assert str(caught.value) == f"{file} is not a valid configuration"
    diagnostics = caught.value.diagnostics
    assert all(it.span.file == str(file) and it.severity == "error" for it in diagnostics)
    return [
        f"{span.line}:{span.column} [{rule.id}] {message}; {hint}"
        for rule, _, message, span, hint, _ in diagnostics
    ]


def test_every_key_is_read() -> None:
    configuration = read(
        "spec: tables/actions.yaml\n"
        "templates: [targets, ../shared/targets]\n"
        "targets:\n"
        "  json: lib/data\n"
        "  python: [a, b]\n"
        "  python:src/statserver_actions: src/bindings/actions\n"
    )
    assert configuration.file == FILE
    assert configuration.spec == Path("tables/actions.yaml")
    assert configuration.templates == (Path("targets"), Path("../shared/targets"))
    assert configuration.targets == (
        ("json", Path("lib/data")),
        ("python", Path("a")),
        ("python", Path("b")),
        ("python:src/statserver_actions", Path("src/bindings/actions")),
    )


def test_rules_of_lint_are_read() -> None:
    configuration = read(
        "lint: {disabled: [key-case, duplicate], severities: {not-on-objects: note}}\n"
    )
    assert configuration.disabled_rules == ("key-case", "duplicate")
    assert configuration.severities == (("not-on-objects", "note"),)


def test_a_key_that_is_left_out_is_empty() -> None:
    configuration = read("spec: s.yaml\n")
    assert (configuration.templates, configuration.targets) == ((), ())
    assert read("targets: {json: a}\n").spec is None


def test_paths_are_relative_to_the_file() -> None:
    text = "spec: s.yaml\ntemplates: [t]\ntargets: {json: [../lib, /srv/data]}\n"
    configuration = read(text, Path("conf/build/bindings.yaml"))
    assert configuration.spec == Path("conf/build/s.yaml")
    assert configuration.templates == (Path("conf/build/t"),)
    assert [it for _, it in configuration.targets] == [Path("conf/build/../lib"), Path("/srv/data")]


@pytest.mark.parametrize(
    "path",
    ["a b", "#1", "a$HOME", "a:b", "a%20", "-", "ä/ö", "a'b", "../..", "C:\\lib", "a\\b", "=", "*"],
)
def test_a_path_is_used_as_it_is_written(path: str) -> None:
    quoted = "'" + path.replace("'", "''") + "'"
    configuration = read(f"spec: {quoted}\ntemplates: [{quoted}]\ntargets: {{json: {quoted}}}\n")
    assert configuration.spec == Path(path)
    assert configuration.templates == (Path(path),)
    assert configuration.targets == (("json", Path(path)),)


def test_windows_line_endings_are_read() -> None:
    assert read("spec: s.yaml\r\ntargets:\r\n  json: lib\r\n").targets == (("json", Path("lib")),)


HINTS = {
    "{file}": "Name the spec, the directories of targets and the outputs of a build, and the rules "
    "of lint, in statserver-bindgen.yaml.",
    "{spec}": "Use the path of the spec, relative to this file; ~ and variables are not expanded.",
    "{directory}": "Use the path of the output directory, relative to this file, or a list of such "
    "paths; ~ and variables are not expanded.",
    "{item}": "Use the path of an output directory, relative to this file; ~ and variables are not "
    "expanded.",
    "{name}": "Use the name of a target, or of a part of one, e.g. python:src/statserver_actions.",
    "{targets}": "Map each target to its output directory, or to a list of several; other targets "
    "are not generated.",
    "{keys}": "spec, templates, targets, lint",
    "{lint}": "Disable rules of lint, or change their severities.",
    "{quotes}": "put it into double quotes",
    "{part}": "did you mean src/statserver_actions?",
    "{empty}": "write a key, such as spec or targets, or remove the file",
}
"""The hints of diagnostics, by the text that abbreviates them below."""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("spek: s", '1:1 [unknown-key] unknown key "spek"; did you mean spec?'),
        ("target: {}", '1:1 [unknown-key] unknown key "target"; did you mean targets?'),
        (
            "output: x",
            '1:1 [unknown-key] unknown key "output"; use one of these keys: {keys}',
        ),
        (
            "spec: 1",
            '1:7 [wrong-type] expected text, found the number 1; {quotes}: "1". {spec}',
        ),
        ("spec: [s]", "1:7 [wrong-type] expected text, found a list; {spec}"),
        ('spec: ""', "1:7 [empty-value] the text is empty; {spec}"),
        ('spec: "  "', '1:7 [wrong-form] "  " has an invalid format; {spec}'),
        ("spec: ~/s.yaml", '1:7 [wrong-form] "~/s.yaml" has an invalid format; {spec}'),
        (
            "targets: {json: ~/x}",
            '1:17 [wrong-form] "~/x" has an invalid format; {directory}',
        ),
        ("targets: {json: [a, ~b]}", '1:21 [wrong-form] "~b" has an invalid format; {item}'),
        ("targets: {json: []}", "1:17 [empty-value] the list is empty; {directory}"),
        (
            "targets: {json: {out: a}}",
            "1:17 [wrong-type] expected text or a list, found a mapping; {directory}",
        ),
        (
            "targets:\n  json:\n",
            "2:8 [wrong-type] expected text or a list, found null; {directory}",
        ),
        ("targets: {}", "1:10 [empty-value] the mapping is empty; {targets}"),
        (
            "targets: json",
            '1:10 [wrong-type] expected a mapping, found the text "json"; {targets}',
        ),
        ("targets: [json]", "1:10 [wrong-type] expected a mapping, found a list; {targets}"),
        ("targets: {a/b: c}", '1:11 [wrong-form] "a/b" has an invalid format; {name}'),
        (
            "targets: {'python:src/': c}",
            '1:11 [wrong-form] "python:src/" has an invalid format; {name}',
        ),
        (
            "targets: {pyton: a}",
            '1:11 [unknown-target] unknown target "pyton"; did you mean python?',
        ),
        (
            "targets: {python:statserver_actions: a}",
            '1:11 [unknown-target] the target "python" has no part "statserver_actions"; {part}',
        ),
        (
            "targets: {'json:a': a}",
            '1:11 [unknown-target] the target "json" has no part "a"; name the whole target',
        ),
        (
            "targets: {typescript:lib: a}",
            '1:11 [unknown-target] the target "typescript" has no part "lib"; use one of: src',
        ),
        ("lint: {}", "1:7 [empty-value] the mapping is empty; {lint}"),
        (
            "lint: {disabled: [keycase]}",
            '1:19 [unknown-rule] unknown rule "keycase"; did you mean key-case?',
        ),
        (
            "lint: {severities: {dublicate: note}}",
            '1:21 [unknown-rule] unknown rule "dublicate"; did you mean duplicate?',
        ),
        ("{}", "1:1 [empty-value] the mapping is empty; {file}"),
        ("- spec", "1:1 [wrong-type] expected a mapping, found a list; {file}"),
        ("", "1:1 [empty-file] the file is empty; {empty}"),
        ("# spec: s\n", "1:1 [empty-file] the file contains only comments; {empty}"),
    ],
)
def test_a_problem_has_its_position_and_a_hint(text: str, expected: str) -> None:
    for abbreviation, hint in HINTS.items():
        expected = expected.replace(abbreviation, hint)
    assert problems(text) == [expected]


@pytest.mark.parametrize(
    ("raw", "rules"),
    [
        (b"\xef\xbb\xbfspec: s\n", ["byte-order-mark"]),
        (b"spec: a\nspec: b\n", ["duplicate-key"]),
        (b"targets:\n  json: a\n  json: b\n", ["duplicate-key"]),
        (b"spec: &a s\ntemplates: [*a]\n", ["anchor", "alias"]),
        (b"spec: on\n", ["type-changing-scalar"]),
        (b"targets: {json: ~}\n", ["type-changing-scalar"]),
        (b"spec: \xff\n", ["wrong-encoding"]),
        (b"spec: a\n---\nspec: b\n", ["multiple-documents"]),
        (b"spec: [a\n", ["yaml-syntax"]),
        (b'spec: "a\\0b"\n', ["wrong-form"]),
        (b'spec: "a\\nb"\n', ["wrong-form"]),
        (b'targets: {json: "a\\eb", "py\\0thon": c}\n', ["wrong-form", "wrong-form"]),
        (b'spec: "a\\ud800b"\n', ["yaml-syntax"]),
        ("spec: a\u200bb\n".encode(), ["invisible-character"]),
        (b"spec: !!python/name:os.system a\n", ["tag"]),
        (b"<<<<<<< ours\nspec: a\n", ["merge-conflict"]),
        (b"1: a\n", ["key-not-text"]),
    ],
)
def test_a_configuration_is_read_like_a_spec(raw: bytes, rules: list[str]) -> None:
    with pytest.raises(ConfigurationError) as caught:
        read(raw)
    assert [it.rule.id for it in caught.value.diagnostics] == rules


def test_all_problems_are_reported_at_once_in_order() -> None:
    text = "spek: s\ntemplates: t\ntargets:\n  pyton: a\n  json: 1\n  sql: [b, b]\n  markdown: c\n"
    assert [it.partition("]")[0] for it in problems(text)] == [
        *("1:1 [unknown-key", "2:12 [wrong-type", "4:3 [unknown-target"),
        *("5:9 [wrong-type", "6:3 [unknown-target", "6:12 [repeated-item"),
    ]


def test_at_most_a_thousand_problems_are_reported() -> None:
    text = "targets:\n" + "".join(f"  pyton{n}: a{n}\n" for n in range(3000))
    listed = problems(text)
    assert len(listed) == 1001
    assert "more than 1,000 problems" in listed[-1]


# Targets of the user


def declare(target: Path, declaration: str) -> None:
    target.mkdir(parents=True)
    (target / "target.yaml").write_text(declaration, "utf-8")


def test_the_targets_in_its_directories_exist(tmp_path: Path) -> None:
    declare(tmp_path / "t" / "mine", DECLARATION)
    configuration = read("templates: [t]\ntargets: {mine: a, json: b}\n", tmp_path / "c.yaml")
    assert configuration.targets == (("mine", tmp_path / "a"), ("json", tmp_path / "b"))
    assert problems("templates: [t]\ntargets: {nine: a}\n", tmp_path / "c.yaml") == [
        '2:11 [unknown-target] unknown target "nine"; did you mean mine?'
    ]


@pytest.mark.parametrize("name", ["json", "mine", "json:a"])
def test_names_are_not_compared_with_directories_that_cannot_be_read(
    tmp_path: Path, name: str
) -> None:
    # Commands that read only the spec do not need them; generate reports the directory.
    text = f"templates: [missing]\ntargets: {{'{name}': a}}\n"
    assert read(text, tmp_path / "c.yaml").templates == (tmp_path / "missing",)


def test_parts_are_not_compared_with_a_declaration_that_is_not_valid(tmp_path: Path) -> None:
    declare(tmp_path / "t" / "mine", "title: T\n")
    configuration = read("templates: [t]\ntargets: {'mine:a': b}\n", tmp_path / "c.yaml")
    assert configuration.targets == (("mine:a", tmp_path / "b"),)


# Any input

TEXTS = st.text(st.characters(codec="utf-8"), max_size=12) | st.sampled_from(["json", "~", "a:b"])
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=6,
)
KEYS = st.sampled_from(["spec", "templates", "targets", "other"])


def problems_of(raw: bytes) -> tuple[Diagnostic, ...]:
    """Return the diagnostics of a configuration; of a valid one, none."""
    try:
        read(raw)
    except ConfigurationError as error:
        return error.diagnostics or pytest.fail("an error without diagnostics")
    return ()


@given(st.binary(max_size=60))
def test_any_bytes_give_a_configuration_or_diagnostics(raw: bytes) -> None:
    assert all(it.span.line for it in problems_of(raw))


@given(st.dictionaries(KEYS, VALUES, max_size=3))
def test_any_data_gives_a_configuration_or_diagnostics(data: dict[str, object]) -> None:
    assert all(it.span.line for it in problems_of(json.dumps(data).encode()))
