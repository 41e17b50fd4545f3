"""Shipped templates: as they run in the sandbox of a checkout, and compiled, without its bounds."""

from __future__ import annotations

import sys
from types import ModuleType
from typing import TYPE_CHECKING

import pytest

from statserver_bindgen import resources
from statserver_bindgen.errors import TemplateError
from statserver_bindgen.rendering import budget, loading, targets
from statserver_bindgen.rendering.renderer import render
from support.trial_targets import CATALOG, PYTHON

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from support.trial_targets import Rendering

    Compiled = Callable[[str], str]

SHIPPED = ("csv", "json", "markdown", "python", "typescript")


def precompile(monkeypatch: pytest.MonkeyPatch, templates: Path) -> None:
    """Replace the modules of a wheel by those of a directory of targets."""
    for name, source in loading.precompile(templates):
        module = ModuleType(f"{loading.PACKAGE}.{name}")
        exec(compile(source, f"<{name}>", "exec"), vars(module))  # noqa: S102 - compiled here
        monkeypatch.setitem(sys.modules, module.__name__, module)


@pytest.fixture
def shipped(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Compiled:
    """Return a function that renders one template as a wheel renders a shipped one."""

    def run(template: str) -> str:
        directory = tmp_path / "trial"
        directory.mkdir(exist_ok=True)
        (directory / "target.yaml").write_text(PYTHON)
        (directory / "x.py.j2").write_text(template)
        target = targets.read_target(directory)
        monkeypatch.setattr(resources, "templates", lambda: tmp_path)
        precompile(monkeypatch, tmp_path)
        [artifact] = render(CATALOG, target)
        return artifact.text

    return run


@pytest.mark.parametrize("name", SHIPPED)
def test_compiled_templates_give_the_artifacts_of_the_sandbox(
    monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    target = targets.read_target(resources.templates() / name)
    in_sandbox = {it.path: it.text for it in render(CATALOG, target)}
    precompile(monkeypatch, resources.templates())
    monkeypatch.setattr(budget, "STEPS", 0)

    assert {it.path: it.text for it in render(CATALOG, target)} == in_sandbox


@pytest.mark.parametrize("name", SHIPPED)
def test_shipped_templates_of_a_checkout_run_in_the_sandbox(
    monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(budget, "STEPS", 0)

    with pytest.raises(TemplateError, match="take more than 0 loop steps"):
        render(CATALOG, targets.read_target(resources.templates() / name))


def test_the_steps_of_a_compiled_template_are_not_counted(
    monkeypatch: pytest.MonkeyPatch, shipped: Compiled
) -> None:
    monkeypatch.setattr(budget, "STEPS", 0)

    assert shipped("{% for a in range(3) %}{{ a }}{% endfor %}") == "012\n"


@pytest.mark.parametrize(
    ("template", "message"),
    [
        ("\n{{ catalog.title }}", "is printed without a filter; use literal"),
        ("\n{{ catalog.title ~ 'x' }}", "is printed without a filter; use literal"),
        ("\n{{ catalog.actions[0] }}", "a record can't be printed; print one of: id, "),
        ("\n{{ catalog.actions }}", "a value of type tuple is printed without a filter"),
        ("\n{{ catalog.actions[0].nme }}", "unknown attribute 'nme'; use one of: id, "),
        ("\n{{ catalog.actions[0]['nme'] }}", "unknown attribute 'nme'; use one of: id, "),
        ("\n{{ catalgo }}", "unknown name 'catalgo'; use one of: catalog, "),
        ("\n{% include 'y.part.j2' %}", "unknown template y.part.j2"),
    ],
)
def test_an_error_of_a_compiled_template_names_template_and_line(
    shipped: Compiled, tmp_path: Path, template: str, message: str
) -> None:
    with pytest.raises(TemplateError) as raised:
        shipped(template)

    assert str(raised.value).startswith(f"{tmp_path / 'trial' / 'x.py.j2'}:2: ")
    assert message in str(raised.value)


@pytest.mark.parametrize(
    ("template", "location"),
    [
        ("\n{% for a in range(99) %}{{ 'x' * 50000 }}{% endfor %}", "x.py.j2:2"),
        ("\n{{ 'x' * 2000000 }}", "x.py.j2"),  # the template has ended
    ],
)
def test_the_artifact_of_a_compiled_template_is_bounded(
    monkeypatch: pytest.MonkeyPatch,
    shipped: Compiled,
    tmp_path: Path,
    template: str,
    location: str,
) -> None:
    monkeypatch.setattr(budget, "ARTIFACT_BYTES", 2**20)

    with pytest.raises(TemplateError) as raised:
        shipped(template)

    message = "the artifact has more than 1 MiB; split it"
    assert str(raised.value) == f"{tmp_path / 'trial' / location}: {message}"


@pytest.mark.parametrize(
    "expression",
    [
        "[1, 2] | batch(1)",
        "{1: 2, 3: 4} | items",
        "[1, 2] | map('string')",
        "[1, 2, 3] | reject('even')",
        "[{'a': 1}, {'a': 3}] | rejectattr('a', 'even')",
        "[1, 2] | reverse",
        "[1, 3] | select('odd')",
        "[{'a': 1}, {'a': 3}] | selectattr('a', 'odd')",
        "[1, 2] | slice(2)",
        "[1, 2, 1] | unique",
        "catalog.actions[:2] | map(attribute='id')",
    ],
)
def test_filters_return_lists(rendering: Rendering, shipped: Compiled, expression: str) -> None:
    template = (
        f"{{% set items = {expression} %}}"
        "{% for a in items %}{{ loop.index }}{% endfor %}{{ items | length }}"
    )

    assert rendering({"x.py.j2": template}) == {"x.py": "122\n"}
    assert shipped(template) == "122\n"
