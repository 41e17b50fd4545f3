"""The Python package of any catalog answers its own corpus, and its README is true.

Names that differ in little, labels that look like masks, types on which nothing can occur: what
the one real table does not have.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from support.catalogs import specs
from support.checkout import ROOT
from support.generated import loaded, written
from support.lifecycles import lifecycles

RUNNER: Final = ROOT / "tests" / "python" / "conformance.py"
EXAMPLE: Final = re.compile(r"```python\n((?:(?!```).)*)```\n\n```text\n(.*?)```", re.DOTALL)


def run(package: Path, *arguments: str) -> str:
    """Run Python where the package can be imported, and return its output."""
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


# Each takes some processes, so a failing spec is shown as it was drawn.
@pytest.mark.packages
@settings(max_examples=10, phases=[Phase.reuse, Phase.generate])
@given(st.one_of(specs(), lifecycles()))
def test_the_package_of_any_catalog_answers_its_corpus_and_its_readme_is_true(
    data: dict[str, Any],
) -> None:
    with tempfile.TemporaryDirectory() as directory:
        catalog, package = loaded(data), Path(directory)
        for target in ("conformance", "python"):
            written(catalog, target, package)
        assert run(package, str(RUNNER), str(package / "corpus.json")) == "fine\n"
        examples = EXAMPLE.findall((package / "README.md").read_text("utf-8"))
        assert len(examples) > 3
        for code, printed in examples:
            assert run(package, "-c", code) == printed
