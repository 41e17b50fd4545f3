"""Runs with an older tool or an older catalog than those that wrote the output directory."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statserver_bindgen.versions import version_numbers
from statserver_bindgen.workspace.versions import tool_numbers
from statserver_bindgen.workspace.writer import check, generate
from support.output_directories import planned, texts

if TYPE_CHECKING:
    from pathlib import Path

    from statserver_bindgen.workspace.writer import PlannedOutput

FILES = {"a": "1\n"}


def made_with(directory: Path, tool: str = "1.9.0", catalog: str = "1.9.0") -> PlannedOutput:
    """Return the planned output of a version of the tool and of the catalog."""
    output = planned(directory, FILES)
    provenance = output.provenance._replace(generator_version=tool, catalog_version=catalog)
    return output._replace(provenance=provenance)


def warnings(before: PlannedOutput, after: PlannedOutput) -> list[tuple[str, str, str]]:
    """Return the warnings of a run after another one; `check` reports them, too."""
    generate([before])
    checked = [it for it in check([after]).diagnostics if it.severity == "warning"]
    result = generate([after])
    assert [*result.diagnostics] == checked
    assert not result.refused
    assert texts(after.directory) == FILES
    assert check([after]).diagnostics == ()
    return [(it.rule.id, it.severity, it.message) for it in checked]


@pytest.mark.parametrize("newer", ["1.10.0", "2.0.0", "1.9.1", "1.10", "2", "1.10.0rc1"])
def test_an_older_tool_is_a_warning_with_both_versions(tmp_path: Path, newer: str) -> None:
    assert warnings(made_with(tmp_path, tool=newer), made_with(tmp_path)) == [
        (
            "tool-older",
            "warning",
            f"was written by a newer version of the tool: {newer}; this is version 1.9.0",
        )
    ]


@pytest.mark.parametrize("newer", ["1.10.0", "2.0.0", "1.9.1"])
def test_an_older_catalog_is_a_warning_with_both_versions(tmp_path: Path, newer: str) -> None:
    ((rule, severity, message),) = warnings(made_with(tmp_path, catalog=newer), made_with(tmp_path))
    assert (rule, severity) == ("catalog-older", "warning")
    assert message.startswith("was generated from a newer version of the catalog: ")
    assert message.endswith(f"{newer}; the spec has version 1.9.0")


def test_an_older_tool_and_an_older_catalog_are_two_warnings(tmp_path: Path) -> None:
    before = made_with(tmp_path, tool="2.0.0", catalog="3.0.0")
    reported = warnings(before, made_with(tmp_path))
    assert [it[0] for it in reported] == ["catalog-older", "tool-older"]


@pytest.mark.parametrize("version", ["1.9.0", "1.8.9", "0.10.0", "", "x", "1.9", "1.9.0.dev1"])
def test_the_same_or_a_newer_version_is_no_warning(tmp_path: Path, version: str) -> None:
    before = made_with(tmp_path, tool=version, catalog=version)
    # The numbers of 1.9.0.dev1 are those of 1.9.0.
    assert warnings(before, made_with(tmp_path)) == []


def test_versions_of_two_catalogs_are_not_compared(tmp_path: Path) -> None:
    before = made_with(tmp_path, catalog="9.0.0")
    other = before._replace(provenance=before.provenance._replace(catalog_id="other"))
    assert warnings(other, made_with(tmp_path)) == []


NUMBERS = st.lists(st.integers(0, 10**9), min_size=3, max_size=3)


@given(NUMBERS, NUMBERS)
def test_versions_are_ordered_by_their_numbers(one: list[int], other: list[int]) -> None:
    texts = [".".join(map(str, it)) for it in (one, other)]
    for numbers in (version_numbers, tool_numbers):
        first, second = map(numbers, texts)
        assert first is not None
        assert second is not None
        assert (first < second) == (one < other)


@pytest.mark.parametrize("version", ["9" * 10_000, "9." * 10_000, "٣.٣.٣", "\0", "v1.0.0"])
def test_any_text_is_a_version_or_none(version: str) -> None:
    assert version_numbers(version) is None
    assert tool_numbers(version) is None or version[0] == "9"
