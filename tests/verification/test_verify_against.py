"""`verify --against`: the age of a copy, and differences of its provenance."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statserver_bindgen.verification.manifest_comparison import compare
from statserver_bindgen.workspace.manifest import Manifest, Provenance
from support.copies import INNER, change_manifest, copied, diagnostics, facts, manifest_of, verify

if TYPE_CHECKING:
    from pathlib import Path

PROVENANCE = Provenance("python", "actions", "1.2.3", "c" * 64, "black 26", "1.0.0")
COPY = Manifest(PROVENANCE, {"a": "a" * 64, "b": "b" * 64})


def other(**changes: Any) -> Manifest:
    """Return the manifest of a copy with another provenance."""
    return replace(COPY, provenance=replace(PROVENANCE, **changes))


def differences(copy: Manifest, reference: Manifest) -> tuple[str, list[tuple[str, str]]]:
    age, diagnostics = compare(copy, reference)
    return age, [(it.template.rule.id, it.template.severity) for it in diagnostics]


# Two manifests


def test_a_copy_is_the_same_as_itself() -> None:
    assert differences(COPY, COPY) == ("same", [])


@pytest.mark.parametrize(
    ("version", "age", "rules"),
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
    version: str, age: str, rules: list[tuple[str, str]]
) -> None:
    assert differences(COPY, other(catalog_version=version, catalog_digest="d" * 64)) == (
        age,
        rules,
    )


numbers = st.tuples(*[st.integers(0, 10**11)] * 3)


@given(numbers, numbers)
def test_the_order_of_versions_is_that_of_their_numbers(
    here: tuple[int, ...], there: tuple[int, ...]
) -> None:
    copy, reference = (
        other(catalog_version=".".join(map(str, version)), catalog_digest=str(version))
        for version in (here, there)
    )
    expected = "same" if here == there else "older" if here < there else "newer"
    assert compare(copy, reference).age == expected


@pytest.mark.parametrize(
    "version",
    ["1.2", "1.2.3.4", "v1.2.4", "1.2.4-rc.1", "01.2.4", "1.2.x", "", "1.2.٤", "9" * 9999 + ".0.0"],
)
def test_an_invalid_version_is_reported(version: str) -> None:
    reference = other(catalog_version=version)
    assert differences(COPY, reference) == ("different", [("copy-version-unknown", "error")])
    assert differences(reference, COPY) == ("different", [("copy-version-unknown", "error")])


def test_one_version_with_two_contents_is_an_error() -> None:
    reference = other(catalog_digest="d" * 64)
    assert differences(COPY, reference) == ("different", [("copy-differs", "error")])
    (diagnostic,) = compare(COPY, reference).diagnostics
    assert diagnostic.detail == "version 1.2.3, digest cccccccccccc here, dddddddddddd there"


def test_files_that_differ_under_equal_provenance_are_named() -> None:
    # A file was edited, and its new sha256 written into the manifest.
    reference = replace(COPY, files={**COPY.files, "b": "0" * 64})
    (diagnostic,) = compare(COPY, reference).diagnostics
    assert diagnostic.template.rule.id == "copy-differs"
    assert diagnostic.detail == "the manifests disagree about b"


@pytest.mark.parametrize("files", [{"a": "a" * 64}, {**COPY.files, "c": "c" * 64}, {}])
def test_a_file_in_one_manifest_only_is_named(files: dict[str, str]) -> None:
    # A file was removed, from the manifest too.
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
    assert differences(PART, WHOLE) == differences(WHOLE, PART) == ("same", [])


@pytest.mark.parametrize("files", [{"a": "1" * 64, "b": "0" * 64}, {"a": "1" * 64}])
def test_a_part_that_differs_from_the_whole_is_reported(files: dict[str, str]) -> None:
    part = replace(PART, files=files)
    for here, there in ((part, WHOLE), (WHOLE, part)):
        (diagnostic,) = compare(here, there).diagnostics
        assert diagnostic.detail == "the manifests disagree about b"


def test_a_whole_without_most_of_its_files_is_compared_with_the_whole() -> None:
    complete = replace(WHOLE, files={**WHOLE.files, "y": "4" * 64, "z": "5" * 64})
    (diagnostic,) = compare(replace(WHOLE, files={"a": "a" * 64}), complete).diagnostics
    assert diagnostic.detail == "the manifests disagree about in/a, in/b, in/manifest.json, y, z"


@pytest.mark.parametrize(
    "changes", [{"target": "json"}, {"generator_version": "2.0.0"}, {"formatter": None}]
)
def test_files_are_not_compared_under_different_provenance(changes: dict[str, Any]) -> None:
    reference = replace(other(**changes), files={})
    assert compare(COPY, reference).age == "same"


def test_files_are_not_compared_until_a_run_has_ended() -> None:
    under_way = replace(COPY, files={}, pending=COPY.files)
    assert differences(under_way, COPY) == differences(COPY, under_way) == ("same", [])


@pytest.mark.parametrize(
    ("changes", "age", "rules"),
    [
        ({"catalog_id": "here"}, "different", [("copy-of-another-catalog", "error")]),
        (
            {"catalog_id": "here", "catalog_version": "9.0.0", "target": "json"},
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
def test_other_differences_of_provenance_are_reported(
    changes: dict[str, Any], age: str, rules: list[tuple[str, str]]
) -> None:
    assert differences(COPY, other(**changes)) == (age, rules)


# The command


@pytest.fixture
def copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a copy of the Python target in the working directory."""
    monkeypatch.chdir(tmp_path)
    return copied("python", tmp_path)


