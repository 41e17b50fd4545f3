"""Names that templates print: collisions and reserved identifiers, reported at the spec."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from statserver_bindgen.cli import main
from statserver_bindgen.pipeline import check, generate, load
from statserver_bindgen.rendering import targets
from support.catalogs import as_yaml, hostile

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import Any

    from statserver_bindgen.diagnostics import Span
    from statserver_bindgen.workspace.writer import RunResult

    Generating = Callable[..., RunResult]

# Different in upper_snake, equal in pascal and camel.
PAIR = ("X1_1", "X11")


def spec() -> dict[str, Any]:
    """Return a small valid spec, with one pair of names in most sections."""
    data = hostile("text")
    row = {key: it for key, it in data["actions"][2].items() if key != "inferred"}
    term = {"title": "text", "description": "text"}
    low = [it.lower() for it in PAIR]
    data["actions"] += [{**row, "name": name} for name in PAIR]
    data["object_classes"] |= dict.fromkeys(low, data["object_classes"]["one"])
    data["scopes"] |= dict.fromkeys(low, data["scopes"]["here"])
    data["inferences"] |= dict.fromkeys(low, term)
    data["sources"] |= dict.fromkeys(low, term)
    return data


@pytest.fixture
def generating(tmp_path: Path) -> Generating:
    """Return a function that generates a target of one template from the spec."""

    def run(template: str, identifiers: str = "", *, checking: bool = False) -> RunResult:
        directory = tmp_path / "trial"
        directory.mkdir()
        declaration = f"title: T\ndescription: D.\nlanguage: python\n{identifiers}"
        (directory / "target.yaml").write_text(declaration, "utf-8")
        (directory / "x.py.j2").write_text(template, "utf-8")
        (tmp_path / "spec.yaml").write_bytes(as_yaml(spec()))
        target = targets.read_target(directory)
        loaded = load(tmp_path / "spec.yaml", [target])
        assert loaded.catalog is not None, loaded.diagnostics
        if checking:
            return check(loaded.catalog, {target: tmp_path / "out"})
        return generate(loaded.catalog, {target: tmp_path / "out"})

    return run


def facts(result: RunResult, tmp_path: Path) -> list[tuple[str, str, str]]:
    """Return the rule, the message and the text at the position of each diagnostic."""
    lines = (tmp_path / "spec.yaml").read_text("utf-8").splitlines()
    return [
        (diagnostic.rule.id, diagnostic.message, text_at(lines, diagnostic.span))
        for diagnostic in result.diagnostics
    ]


def text_at(lines: list[str], span: Span) -> str:
    return lines[span.line - 1][span.column - 1 : span.end_column - 1]


LOW = tuple(map(str.lower, PAIR))
# Object types have no underscore: those that collide in one case do in every case.
SECTIONS = [
    ("actions.id", PAIR[1]),
    ("actions.name", PAIR[1]),
    ("names.id", PAIR[1]),
    ("names.name", PAIR[1]),
    *((f"{it}.id", LOW[1]) for it in ("object_classes", "scopes", "inferences", "sources")),
]


@pytest.mark.parametrize(("case", "identifier"), [("pascal", "X11"), ("camel", "x11")])
@pytest.mark.parametrize(("printed", "second"), SECTIONS)
def test_two_entries_with_one_printed_identifier_are_an_error_at_the_second(  # noqa: PLR0913, PLR0917
    generating: Generating, tmp_path: Path, printed: str, second: str, case: str, identifier: str
) -> None:
    section, _, attribute = printed.partition(".")
    text = f"{{{{ it.{attribute} | identifier('{case}') }}}}"

    result = generating(f"{{% for it in catalog.{section} %}}{text}\n{{% endfor %}}")

    [(rule, message, at)] = facts(result, tmp_path)
    assert (rule, at.strip('"')) == ("identifier-collision", second)
    assert message.endswith(f"both become {identifier} in: trial")
    assert result.refused
    assert not (tmp_path / "out").exists()
    assert result.diagnostics[0].related


def test_the_case_can_be_computed(generating: Generating, tmp_path: Path) -> None:
    result = generating("{% set c = 'pas' ~ 'cal' %}{{ catalog.scopes[0].id | identifier(c) }}")

    assert [it[0] for it in facts(result, tmp_path)] == ["identifier-collision"]


def test_names_that_are_not_printed_do_not_collide(generating: Generating) -> None:
    assert generating("{{ catalog.timings[0].id | identifier('pascal') }}").diagnostics == ()


@pytest.mark.parametrize(
    ("section", "reserved"),
    [("actions", "OffHook"), ("names", "OffHook"), ("object_types", "Queue"), ("scopes", "There"),
     ("timings", "Durable"), ("modes", "Regular"), ("object_classes", "One"), ("sources", "Note")],
)  # fmt: skip
def test_a_printed_identifier_that_is_reserved_is_an_error_at_its_entry(
    generating: Generating, tmp_path: Path, section: str, reserved: str
) -> None:
    result = generating(
        f"{{{{ catalog.{section}[0].id | identifier('pascal') }}}}",
        f"identifiers: {{reserved: [{reserved}]}}\n",
    )

    [entry] = [it for it in facts(result, tmp_path) if it[0] == "reserved-word"]
    assert entry[1].endswith(f" becomes {reserved}, which is reserved in the target trial")
    assert entry[2].strip('"').lower() == reserved.lower()


def test_check_reports_collisions(generating: Generating, tmp_path: Path) -> None:
    result = generating("{{ catalog.scopes[0].id | identifier('pascal') }}", checking=True)

    assert [it[0] for it in facts(result, tmp_path)] == ["identifier-collision"]


# Rejection.


@pytest.mark.parametrize("checking", [False, True])
def test_a_template_rejects_a_catalog_at_its_line(
    generating: Generating, tmp_path: Path, *, checking: bool
) -> None:
    result = generating(
        "a\n{% if catalog.actions | length > 2 %}\n"
        '{{ fail("too many rows: " ~ catalog.actions | length) }}\n{% endif %}\n',
        checking=checking,
    )

    [diagnostic] = result.diagnostics
    assert str(diagnostic) == (
        f"{tmp_path / 'trial' / 'x.py.j2'}:3:1: error: the target trial rejects the catalog: "
        "too many rows: 5 [rejected-by-target]"
    )
    assert not (tmp_path / "out").exists()


def test_spec_text_can_be_the_message(generating: Generating) -> None:
    result = generating("{{ fail(catalog.title) }}")

    assert [it.message for it in result.diagnostics] == [
        "the target trial rejects the catalog: text"
    ]


@pytest.mark.parametrize("command", ["generate", "check"])
def test_the_command_exits_with_1(tmp_path: Path, command: str) -> None:
    (tmp_path / "trial").mkdir()
    (tmp_path / "trial" / "target.yaml").write_text("title: T\ndescription: D.\nlanguage: python\n")
    (tmp_path / "trial" / "x.py.j2").write_text("\n{{ fail('no') }}")
    target = f"trial={tmp_path / 'out'}"

    result = CliRunner().invoke(
        main, [command, "--templates", str(tmp_path), "--target", target, "--report", "json"]
    )

    assert result.exit_code == 1
    assert "rejected-by-target" in result.stdout
    assert not (tmp_path / "out").exists()
