"""The issue forms have the keys that the hosting service requires."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pytest
import yaml

from support.checkout import ROOT

if TYPE_CHECKING:
    from pathlib import Path

DIRECTORY: Final = ROOT / ".github/ISSUE_TEMPLATE"
FORMS: Final = sorted(it for it in DIRECTORY.glob("*.yml") if it.name != "config.yml")
KEYS: Final = {"name", "description", "labels", "body"}
TYPES: Final = {"dropdown", "input", "textarea"}


def form(path: Path) -> dict[str, Any]:
    content: dict[str, Any] = yaml.safe_load(path.read_text("utf-8"))
    return content


def test_forms_are_for_bugs_features_and_rows() -> None:
    assert [it.stem for it in FORMS] == ["bug", "feature", "table"]


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_form_has_name_description_and_body(path: Path) -> None:
    content = form(path)

    assert content.keys() == KEYS
    assert content["name"]
    assert content["description"]


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_each_field_of_a_form_has_an_id_of_its_own_and_a_label(path: Path) -> None:
    fields = form(path)["body"]

    assert len({it["id"] for it in fields}) == len(fields)
    for field in fields:
        assert field["type"] in TYPES
        assert field["attributes"]["label"]
        assert isinstance(field["validations"]["required"], bool)
        assert (field["type"] == "dropdown") is bool(field["attributes"].get("options"))
