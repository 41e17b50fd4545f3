"""`verify --against`: is a copy older or newer than another one, and is it of the same kind?"""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statserver_bindgen.verification.manifest_comparison import compare
from statserver_bindgen.workspace.manifest import Manifest, Provenance
from support.copies import CARRIED, change_manifest, copied, diagnostics, facts, manifest_of, verify

if TYPE_CHECKING:
    from pathlib import Path

PROVENANCE = Provenance("python", "actions", "1.2.3", "c" * 64, "black 26", "1.0.0")
COPY = Manifest(PROVENANCE, {"a": "a" * 64, "b": "b" * 64})


def other(**changes: Any) -> Manifest:
    """Return the manifest of a copy that was made of something else."""
    return replace(COPY, provenance=replace(PROVENANCE, **changes))


def told(copy: Manifest, reference: Manifest) -> tuple[str, list[tuple[str, str]]]:
    age, found = compare(copy, reference)
    return age, [(it.template.rule.id, it.template.severity) for it in found]


# Two manifests


def test_a_copy_is_the_same_as_itself() -> None:
    assert told(COPY, COPY) == ("same", [])


@pytest.mark.parametrize(
    ("version", "age", "found"),
    [
        ("1.2.4", "older", [("copy-older", "error")]),
        ("1.10.0", "older", [("copy-older", "error")]),
        ("2.0.0", "older", [("copy-older", "error")]),
        ("1.2.2", "newer", [("copy-newer", "note")]),
        ("1.1.99", "newer", [("copy-newer", "note")]),
        ("0.9.9", "newer", [("copy-newer", "note")]),
    ],
)
def test_versions_are_compared_by_their_numbers(
    version: str, age: str, found: list[tuple[str, str]]
) -> None:
    assert told(COPY, other(catalog_version=version, catalog_digest="d" * 64)) == (age, found)


numbers = st.tuples(*[st.integers(0, 10**11)] * 3)


@given(numbers, numbers)
def test_the_order_is_that_of_numbers(mine: tuple[int, ...], its: tuple[int, ...]) -> None:
    here, there = (
        other(catalog_version=".".join(map(str, it)), catalog_digest=str(it)) for it in (mine, its)
    )
    expected = "same" if mine == its else "older" if mine < its else "newer"
    assert compare(here, there).age == expected


@pytest.mark.parametrize(
    "version",
    ["1.2", "1.2.3.4", "v1.2.4", "1.2.4-rc.1", "01.2.4", "1.2.x", "", "1.2.٤", "9" * 9999 + ".0.0"],
)
def test_what_is_no_version_is_told_and_not_guessed_at(version: str) -> None:
    reference = other(catalog_version=version)
    assert told(COPY, reference) == ("different", [("copy-version-unknown", "error")])
    assert told(reference, COPY) == ("different", [("copy-version-unknown", "error")])


def test_one_version_with_two_contents_is_an_error() -> None:
    reference = other(catalog_digest="d" * 64)
    assert told(COPY, reference) == ("different", [("copy-differs", "error")])
    (diagnostic,) = compare(COPY, reference).diagnostics
    assert diagnostic.detail == "version 1.2.3, digest cccccccccccc here, dddddddddddd there"


def test_files_that_differ_though_all_else_is_the_same_are_named() -> None:
    # As when somebody edits a file and writes its new sha256 into the manifest.
    reference = replace(COPY, files={**COPY.files, "b": "0" * 64})
    (diagnostic,) = compare(COPY, reference).diagnostics
    assert diagnostic.template.rule.id == "copy-differs"
    assert diagnostic.detail == "the manifests disagree about b"


@pytest.mark.parametrize("files", [{"a": "a" * 64}, {**COPY.files, "c": "c" * 64}, {}])
def test_a_file_that_only_one_manifest_knows_is_named(files: dict[str, str]) -> None:
    # As when somebody removes a file, and takes it out of the manifest too.
    changed = replace(COPY, files=files)
    for here, there in ((changed, COPY), (COPY, changed)):
        (diagnostic,) = compare(here, there).diagnostics
        assert diagnostic.template.rule.id == "copy-differs"
        paths = ", ".join(sorted({*files} ^ {*COPY.files}))
        assert diagnostic.detail == f"the manifests disagree about {paths}"


WHOLE = Manifest(
    PROVENANCE, {"a": "a" * 64, "in/a": "1" * 64, "in/b": "2" * 64, "in/manifest.json": "3" * 64}
)
PART = Manifest(PROVENANCE, {"a": "1" * 64, "b": "2" * 64})


def test_a_part_of_a_target_is_compared_with_the_whole() -> None:
    assert told(PART, WHOLE) == told(WHOLE, PART) == ("same", [])


@pytest.mark.parametrize("files", [{"a": "1" * 64, "b": "0" * 64}, {"a": "1" * 64}])
def test_a_part_that_differs_from_the_whole_is_found_out(files: dict[str, str]) -> None:
    part = replace(PART, files=files)
    for here, there in ((part, WHOLE), (WHOLE, part)):
        (diagnostic,) = compare(here, there).diagnostics
        assert diagnostic.detail == "the manifests disagree about b"


def test_a_whole_that_lost_most_of_its_files_is_compared_with_the_whole() -> None:
    whole = replace(WHOLE, files={**WHOLE.files, "y": "4" * 64, "z": "5" * 64})
    (diagnostic,) = compare(replace(WHOLE, files={"a": "a" * 64}), whole).diagnostics
    assert diagnostic.detail == "the manifests disagree about in/a, in/b, in/manifest.json, y, z"


