"""Targets for tests, made of a few files and rendered with the shipped catalog."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

import pytest
import yaml

from statserver_bindgen import resources
from statserver_bindgen.catalog import build_catalog
from statserver_bindgen.errors import TemplateError
from statserver_bindgen.rendering import targets
from statserver_bindgen.rendering.renderer import render

if TYPE_CHECKING:
    from pathlib import Path

CATALOG = build_catalog(yaml.safe_load(resources.spec().read_bytes()))
PYTHON = "title: Trial\ndescription: A trial.\nlanguage: python\n"

Rendering = Callable[..., dict[str, str]]
Refused = Callable[..., str]


@pytest.fixture
def rendering(tmp_path: Path) -> Rendering:
    """Return a function that renders a target of these files to the text of each artifact."""

    def run(files: Mapping[str, str], declaration: str = PYTHON) -> dict[str, str]:
        directory = tmp_path / "trial"
        for path, text in {"target.yaml": declaration, **files}.items():
            (directory / path).parent.mkdir(parents=True, exist_ok=True)
            (directory / path).write_bytes(text.encode())
        return {it.path: it.text for it in render(CATALOG, targets.read_target(directory))}

    return run


@pytest.fixture
def refused(rendering: Rendering, tmp_path: Path) -> Refused:
    """Return a function that renders an invalid template to its error, with paths in the target."""

    def run(template: str, **partials: str) -> str:
        with pytest.raises(TemplateError) as raised:
            rendering({"x.py.j2": template, **{f"{it}.part.j2": partials[it] for it in partials}})
        return str(raised.value).replace(f"{tmp_path / 'trial'}/", "")

    return run
