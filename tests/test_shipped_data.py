"""The data of shipped YAML files, as a wheel carries it, in the process of the tests."""

from __future__ import annotations

import sys
from types import ModuleType
from typing import TYPE_CHECKING

import pytest

from statserver_bindgen import (
    data_compilation,
    mask_vocabulary,
    pipeline,
    resources,
    shipped_data,
    stat_type_facts,
)
from statserver_bindgen.errors import SpecError
from statserver_bindgen.rendering import declarations
from statserver_bindgen.yaml_source import document

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

RAW = resources.spec().read_bytes()


@pytest.fixture
def wheel(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Make the modules of a wheel importable."""
    for name, source in data_compilation.compile_data():
        qualified = f"{shipped_data.PACKAGE}.{name}".removesuffix(".__init__")
        module = ModuleType(qualified)
        module.__path__ = []
        exec(source, vars(module))  # noqa: S102 - made above
        monkeypatch.setitem(sys.modules, qualified, module)
    shipped_data.load_files.cache_clear()
    yield
    shipped_data.load_files.cache_clear()


def test_a_checkout_has_no_data() -> None:
    assert shipped_data.find_data(shipped_data.SPEC, RAW) is None


@pytest.mark.usefixtures("wheel")
def test_data_is_used_for_the_same_bytes_only() -> None:
    expected = document.read_document("actions.yaml", RAW).data

    assert shipped_data.find_data(shipped_data.SPEC, RAW) == expected
    assert shipped_data.find_data(shipped_data.SPEC, RAW + b"\n") is None
    assert shipped_data.find_data("templates/trial/target.yaml", b"") is None


@pytest.mark.usefixtures("wheel")
def test_shipped_files_are_not_read_as_yaml(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(document, "read_document")
    monkeypatch.delattr(shipped_data, "read_yaml")
    mask_vocabulary.load.cache_clear()
    stat_type_facts.load.cache_clear()

    assert mask_vocabulary.load().kinds
    assert stat_type_facts.load().keys
    declaration = declarations.read_declaration(resources.templates() / "json")
    assert declaration["title"] == "JSON data"


@pytest.mark.usefixtures("wheel")
def test_a_run_changes_no_data() -> None:
    first, second = pipeline.load(resources.spec()), pipeline.load(resources.spec())

    assert first.catalog is not None
    assert second.catalog is not None
    assert first.catalog.digest == second.catalog.digest
    assert shipped_data.find_data(shipped_data.SPEC, RAW) == document.read_document("", RAW).data


@pytest.mark.usefixtures("wheel")
def test_spans_of_the_shipped_spec_are_read_on_demand() -> None:
    read = document.read_document("actions.yaml", RAW)
    data = shipped_data.find_data(shipped_data.SPEC, RAW)
    checked = document.CheckedDocument("actions.yaml", RAW.decode(), data)

    path = ("actions", 3, "name")
    assert checked.value_span(path) == read.value_span(path)
    assert checked.key_span(path) == read.key_span(path)
    assert checked.written(path) == read.written(path)


def test_an_invalid_spec_is_not_compiled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    spec = tmp_path / "actions.yaml"
    spec.write_bytes(RAW.replace(b"timing: durable", b"timing: durabel", 1))
    monkeypatch.setattr(resources, "spec", lambda: spec)

    with pytest.raises(SpecError, match="the shipped spec is not valid"):
        list(data_compilation.compile_data())
