"""Both packages give the answers of the corpora of odd catalogs, and of random questions.

The corpus of the shipped catalog is in the tests of each package.
"""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING, Any, Final

import pytest

from statserver_bindgen import load
from statserver_bindgen.conformance import document
from support.catalogs import hostile
from support.generated import fixture_catalog, lifecycle_catalog, loaded, odd_catalog, written
from support.large_specs import write_large_spec
from support.mutated_package import imported_runner, read_sources
from support.npm_package import NEWEST, TOOLS, tsc
from support.programs import run
from support.specs import shipped_catalog

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from statserver_bindgen.catalog import Catalog

CATALOGS: Final[dict[str, Callable[[], Catalog]]] = {
    "odd": odd_catalog,
    "fixture": fixture_catalog,
    "lifecycle": lifecycle_catalog,
    # One object type, and no facts from outside the table.
    "small": lambda: loaded(hostile("Small")),
    "shipped": shipped_catalog,
}
SEED: Final = 20
QUESTIONS: Final = 1_000


def wrong_answers(catalog: Catalog, *corpora: str, level: str | None = None) -> list[Any]:
    """Return the first wrong answers of the Python package of a catalog."""
    with imported_runner(read_sources(catalog)) as runner:
        return [
            wrong
            for corpus in corpora
            for wrong in [*runner["differences"](json.loads(corpus), level)][:3]
        ]


def corpora_of(catalog: Catalog) -> tuple[str, str]:
    return (
        document.write_corpus(catalog),
        document.write_random_corpus(catalog, QUESTIONS, SEED),
    )


@pytest.mark.packages
@pytest.mark.parametrize("name", CATALOGS)
def test_the_python_package_gives_the_answers(name: str) -> None:
    catalog = CATALOGS[name]()
    assert wrong_answers(catalog, *corpora_of(catalog)) == []


@pytest.mark.packages
@pytest.mark.parametrize("name", CATALOGS)
@pytest.mark.usefixtures("tools")
def test_the_typescript_package_gives_the_answers(name: str, tmp_path: Path) -> None:
    catalog = CATALOGS[name]()
    package = written(catalog, "typescript", tmp_path / "node_modules" / "statserver-actions")
    tsc(NEWEST, cwd=package)
    (tmp_path / "package.json").write_text('{ "type": "module" }\n', "utf-8")
    for script in ("conformance.mjs", "torture.mjs"):
        shutil.copy(TOOLS / "consumer" / script, tmp_path)
    for number, corpus in enumerate(corpora_of(catalog)):
        (tmp_path / f"{number}.json").write_text(corpus, "utf-8")
        assert run("node", "torture.mjs", f"{number}.json", cwd=tmp_path) == ""


@pytest.mark.once
def test_the_python_package_of_a_large_table_gives_the_answers_of_a_sample(tmp_path: Path) -> None:
    write_large_spec(tmp_path / "spec.yaml", 2_064)
    catalog = load(tmp_path / "spec.yaml").catalog
    assert catalog is not None
    corpus = document.write_corpus(catalog)
    assert '"sampled_rows": 1' in corpus
    assert wrong_answers(catalog, corpus) == []


def test_a_level_asks_for_no_more_than_a_binding_claims() -> None:
    catalog = odd_catalog()
    corpus = document.write_corpus(catalog)
    sources = dict(read_sources(catalog))
    messages = sources["_mask_messages"]
    sources["_mask_messages"] = messages.replace("the mask is empty", "nothing is in the mask")
    assert sources["_mask_messages"] != messages
    with imported_runner(sources) as runner:
        differences = runner["differences"]
        assert [*differences(json.loads(corpus), "table")] == []
        assert [*differences(json.loads(corpus), "masks")] == []
        assert [*differences(json.loads(corpus), "explanations")] != []
        with pytest.raises(ValueError, match="cobol"):
            next(differences(json.loads(corpus), "cobol"))
