"""Artifacts: bytes with a digest, in memory or in the temporary file of a run."""

from __future__ import annotations

import tempfile
from typing import TYPE_CHECKING

import pytest

from statserver_bindgen.artifact import Artifact, digest, keep_in_memory
from statserver_bindgen.errors import TemplateError, WorkspaceError
from statserver_bindgen.rendering.rendered_text import RenderedText
from statserver_bindgen.workspace import filesystem
from statserver_bindgen.workspace.filesystem import TemporaryStore

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SMALL = [b"a" * 10, b"b" * 10]
LARGE = [b"a" * 700_000, b"b" * 700_000, b"c\n"]


@pytest.fixture
def store() -> Iterator[TemporaryStore]:
    with TemporaryStore() as opened:
        yield opened


@pytest.mark.parametrize("blocks", [[], SMALL, LARGE], ids=["empty", "small", "large"])
def test_content_has_the_same_bytes_size_and_digest_wherever_it_is_kept(
    store: TemporaryStore, blocks: list[bytes]
) -> None:
    raw = b"".join(blocks)

    for content in (keep_in_memory(blocks), store.keep(iter(blocks))):
        assert b"".join(content.blocks()) == raw
        assert (content.size, content.digest) == (len(raw), digest(raw))


def test_contents_of_one_store_are_read_in_any_order(store: TemporaryStore) -> None:
    first, second = store.keep(LARGE), store.keep([*LARGE, b"d"])

    assert b"".join(second.blocks()) == b"".join([*LARGE, b"d"])
    assert b"".join(first.blocks()) == b"".join(LARGE)


def test_only_large_content_is_in_a_temporary_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "missing"))

    with TemporaryStore() as store:
        store.keep(SMALL)
        with pytest.raises(WorkspaceError, match="the temporary file can't be written: No such"):
            store.keep(LARGE)


def test_no_run_leaves_the_temporary_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))

    with TemporaryStore() as store:
        store.keep(LARGE)
        assert [*tmp_path.iterdir()] == []  # so even a killed run leaves none

    assert [*tmp_path.iterdir()] == []


def test_large_content_is_written_to_its_file(store: TemporaryStore, tmp_path: Path) -> None:
    filesystem.write_file(tmp_path, "a", store.keep(LARGE).blocks())

    assert (tmp_path / "a").read_bytes() == b"".join(LARGE)


def test_artifacts_are_equal_if_path_bytes_and_formatter_are() -> None:
    artifact = Artifact("a.py", "x\n", "black")

    assert artifact == Artifact("b.py", "y\n", "black").moved("a.py").with_text("x\n")
    assert hash(artifact) == hash(Artifact("a.py", "x\n", "black"))
    assert artifact not in {Artifact("b.py", "x\n", "black"), Artifact("a.py", "x\n")}
    assert artifact != Artifact("a.py", "y\n", "black")
    assert repr(artifact) == "Artifact('a.py', 2 bytes)"


@pytest.mark.parametrize(
    ("pieces", "expected"),
    [
        (["a", "b"], "ab\n"),
        (["a\n", "\n\n", "\nb", "\n"], "a\n\n\n\nb\n"),
        (["\n", "a\n\n", "\n"], "\na\n"),
        (["a", "", "\u20ac"], "a\u20ac\n"),
        ([], "\n"),
    ],
)
def test_rendered_text_has_one_newline_at_its_end(pieces: list[str], expected: str) -> None:
    text = RenderedText("a.md")

    assert b"".join(text.blocks(pieces)) == expected.encode()
    assert text.is_blank is not bool(expected.strip())


def test_half_a_character_names_the_artifact() -> None:
    with pytest.raises(
        TemplateError, match=r"a\.md: the templates give half a character, '\\ud800'"
    ):
        b"".join(RenderedText("a.md").blocks(["a", "\ud800"]))
