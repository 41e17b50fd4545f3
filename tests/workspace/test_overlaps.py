"""Output directories that overlap: a shared path is refused before anything is written."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statserver_bindgen.artifact_paths import MANIFEST
from statserver_bindgen.errors import WorkspaceError
from statserver_bindgen.workspace.overlaps import OutputPaths, refuse_overlaps
from statserver_bindgen.workspace.writer import check, generate
from support.output_directories import planned, texts

if TYPE_CHECKING:
    from collections.abc import Mapping

Files = dict[str, str]


def refused(outputs: Mapping[str, tuple[Path, Files]]) -> str:
    """Return the error of a run of targets with these directories and files."""
    runs = [planned(directory, files, target=it) for it, (directory, files) in outputs.items()]
    messages: list[str] = []
    for run in (generate, check):
        for order in (runs, runs[::-1]):
            with pytest.raises(WorkspaceError) as raised:
                run(order)
            messages.append(str(raised.value))
    assert all(it in message for it in outputs for message in messages)
    return messages[0]


@pytest.mark.parametrize(
    ("other", "shared"),
    [
        ("out", "out/a"),
        ("OUT", "out/a"),
        ("./out/", "out/a"),
        ("x/../out", "out/a"),
        ("link", "out/a"),
        ("link/../out", "out/a"),
        ("out/package", "out/package/a"),
        ("out/Package", "out/Package/a"),
        ("link/package", "out/package/a"),
        ("inner", "out/package/a"),
        ("out/a", "out/a"),
        ("out/a/deep", "out/a"),
        ("out/empty/x", "out/empty/x/manifest.json"),
    ],
)
def test_two_outputs_with_a_shared_path_are_refused(
    tmp_path: Path, other: str, shared: str
) -> None:
    (tmp_path / "out" / "package").mkdir(parents=True)
    (tmp_path / "link").symlink_to(tmp_path / "out")
    (tmp_path / "inner").symlink_to(tmp_path / "out" / "package")
    python = {"a": "1\n", "package/a": "1\n", "empty/x/manifest.json": "{}\n"}
    outputs = {
        "python": (tmp_path / "out", python),
        "json": (tmp_path / other, {"b": "2\n"} if "empty" in other else {"a": "2\n"}),
    }
    assert refused(outputs) == (
        f"the targets python and json share the path {tmp_path / shared}; "
        "give each its own output directory"
    )
    assert texts(tmp_path) == {}


def test_one_target_in_the_same_directory_twice_is_refused(tmp_path: Path) -> None:
    output = planned(tmp_path / "out", {"a": "1\n"}, target="json")
    with pytest.raises(WorkspaceError, match="the targets json and json share the path"):
        generate([output, output])


def test_a_directory_of_one_output_at_a_file_of_another_is_refused(tmp_path: Path) -> None:
    outputs = {
        "python": (tmp_path / "out", {"data/x": "1\n"}),
        "json": (tmp_path, {"out/data": "2\n"}),
    }
    assert f"share the path {tmp_path / 'out/data'}" in refused(outputs)


def test_the_manifest_of_an_inner_directory_is_shared(tmp_path: Path) -> None:
    outputs = {
        "python": (tmp_path, {"src/pkg/manifest.json": "{}\n"}),
        "json": (tmp_path / "src" / "pkg", {"data": "2\n"}),
    }
    assert f"share the path {tmp_path / 'src/pkg/manifest.json'}" in refused(outputs)


def test_an_orphaned_file_of_one_output_at_a_path_of_another_is_refused(tmp_path: Path) -> None:
    generate([planned(tmp_path, {"a": "1\n", "data/x": "1\n"}, target="python")])
    outputs = {"python": (tmp_path, {"a": "1\n"}), "json": (tmp_path / "data", {"x": "1\n"})}
    assert f"share the path {tmp_path / 'data/x'}" in refused(outputs)
    generate([planned(tmp_path, {"a": "1\n"}, target="python")])
    both = [planned(directory, files, target=it) for it, (directory, files) in outputs.items()]
    assert generate(both).diagnostics == ()


def test_nested_directories_without_a_shared_path_are_written(tmp_path: Path) -> None:
    outputs = [
        planned(tmp_path, {"a": "1\n", "src/a": "1\n"}, target="python"),
        planned(tmp_path / "src" / "data", {"a": "2\n"}, target="json"),
    ]
    assert generate(outputs).diagnostics == ()
    assert check(outputs).diagnostics == ()
    assert texts(tmp_path)["src/data/a"] == "2\n"


def test_one_target_is_written_to_two_directories(tmp_path: Path) -> None:
    outputs = [planned(tmp_path / it, {"a": "1\n"}, target="json") for it in ("x", "y")]
    assert generate(outputs).diagnostics == ()
    assert texts(tmp_path)["x/a"] == texts(tmp_path)["y/a"] == "1\n"


NAMES = st.sampled_from(["a", "b", "A"])
PATHS = st.lists(NAMES, min_size=1, max_size=3).map("/".join)


@given(
    st.lists(NAMES, max_size=2),
    st.lists(NAMES, max_size=2),
    *[st.sets(PATHS, min_size=1, max_size=3)] * 2,
)
def test_outputs_are_refused_exactly_if_they_share_a_path(
    one: list[str], other: list[str], one_paths: set[str], other_paths: set[str]
) -> None:
    root = Path("/nowhere")
    outputs = [
        OutputPaths("one", root.joinpath(*one), one_paths),
        OutputPaths("other", root.joinpath(*other), other_paths),
    ]
    files = [{str(it.directory / path).lower() for path in (*it.paths, MANIFEST)} for it in outputs]
    is_shared = any(
        path == own or path.startswith(f"{own}/") or own.startswith(f"{path}/")
        for path in files[0]
        for own in files[1]
    )
    if is_shared:
        with pytest.raises(WorkspaceError, match="the targets one and other share the path"):
            refuse_overlaps(outputs)
    else:
        refuse_overlaps(outputs)
