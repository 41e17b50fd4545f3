"""The TypeScript package in bundles: what comes along, and how large it is."""

from __future__ import annotations

import gzip
import json
import re
from typing import TYPE_CHECKING, Final

import pytest

from support.checkout import ROOT
from support.npm_package import TOOLS, run

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.packages
ACTIONS_JSON: Final = ROOT / "out" / "json" / "actions.json"
ENTRIES: Final = {
    "a row": 'export { CALL_WAIT } from "statserver-actions/actions";',
    "a scoped row": 'export { CALL_ANSWERED_REGULAR_DN } from "statserver-actions/actions";',
    "all rows": 'export { ACTIONS } from "statserver-actions";',
    "the namespace": 'import { Action } from "statserver-actions"; console.log(Action.CALL_WAIT);',
    "masks": 'export { parseMask } from "statserver-actions";',
    "a question": 'export { select } from "statserver-actions";',
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
    """Return the ids that stand in a bundle as values."""
    return set(re.findall(r'\bid:"([A-Z0-9_]+)"', bundle))


def compressed(bundle: str) -> int:
    return len(gzip.compress(bundle.encode(), 9, mtime=0))


@pytest.mark.parametrize("bundler", ["esbuild", "rollup"])
class TestBundles:
    def test_a_row_comes_alone_in_250_bytes(self, bundles: Bundles, bundler: str) -> None:
        bundle = bundles["a row"][bundler]
        assert rows_in(bundle) == {"CALL_WAIT"}
        assert compressed(bundle) <= 250

    def test_a_row_of_a_doubled_name_comes_without_the_others(
        self, bundles: Bundles, bundler: str
    ) -> None:
        bundle = bundles["a scoped row"][bundler]
        assert rows_in(bundle) == {"CALL_ANSWERED_REGULAR_DN"}
        assert compressed(bundle) <= 250

    def test_all_rows_come_in_4_kilobytes(self, bundles: Bundles, bundler: str) -> None:
        bundle = bundles["all rows"][bundler]
        assert len(rows_in(bundle)) == len(json.loads(ACTIONS_JSON.read_bytes())["actions"])
        assert compressed(bundle) <= 4096

    def test_a_word_of_the_vocabulary_comes_without_rows(
        self, bundles: Bundles, bundler: str
    ) -> None:
        assert rows_in(bundles["a guard"][bundler]) == set()

    def test_the_namespace_is_shaken_by_rollup_only(self, bundles: Bundles, bundler: str) -> None:
        """The README says so; when esbuild learns it, the README has to change."""
        rows = rows_in(bundles["the namespace"][bundler])
        assert (rows == {"CALL_WAIT"}) == (bundler == "rollup")

    def test_who_names_actions_gets_no_code_of_masks(self, bundles: Bundles, bundler: str) -> None:
        assert "exclude-from-nothing" in bundles["masks"][bundler]
        for entry in bundles.keys() - {"masks"}:
            assert "exclude-from-nothing" not in bundles[entry][bundler], entry