def reference_of_version(copy: Path, version: str) -> Path:
    """Return a manifest like that of a copy, of another version."""
    manifest = manifest_of(copy)
    changed = {**manifest["catalog"], "version": version, "digest": "0" * 64}
    file = copy.parent / "reference.json"
    file.write_text(json.dumps({**manifest, "catalog": changed}), "utf-8")
    return file


@pytest.mark.usefixtures("copy")
@pytest.mark.parametrize("directory", ["python", f"python/{INNER}"])
@pytest.mark.parametrize("against", ["python", "python/manifest.json", f"python/{INNER}"])
def test_a_reference_manifest_is_a_file_or_a_directory(directory: str, against: str) -> None:
    result = verify(directory, "--against", against)
    assert result.exit_code == 0
    assert result.stdout.endswith("  compared   the same version\n")


def test_a_reference_manifest_may_be_a_symlink(copy: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(copy / "manifest.json")
    assert verify(copy, "--against", "link").exit_code == 0
    (tmp_path / "loop").symlink_to("loop")
    assert verify(copy, "--against", "loop").exit_code == 2


def test_an_outdated_copy_is_reported_with_both_versions(copy: Path) -> None:
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


def test_an_edited_copy_is_reported_at_any_age(copy: Path) -> None:
    (copy / "LICENSE").unlink()
    result = verify(copy, "--against", reference_of_version(copy, "0.0.1"), "--report", "json")
    assert result.exit_code == 1
    assert {it[0] for it in diagnostics(result)} == {"copy-newer", "file-missing"}


def test_a_manifest_that_was_changed_with_a_file_is_reported(copy: Path, tmp_path: Path) -> None:
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
        ("nowhere", "can't compare with nowhere: no such file"),
        ("python/src", "can't compare with python/src/manifest.json: no such file"),
        ("python/README.md", "can't compare with python/README.md: it is not JSON"),
        ("python/LICENSE/x", "can't compare with python/LICENSE/x: no such file"),
    ],
)
def test_an_unreadable_reference_manifest_exits_with_2(
    copy: Path, against: str, message: str
) -> None:
    result = verify(copy, "--against", against)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"error: {message}")
