"""The SARIF log satisfies the published schema, and has the same problems."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, cast

import pytest
from jsonschema import Draft7Validator

from statserver_bindgen.linting.sarif import as_sarif
from support.command import run_command
from support.linted import FILE, lint, section
from support.npm_package import TOOLS

if TYPE_CHECKING:
    from support.command import Command

SCHEMAS: Final = TOOLS / "node_modules" / "@microsoft" / "jest-sarif" / "lib" / "schemas"
TEXTS: Final = {
    "no problem": section(),
    "a mask": section(MainMask="callanswered,CallWait"),
    "related spans": section() + "MainMask=CallInbound\n",
    "odd names": section(MainMask="CallAnswerd").replace("[Demo]", "[ü #%\u202e/]"),
}


@pytest.mark.packages
@pytest.mark.parametrize("text", TEXTS.values(), ids=[*TEXTS])
def test_a_log_satisfies_the_schema(text: str) -> None:
    if not SCHEMAS.is_dir():
        pytest.skip("run `npm ci` in tests/typescript")
    (file,) = SCHEMAS.glob("*.json")
    validator: Any = Draft7Validator(json.loads(file.read_bytes()))

    assert [it.message for it in validator.iter_errors(as_sarif(lint(text)))] == []


def test_a_result_has_rule_level_position_section_and_fingerprint() -> None:
    (run,) = cast("list[Any]", as_sarif(lint(TEXTS["a mask"]))["runs"])
    results = run["results"]

    assert [(it["ruleId"], it["level"]) for it in results] == [
        ("wrong-case", "error"),
        ("not-on-objects", "warning"),
    ]
    assert [it["id"] for it in run["tool"]["driver"]["rules"]] == ["wrong-case", "not-on-objects"]
    (location,) = results[0]["locations"]
    assert location["physicalLocation"] == {
        "artifactLocation": {"uri": FILE},
        "region": {"startLine": 5, "startColumn": 10, "endLine": 5, "endColumn": 22},
    }
    assert location["logicalLocations"] == [
        {"name": "MainMask", "fullyQualifiedName": "Demo/MainMask"}
    ]
    assert len({it["partialFingerprints"]["statTypeProblem/v1"] for it in results}) == 2


def test_a_result_has_the_related_spans() -> None:
    (run,) = cast("list[Any]", as_sarif(lint(TEXTS["related spans"]))["runs"])
    (result,) = run["results"]
    (related,) = result["relatedLocations"]

    assert related["message"] == {"text": "the first one"}
    assert related["physicalLocation"]["region"]["startLine"] == 5


def test_the_command_prints_a_log(command: Command) -> None:
    Path("a b.cfg").write_text(TEXTS["a mask"], "utf-8")
    result = command("lint", "a b.cfg", "--report", "sarif")
    (run,) = json.loads(result.stdout)["runs"]

    assert result.exit_code == 1
    locations = [it["locations"][0]["physicalLocation"] for it in run["results"]]
    uris = {it["artifactLocation"]["uri"] for it in locations}
    assert uris == {"a%20b.cfg"}


def test_an_error_is_reported_as_text(command: Command) -> None:
    result = command("lint", "missing.cfg", "--report", "sarif")

    assert (result.exit_code, result.stdout) == (2, "")
    assert "error: the file missing.cfg can't be read" in result.stderr


@pytest.fixture
def command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Command:
    """Return a function that runs the command in an empty directory."""
    monkeypatch.chdir(tmp_path)
    return run_command
