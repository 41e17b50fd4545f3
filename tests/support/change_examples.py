"""The catalog of the examples of change rules, before and after each example."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from support.generated import loaded_text

if TYPE_CHECKING:
    from statserver_bindgen.catalog import Catalog
    from statserver_bindgen.rules.change_rule import ChangeRule

FILE: Final = Path(__file__).with_name("changes.yaml")
TEXT: Final = FILE.read_text("utf-8")
BASE: Final = loaded_text(FILE.name, TEXT)
"""The catalog before each example."""


@cache
def catalog_after(rule: ChangeRule) -> Catalog:
    """Return the catalog after the example of a rule."""
    assert rule.example is not None
    before, after = rule.example
    assert TEXT.count(before) == 1, before
    return loaded_text(f"{rule.id}.yaml", TEXT.replace(before, after))