@pytest.mark.parametrize(
    "changes", [{"target": "json"}, {"generator_version": "2.0.0"}, {"formatter": None}]
)
def test_files_need_not_agree_where_they_were_made_otherwise(changes: dict[str, Any]) -> None:
    reference = replace(other(**changes), files={})
    assert compare(COPY, reference).age == "same"


def test_files_need_not_agree_while_a_run_has_not_ended() -> None:
    under_way = replace(COPY, files={}, pending=COPY.files)
    assert told(under_way, COPY) == told(COPY, under_way) == ("same", [])


@pytest.mark.parametrize(
    ("changes", "age", "found"),
    [
        ({"catalog_id": "mine"}, "different", [("copy-of-another-catalog", "error")]),
        (
            {"catalog_id": "mine", "catalog_version": "9.0.0", "target": "json"},
            "different",
            [("copy-of-another-catalog", "error")],
        ),
        ({"target": "json"}, "same", [("copy-of-another-target", "note")]),
        ({"generator_version": "2.0.0"}, "same", [("copy-by-another-generator", "note")]),
        ({"formatter": None}, "same", []),
        (
            {"target": "json", "generator_version": "2.0.0", "catalog_version": "1.3.0"},
            "older",
            [
                ("copy-of-another-target", "note"),
                ("copy-by-another-generator", "note"),
                ("copy-older", "error"),
            ],
        ),
    ],
)
def test_what_else_differs_is_told(
    changes: dict[str, Any], age: str, found: list[tuple[str, str]]
) -> None:
    assert told(COPY, other(**changes)) == (age, found)


# The command


@pytest.fixture
def copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a copy of the Python target, in the folder one stands in."""
    monkeypatch.chdir(tmp_path)
    return copied("python", tmp_path)


def reference_of_version(copy: Path, version: str) -> Path:
    """Return a manifest like that of a copy, of another version."""
    known = manifest_of(copy)
    changed = {**known["catalog"], "version": version, "digest": "0" * 64}
    file = copy.parent / "reference.json"
    file.write_text(json.dumps({**known, "catalog": changed}), "utf-8")
    return file


@pytest.mark.usefixtures("copy")
@pytest.mark.parametrize("folder", ["python", f"python/{CARRIED}"])
@pytest.mark.parametrize("against", ["python", "python/manifest.json", f"python/{CARRIED}"])
def test_a_manifest_is_given_as_file_or_folder(folder: str, against: str) -> None:
    result = verify(folder, "--against", against)
    assert result.exit_code == 0
    assert result.stdout.endswith("  compared   the same version\n")


def test_a_manifest_that_is_given_may_be_a_symlink(copy: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(copy / "manifest.json")
    assert verify(copy, "--against", "link").exit_code == 0
    (tmp_path / "loop").symlink_to("loop")
    assert verify(copy, "--against", "loop").exit_code == 2


def test_an_outdated_copy_is_a_finding_that_names_both_versions(copy: Path) -> None:
    result = verify(copy, "--against", reference_of_version(copy, "99.0.0"))
    version = manifest_of(copy)["catalog"]["version"]
    assert result.exit_code == 1
    assert result.stdout.splitlines()[-3:] == [
        "  compared   an older version",
        (f"python/manifest.json: error: is outdated: {version} here, 99.0.0 there [copy-older]"),
        "  hint: copy or install the newer version, or run the generator there",
    ]


def test_a_newer_copy_is_a_note(copy: Path) -> None:
    result = verify(copy, "--against", reference_of_version(copy, "0.0.1"), "--report", "json")
    assert result.exit_code == 0
    assert diagnostics(result) == [("copy-newer", "note", "python/manifest.json")]
    assert facts(result)["age"] == "newer"


def test_an_edited_copy_stays_one_whatever_its_age(copy: Path) -> None:
    (copy / "LICENSE").unlink()
    result = verify(copy, "--against", reference_of_version(copy, "0.0.1"), "--report", "json")
    assert result.exit_code == 1
    assert {it[0] for it in diagnostics(result)} == {"copy-newer", "file-missing"}


def test_a_manifest_that_was_made_to_fit_an_edit_is_found_out(copy: Path, tmp_path: Path) -> None:
    original = copied("python", tmp_path / "original")
    (tmp_path / copy / "LICENSE").write_bytes(b"")
    empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    change_manifest(copy, files={**manifest_of(copy)["files"], "LICENSE": empty})
    assert verify(copy).exit_code == 0
    result = verify(copy, "--against", tmp_path / "original" / original)
    assert result.exit_code == 1
    assert "the manifests disagree about LICENSE [copy-differs]" in result.stdout


@pytest.mark.parametrize(
    ("against", "message"),
    [
        ("nowhere", "nowhere can't be compared with: no such file"),
        ("python/src", "python/src/manifest.json can't be compared with: no such file"),
        ("python/README.md", "python/README.md can't be compared with: it is not JSON"),
        ("python/LICENSE/x", "python/LICENSE/x can't be compared with: no such file"),
    ],
)
def test_what_cannot_be_compared_with_ends_in_2(copy: Path, against: str, message: str) -> None:
    result = verify(copy, "--against", against)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"error: {message}")
