"""Five releases of a small catalog, walked forward: edit, check, generate, release."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from support.lifecycles import RELEASES
from support.released import repository, unreleased

if TYPE_CHECKING:
    from pathlib import Path


def test_each_release_gets_the_version_that_its_changes_require(tmp_path: Path) -> None:
    work = repository(tmp_path, unreleased(RELEASES[0], None))
    assert work.rules() == []
    first = work.release()
    assert (first.version, first.diagnostics, first.is_refused) == ("1.0.0", (), False)
    assert work.rules() == []

    for before, after in pairwise(RELEASES):
        version = after["catalog"]["version"]
        edited = unreleased(after, before)
        work.edit(edited)
        work.generate()
        if edited["catalog"]["version"] == version:
            assert work.rules() == []
        else:
            [diagnostic] = work.check()
            assert diagnostic.rule.id == "version-too-small"
            assert "or later" in diagnostic.message
            assert version in diagnostic.message
        released = work.release()
        assert (released.version, released.diagnostics) == (version, ())
        assert work.data() == after
        assert work.rules() == []
    versions = [it["catalog"]["version"] for it in RELEASES]
    assert sorted(it.stem for it in work.releases.iterdir()) == versions
