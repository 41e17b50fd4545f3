"""Everything that a user or contributor reads is plain English: the terms of docs/glossary.md."""

from __future__ import annotations

import re
from typing import Any, Final

import pytest
from click.testing import CliRunner

from statserver_bindgen.cli import main
from support import plain_english
from support.checkout import ROOT
from support.trees import committed

FILES: Final = sorted(it.as_posix() for it in committed(ROOT))

PAGES: Final = [
    path
    for path in FILES
    if re.search(r"(\.md|README\.md\.j2)$|^\.github/.*\.yml$", path)
    and not path.startswith("out/")  # rendered from the templates
]
SCHEMAS: Final = [
    path
    for path in FILES
    if re.search(r"\.schema\.json(\.j2)?$", path) and not path.startswith("out/")
]
# Sources of the generated packages.
SOURCES: Final = [
    path
    for path in FILES
    if re.match(r"templates/.*\.(py|ts|j2|yaml)$", path) and path not in {*PAGES, *SCHEMAS}
]
MODULES: Final = [it for it in FILES if re.match(r"generator/.*\.py$", it)]
# Names, also those of tests, are checked in test_names.py.
TEST_MODULES: Final = [it for it in FILES if re.match(r"tests/.*\.py$", it)]
TEST_SCRIPTS: Final = [it for it in FILES if re.match(r"tests/.*\.(ts|mjs)$", it)]
EXPECTED_DIAGNOSTICS: Final = [it for it in FILES if re.match(r"tests/rejected/.*\.txt$", it)]


def read(path: str) -> str:
    return (ROOT / path).read_text("utf-8")


def without(pattern: re.Pattern[str], text: str) -> str:
    """Return a text with empty lines where a pattern matches: line numbers stay true."""
    return pattern.sub(lambda match: "\n" * match[0].count("\n"), text)


def table(head: str) -> re.Pattern[str]:
    """Return what matches the Markdown table whose first cells are these."""
    return re.compile(rf"^\| {re.escape(head)} \|.*?(?=^\n|\Z)", re.MULTILINE | re.DOTALL)


# Tables that list terms to avoid, and names before they were renamed.
EXEMPT: Final = {"docs/glossary.md": table("Avoid"), "CHANGELOG.md": table("where | before")}


COMMANDS: Final = [[], *([name] for name in sorted(main.commands))]


def located(texts: list[tuple[int, str]]) -> list[plain_english.Problem]:
    """Return the problems of texts in a file, each at its line in the file."""
    return [
        problem._replace(line=line + problem.line - 1)
        for line, text in texts
        for problem in plain_english.problems(text)
    ]


# What is checked.


@pytest.mark.parametrize("path", PAGES)
def test_page_is_plain_english(path: str) -> None:
    text = read(path)
    if path in EXEMPT:
        text = without(EXEMPT[path], text)
    assert plain_english.problems(text) == []


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_help_is_plain_english(command: list[str]) -> None:
    result = CliRunner().invoke(main, [*command, "--help"])

    assert result.exit_code == 0
    assert plain_english.problems(result.stdout) == []


@pytest.mark.parametrize("path", EXPECTED_DIAGNOSTICS)
def test_diagnostics_of_rejected_spec_are_plain_english(path: str) -> None:
    assert plain_english.problems(read(path)) == []


@pytest.mark.parametrize("path", SCHEMAS)
def test_schema_descriptions_are_plain_english(path: str) -> None:
    assert plain_english.problems(read(path)) == []


def test_messages_of_masks_are_plain_english() -> None:
    assert plain_english.problems(read("spec/masks.yaml")) == []


@pytest.mark.parametrize("path", SOURCES)
def test_source_of_a_generated_package_is_plain_english(path: str) -> None:
    assert plain_english.problems(read(path)) == []


@pytest.mark.parametrize("path", MODULES)
def test_messages_in_code_are_plain_english(path: str) -> None:
    assert located(plain_english.strings(read(path))) == []


@pytest.mark.parametrize("path", [*MODULES, *TEST_MODULES])
def test_docstrings_and_comments_are_plain_english(path: str) -> None:
    assert located(plain_english.documentation(read(path))) == []


@pytest.mark.parametrize("path", TEST_SCRIPTS)
def test_titles_and_comments_of_node_tests_are_plain_english(path: str) -> None:
    assert plain_english.problems(read(path)) == []


