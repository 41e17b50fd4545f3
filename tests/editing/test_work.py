"""The work of an edit: it reads the text before and after, and grows with the text only."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from statserver_bindgen import edited_specs
from statserver_bindgen.editing.deprecating import deprecate_rows
from statserver_bindgen.editing.edited_text import edit_text
from statserver_bindgen.editing.layout import read_layout
from statserver_bindgen.editing.operations import SetValue
from statserver_bindgen.editing.renaming import rename_rows
from statserver_bindgen.editing.setting import set_values
from statserver_bindgen.yaml_source import loader
from support.generated import FIXTURE

if TYPE_CHECKING:
    from statserver_bindgen.edited_specs import MakeOperations
    from statserver_bindgen.editing.operations import Operation
    from statserver_bindgen.editing.released import Released


@pytest.fixture
def readings(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return a list to which the text of each reading is added."""
    texts: list[str] = []
    load = loader.load

    def count(source: Any, *rest: Any, **options: Any) -> Any:
        texts.append(source.text)
        return load(source, *rest, **options)

    monkeypatch.setattr(loader, "load", count)
    return texts


def set_two_values(data: Any, newest: Released | None) -> list[Operation]:
    return set_values(data, "OffHook", ["timing=durable", "source=release_note"], newest)


def rename_three_rows(data: Any, newest: Released | None) -> list[Operation]:
    return rename_rows(data, "CallAnswered", "X", scope=None, scope_of_other=None, newest=newest)


def deprecate_three_rows(data: Any, newest: Released | None) -> list[Operation]:
    return deprecate_rows(data, "CallAnswered", "It ended.", "CallAbandonedFromRinging", newest)


@pytest.mark.parametrize("edit", [set_two_values, rename_three_rows, deprecate_three_rows])
def test_an_edit_reads_the_text_before_and_the_text_after_only(
    readings: list[str], edit: MakeOperations
) -> None:
    result = edited_specs.edit(str(FIXTURE), edit)
    assert result.change is not None
    assert [it for it in readings if "\nactions:\n" in it] == [result.before, result.after]


def test_many_operations_are_one_batch(readings: list[str]) -> None:
    text = "rows:\n" + "- {a: 1, c: 3}\n" * 500
    layout = read_layout(text)
    readings.clear()
    operations = [
        SetValue(("rows", row, key), "x", ("a", "c", "d"))
        for row in range(500)
        for key in ("a", "d")
    ]
    expected = "rows:\n" + "- {a: x, c: 3, d: x}\n" * 500
    assert edit_text(layout, operations) == expected
    assert readings == [expected]
