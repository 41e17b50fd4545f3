"""The TypeScript package in bundles: their content and size."""

from __future__ import annotations

import gzip
import json
import re
from typing import TYPE_CHECKING, Final

import pytest

from support.checkout import ROOT
from support.npm_package import TOOLS
from support.programs import run

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.packages
ACTIONS_JSON: Final = ROOT / "out" / "json" / "actions.json"
DOCUMENT: Final = json.loads(ACTIONS_JSON.read_bytes())
ROWS: Final = DOCUMENT["actions"]
ROW: Final = next(it["id"] for it in ROWS if it["scope"] is None)
SCOPED_ROW: Final = next(it["id"] for it in ROWS if it["scope"] is not None)
LARGEST_ROW: Final = max(ROWS, key=lambda it: len(json.dumps(it)))["id"]
VOCABULARY: Final = ("object_type", "object_class", "scope", "timing", "mode")
# The texts of each map of labels or descriptions.
TEXTS: Final = {
    f"{kind.upper()}_{suffix}": {
        entry[attribute]
        for entry in DOCUMENT[f"{kind}es" if kind.endswith("s") else f"{kind}s"].values()
    }
    for kind in VOCABULARY
    for suffix, attribute in (("LABELS", "title"), ("DESCRIPTIONS", "description"))
}
ENTRIES: Final = {
    "a row": f'export {{ {ROW} }} from "statserver-actions/actions";',
    "a scoped row": f'export {{ {SCOPED_ROW} }} from "statserver-actions/actions";',
    "the largest row": f'export {{ {LARGEST_ROW} }} from "statserver-actions/actions";',
    "all rows": 'export { ACTIONS } from "statserver-actions";',
    "the namespace": f'import {{ Action }} from "statserver-actions"; console.log(Action.{ROW});',
    "masks": 'export { parseMask } from "statserver-actions";',
    "a question": 'export { select } from "statserver-actions";',
    **{it: f'export {{ {it} }} from "statserver-actions";' for it in TEXTS},
    "ids": 'export { ACTION_IDS } from "statserver-actions";',
    "release": 'export { STAT_SERVER_RELEASE_INFERRED } from "statserver-actions";',
    "a guard": 'export { isTiming } from "statserver-actions";',
}
Bundles = dict[str, dict[str, str]]


@pytest.fixture(scope="session")
def bundles(project: Path) -> Bundles:
    """Give the minified text of each of `ENTRIES`, by entry and bundler."""
    printed = run("node", TOOLS / "bundle.mjs", project, cwd=TOOLS, stdin=json.dumps(ENTRIES))
    made: Bundles = json.loads(printed)
    return made


def rows_in(bundle: str) -> set[str]:
    """Return the ids that are values in a bundle."""
    return set(re.findall(r'\bid:"([A-Z0-9_]+)"', bundle))


def compressed(bundle: str) -> int:
    return len(gzip.compress(bundle.encode(), 9, mtime=0))


@pytest.mark.parametrize("bundler", ["esbuild", "rollup"])
class TestBundles:
    def test_a_row_is_bundled_alone_in_320_bytes(self, bundles: Bundles, bundler: str) -> None:
        bundle = bundles["a row"][bundler]
        assert rows_in(bundle) == {ROW}
        assert compressed(bundle) <= 320

    def test_a_row_is_bundled_without_others_of_its_name(
        self, bundles: Bundles, bundler: str
    ) -> None:
        bundle = bundles["a scoped row"][bundler]
        assert rows_in(bundle) == {SCOPED_ROW}
        assert compressed(bundle) <= 320

    def test_the_largest_row_is_bundled_in_320_bytes(self, bundles: Bundles, bundler: str) -> None:
        bundle = bundles["the largest row"][bundler]
        assert rows_in(bundle) == {LARGEST_ROW}
        assert compressed(bundle) <= 320

    def test_rows_in_a_bundle_are_frozen(self, bundles: Bundles, bundler: str) -> None:
        assert "Object.freeze" in bundles["a row"][bundler]
        assert "Object.freeze" in bundles["all rows"][bundler]

    def test_all_rows_are_bundled_in_4_kilobytes(self, bundles: Bundles, bundler: str) -> None:
        bundle = bundles["all rows"][bundler]
        assert len(rows_in(bundle)) == len(ROWS)
        assert compressed(bundle) <= 4096

    def test_a_guard_is_bundled_without_rows(self, bundles: Bundles, bundler: str) -> None:
        assert rows_in(bundles["a guard"][bundler]) == set()

    @pytest.mark.parametrize("name", TEXTS)
    def test_texts_are_bundled_without_rows_and_other_texts(
        self, bundles: Bundles, bundler: str, name: str
    ) -> None:
        bundle = bundles[name][bundler]
        # A text of one term may be a key of a map.
        texts = {it for those in TEXTS.values() for it in those if " " in it}
        plain = {it for it in texts | TEXTS[name] if not re.search(r"[\"'`]", it)}
        assert {it for it in plain if f'"{it}"' in bundle} == plain & TEXTS[name]
        assert plain & TEXTS[name]
        assert rows_in(bundle) == set()

    def test_the_release_is_bundled_alone(self, bundles: Bundles, bundler: str) -> None:
        assert len(bundles["release"][bundler]) < 100

    def test_ids_are_bundled_without_texts(self, bundles: Bundles, bundler: str) -> None:
        bundle = bundles["ids"][bundler]
        assert len(rows_in(bundle)) == len(ROWS)
        assert not any(it in bundle for it in TEXTS["OBJECT_TYPE_DESCRIPTIONS"])

    def test_rows_of_the_namespace_are_dropped_by_rollup_only(
        self, bundles: Bundles, bundler: str
    ) -> None:
        """As the README states: when esbuild drops them too, change it."""
        rows = rows_in(bundles["the namespace"][bundler])
        assert (rows == {ROW}) == (bundler == "rollup")

    def test_masks_are_bundled_only_when_imported(self, bundles: Bundles, bundler: str) -> None:
        assert "exclude-from-nothing" in bundles["masks"][bundler]
        for entry in bundles.keys() - {"masks"}:
            assert "exclude-from-nothing" not in bundles[entry][bundler], entry

    def test_known_names_are_bundled_only_with_queries_of_names(
        self, bundles: Bundles, bundler: str
    ) -> None:
        assert "everyday_word" in bundles["masks"][bundler]
        for entry in bundles.keys() - {"masks"}:
            assert "everyday_word" not in bundles[entry][bundler], entry