def test_every_kind_of_text_is_checked() -> None:
    assert {"README.md", "CONTRIBUTING.md", "CHANGELOG.md", "docs/rules.md"} <= {*PAGES}
    assert {"templates/python/README.md.j2", "templates/typescript/README.md.j2"} <= {*PAGES}
    assert [] in COMMANDS
    assert ["verify"] in COMMANDS
    assert {"tests/rejected/twenty-problems.txt"} <= {*EXPECTED_DIAGNOSTICS}
    assert {"spec/actions.schema.json", "templates/target.schema.json"} <= {*SCHEMAS}
    assert {"templates/python/target.yaml", "templates/typescript/src/select.ts"} <= {*SOURCES}
    assert "generator/statserver_bindgen/cli/commands.py" in MODULES
    assert {"tests/conftest.py", "tests/python/masks/test_mask_laws.py"} <= {*TEST_MODULES}
    assert {"tests/typescript/facts.mjs", "tests/typescript/consumer/masks.ts"} <= {*TEST_SCRIPTS}


# The checker itself.


@pytest.mark.parametrize(
    ("sentence", "term"),
    [
        ("Tell every problem of a spec.", "Tell"),
        ("take it anew: copy it again", "anew"),
        ("Say nothing but results.", "Say nothing"),
        ("the key stands here again", "stands"),
        ("does not have the right form", "right form"),
        ("this line lines up with nothing above it", "lines up with nothing"),
        ("## Good manners", "Good manners"),
        ("How many there are.", "How many there are"),
        ("Whoever breaks a line is warned.", "Whoever"),
        ("Generated code is laid out\n    already.", "laid out"),
        ("a rule that says what is wrong", "what is wrong"),
        ("this is no mask", "is no mask"),
        ("Take what is not from this tool for an error.", None),
        ("programs take it for a part of the text", "take it for a part"),
        ("CR LF as line ends", "line ends"),
        ("Blanks are ignored.", "Blanks"),
        ("wherever it lies", "lies"),
        ("verify a folder", "folder"),
        ("Files of others are notes.", "Files of others"),
        ("the file is not ours", "not ours"),
        ("2 foreign", "foreign"),
    ],
)
def test_bad_sentence_is_a_problem(sentence: str, term: str | None) -> None:
    assert [it.text for it in plain_english.problems(sentence)] == ([term] if term else [])


@pytest.mark.parametrize(
    "sentence",
    [
        "Report every problem of a spec.",
        "The abbreviation stands for a restricted cluster.",
        "There is no name without a row.",
        "A line ends with LF.",
        "Leave one blank line.",
        "PRAGMA foreign_keys = ON; a foreign key",
        "The layout is stable.",
        "This intelligence understands bestowed relies.",
        "The flag is not yours; it takes 2 s for a row.",
    ],
)
def test_good_sentence_is_no_problem(sentence: str) -> None:
    assert plain_english.problems(sentence) == []


def test_problem_has_line_and_replacement() -> None:
    (problem,) = plain_english.problems("One line.\nIt is laid\nout.\n")

    assert problem == (2, "laid out", "formatted, formats")


def test_the_first_spelling_of_each_term_is_a_problem() -> None:
    """The first term in each entry of the list matches the pattern of the entry."""
    for term in plain_english.TERMS:
        words = re.sub(r" \(.*?\)|\*", "", term.avoid).partition(",")[0]
        sample = {"take X for Y": "take it for an error"}.get(words, words)
        (problem,) = plain_english.problems(f"This {sample} here.")
        assert problem.write == term.write, term


def test_string_literals_are_found_without_docstrings() -> None:
    source = '''"""Module."""
TEXT = "one"  # comment
def f(x):
    """Function."""
    return f"two {x!r} three", {"key": "four" "five"}
'''

    assert plain_english.strings(source) == [
        (2, "one"),
        (5, "two {} three"),
        (5, "key"),
        (5, "fourfive"),
    ]


def test_docstrings_and_comments_are_found_without_string_literals() -> None:
    source = '''"""Module."""
TEXT = "one"  # one
# laid
# out
NUMBER = 1
"""Attribute."""
# last
'''

    assert plain_english.documentation(source) == [
        (1, "Module."),
        (2, "one\nlaid\nout"),
        (6, "Attribute."),
        (7, "last"),
    ]
    assert located(plain_english.documentation(source)) == [(3, "laid out", "formatted, formats")]


def test_glossary_lists_the_terms() -> None:
    (lines,) = EXEMPT["docs/glossary.md"].findall(read("docs/glossary.md"))
    rows: list[Any] = [tuple(re.split(r" *\| *", it)[1:3]) for it in lines.splitlines()[2:]]

    assert rows == [(it.avoid, it.write) for it in plain_english.TERMS]
