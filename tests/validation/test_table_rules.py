"""The rules of the table: diagnostics of rows that the schema accepts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from support.checkout import ROOT
from support.specs import load_spec

if TYPE_CHECKING:
    from statserver_bindgen.diagnostics import Diagnostic

VALID = (ROOT / "tests" / "rejected" / "valid.yaml").read_text("utf-8")
FLAGS = "interaction_related: true, restricted_cluster: true"
DN = "object_class: regular_dn"
QUEUE = "object_class: mediation_dn"


def validate(section: str) -> tuple[Diagnostic, ...]:
    """Return the diagnostics of the valid spec with one section replaced."""
    key = section.split(":", maxsplit=1)[0]
    text = re.sub(rf"^{key}:.*?(?=^\w|\Z)", section, VALID, flags=re.MULTILINE | re.DOTALL)
    return load_spec(text.encode()).diagnostics


def test_a_broken_row_keeps_the_scopes_of_its_name_required() -> None:
    (diagnostic,) = validate(
        "actions:\n"
        f"  - {{name: X, scope: regular_dn, {DN}, timing: durable, {FLAGS}}}\n"
        f"  - {{name: X, scope: mediation_dn, {QUEUE}, timing: forever, {FLAGS}}}\n"
    )
    assert diagnostic.rule.id == "wrong-value"


def test_unknown_inference_is_rejected_with_a_suggestion() -> None:
    (diagnostic,) = validate(
        "actions:\n"
        f"  - {{name: OffHook, {DN}, timing: durable, {FLAGS},"
        " inferred: {restricted_cluster: spiled_cell}}\n"
    )
    assert diagnostic.rule.id == "unknown-reference"
    assert diagnostic.hint == "did you mean spilled_cell?"


@pytest.mark.parametrize(
    "version", ["1", "1.0", "1.0.0.0", "v1.0.0", "01.0.0", "1.0.0-rc1", "1.0.x", " 1.0.0"]
)
def test_version_that_is_not_three_numbers_is_rejected(version: str) -> None:
    (diagnostic,) = validate(
        f'catalog: {{id: a, title: T, description: D, version: "{version}", release: 8.5.0,'
        " source: guide}\n"
    )
    assert diagnostic.rule.id == "version-form"
