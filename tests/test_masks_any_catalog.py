"""The Python package of any catalog answers its own corpus, and its README is true of masks.

Names that differ in little, labels that look like masks, types on which nothing can occur: what
the one real table does not have.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from hypothesis import Phase, given, settings

from catalogs import as_yaml, specs
from statserver_bindgen import resources, spec
from statserver_bindgen.rendering import render, targets

if TYPE_CHECKING:
    from collections.abc import Mapping

RUNNER: Final = Path(__file__).parent / "python" / "conformance.py"
EXAMPLE: Final = re.compile(r"```python\n(.*?)```\n\n```text\n(.*?)```", re.DOTALL)


@cache
def chosen() -> Mapping[str, targets.Target]:
    return {it.name: it for it in targets.choose((), [resources.templates()])}


def run(package: Path, *arguments: str) -> str:
    """Run Python where the package can be imported, and return what it printed."""
    done = subprocess.run(
        [sys.executable, "-B", "-W", "error", *arguments],
        env={"PYTHONPATH": str(package / "src"), "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def written(data: dict[str, Any], folder: Path) -> Path:
    """Return the folder with the Python package and the corpus of a spec."""
    policies = {it.name: it.identifiers for it in chosen().values()}
    catalog = spec.load("drawn.yaml", as_yaml(data), policies).catalog
    assert catalog is not None
    for name in ("json", "python"):
        for it in render.render(catalog, chosen()[name]):
            (folder / it.path).parent.mkdir(parents=True, exist_ok=True)
            (folder / it.path).write_text(it.text, encoding="utf-8", newline="\n")
    return folder


# Each takes some processes, so a failing spec is shown as it was drawn.
@settings(max_examples=10, deadline=None, phases=[Phase.reuse, Phase.generate])
@given(specs())
def test_the_package_of_any_catalog_answers_its_corpus_and_its_readme_is_true(
    data: dict[str, Any],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        package = written(data, Path(folder))
        assert run(package, str(RUNNER), str(package / "conformance.json")) == "fine\n"
        masks = (package / "README.md").read_text("utf-8").partition("\n## Masks\n")[2]
        examples = EXAMPLE.findall(masks)
        assert len(examples) == 2
        for code, printed in examples:
            assert run(package, "-c", code) == printed
