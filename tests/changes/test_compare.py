"""Every difference between two catalogs is a change, and nothing else is one."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any, Final

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from statserver_bindgen.catalog import build_catalog
from statserver_bindgen.changes.compare import compare
from support.catalogs import specs
from support.checkout import ROOT
from support.generated import FIXTURE
from support.spec_leaves import reversed_order, single_edits

if TYPE_CHECKING:
    from statserver_bindgen.changes.change import Change

EXAMPLES: Final = ROOT / "tests" / "support" / "changes.yaml"
DATA: Final[dict[str, Any]] = yaml.safe_load(EXAMPLES.read_bytes())
EDITS: Final = [
    (".".join(map(str, path)), data)
    for path, data in single_edits(DATA)
    if path != ("catalog", "version")
    and path[-2:] != ("timings", "instantaneous")
    and path[-1] != "instantaneous"  # the schema fixes it
    and path[-1] != 0  # `regular` is always among the modes
    or path[-2] not in {"modes", "instantaneous"}
]


def changes_between(old: dict[str, Any], new: dict[str, Any]) -> tuple[Change, ...]:
    return compare(build_catalog(old), build_catalog(new))


def test_equal_catalogs_have_no_changes() -> None:
    assert changes_between(DATA, copy.deepcopy(DATA)) == ()


@given(specs())
def test_a_catalog_has_no_changes_to_itself(data: dict[str, Any]) -> None:
    assert changes_between(data, copy.deepcopy(data)) == ()
