"""`verify --against`: the age of a copy, and differences of its provenance."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statserver_bindgen.artifact import digest
from statserver_bindgen.verification.manifest_comparison import compare
from statserver_bindgen.workspace.manifest import Manifest, Provenance
from support.copies import INNER, change_manifest, copied, diagnostics, facts, manifest_of, verify

if TYPE_CHECKING:
    from pathlib import Path

PROVENANCE = Provenance("python", "actions", "1.2.3", "c" * 64, "black 26", "1.0.0")
COPY = Manifest(PROVENANCE, {"a": "a" * 64, "b": "b" * 64})


def other(**changes: Any) -> Manifest:
    """Return the manifest of a copy with another provenance."""
    return COPY._replace(provenance=PROVENANCE._replace(**changes))


def differences(
    copy: Manifest, reference: Manifest, *, strict: bool = False
) -> tuple[str, list[tuple[str, str]]]:
    age, diagnostics = compare(copy, reference, strict=strict)
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
    reference = COPY._replace(files={**COPY.files, "b": "0" * 64})
    (diagnostic,) = compare(COPY, reference).diagnostics
    assert diagnostic.template.rule.id == "copy-differs"
    assert diagnostic.detail == "the manifests disagree about b"


@pytest.mark.parametrize("files", [{"a": "a" * 64}, {**COPY.files, "c": "c" * 64}, {}])
def test_a_file_in_one_manifest_only_is_named(files: dict[str, str]) -> None:
    # A file was removed, from the manifest too.
    changed = COPY._replace(files=files)
    for here, there in ((changed, COPY), (COPY, changed)):
        (diagnostic,) = compare(here, there).diagnostics
        assert diagnostic.template.rule.id == "copy-differs"
        paths = ", ".join(sorted({*files} ^ {*COPY.files}))
        assert diagnostic.detail == f"the manifests disagree about {paths}"


WHOLE = Manifest(
    PROVENANCE, {"a": "a" * 64, "in/a": "1" * 64, "in/b": "2" * 64, "in/manifest.json": "3" * 64}
)
PART = Manifest(PROVENANCE, {"a": "1" * 64, "b": "2" * 64})


def test_a_copy_is_compared_with_a_part_of_the_reference() -> None:
    assert differences(PART, WHOLE) == ("same", [])


@pytest.mark.parametrize("files", [{"a": "1" * 64, "b": "0" * 64}, {"a": "1" * 64}])
def test_a_copy_that_differs_from_a_part_is_reported(files: dict[str, str]) -> None:
    (diagnostic,) = compare(PART._replace(files=files), WHOLE).diagnostics
    assert diagnostic.detail == "the manifests disagree about b"


def test_a_part_of_a_copy_is_never_compared_alone() -> None:
    assert differences(WHOLE, PART) == ("different", [("copy-differs", "error")])


@pytest.mark.parametrize("prefix", ["x/", "in/", "src/deep/er/"])
@pytest.mark.parametrize("trusted", [WHOLE, PART, COPY])
def test_an_intact_copy_in_a_subdirectory_does_not_hide_other_files(
    trusted: Manifest, prefix: str
) -> None:
    inside = {f"{prefix}{path}": sha256 for path, sha256 in trusted.files.items()}
    files = {"evil": "0" * 64, **inside, f"{prefix}manifest.json": "0" * 64}
    age, diagnostics = compare(trusted._replace(files=files), trusted)
    assert age == "different"
    assert any("evil" in str(it.detail) for it in diagnostics)


def test_a_whole_without_most_of_its_files_is_compared_with_the_whole() -> None:
    complete = WHOLE._replace(files={**WHOLE.files, "y": "4" * 64, "z": "5" * 64})
    (diagnostic,) = compare(WHOLE._replace(files={"a": "a" * 64}), complete).diagnostics
    assert diagnostic.detail == "the manifests disagree about in/a, in/b, in/manifest.json, y, z"


PROVENANCES: dict[str, dict[str, Any]] = {
    "copy-of-another-target": {"target": "json"},
    "copy-by-another-generator": {"generator_version": "2.0.0"},
    "copy-by-another-formatter": {"formatter": None},
}


@pytest.mark.parametrize("rule", PROVENANCES)
def test_a_difference_in_provenance_is_a_note_and_an_error_with_strict(rule: str) -> None:
    reference = other(**PROVENANCES[rule])
    for here, there in ((COPY, reference), (reference, COPY)):
        assert differences(here, there) == ("same", [(rule, "note")])
        assert differences(here, there, strict=True) == ("same", [(rule, "error")])
        assert all(it.template.hint for it in compare(here, there, strict=True).diagnostics)


def test_a_newer_copy_is_an_error_with_strict() -> None:
    reference = other(catalog_version="1.0.0", catalog_digest="d" * 64)
    assert differences(COPY, reference, strict=True) == ("newer", [("copy-newer", "error")])


@pytest.mark.parametrize("version", ["0.0.1", "9.9.9"])
def test_two_versions_with_one_digest_are_an_error(version: str) -> None:
    # The digest of a catalog covers its version: one of the manifests was edited.
    age, diagnostics = differences(other(catalog_version=version), COPY)
    assert age == "different"
    assert ("copy-differs", "error") in diagnostics


def test_another_catalog_is_an_error() -> None:
    for version in ("1.2.3", "9.0.0"):
        reference = other(catalog_id="other", catalog_version=version, target="json")
        assert differences(COPY, reference) == (
            "different",
            [("copy-of-another-catalog", "error")],
        )


def test_differences_of_several_kinds_are_all_reported() -> None:
    changes = {"target": "json", "generator_version": "2.0.0", "formatter": None}
    reference = other(**changes, catalog_version="1.3.0", catalog_digest="d" * 64)
    assert differences(COPY, reference) == (
        "older",
        [*((rule, "note") for rule in PROVENANCES), ("copy-older", "error")],
    )


TEXTS = st.sampled_from(["python", "json", "1.2.3", "9.9.9", "", "\x1b", "c" * 64])
FILES = st.dictionaries(st.sampled_from(["a", "b", "in/a", "in/manifest.json"]), st.just("0" * 64))


@given(
    st.builds(
        Provenance,
        target=TEXTS,
        catalog_id=st.just("actions"),
        catalog_version=st.just("1.2.3") | TEXTS,
        catalog_digest=st.just("c" * 64) | TEXTS,
        formatter=st.none() | TEXTS,
        generator_version=TEXTS,
    ),
    FILES,
    st.none() | FILES,
)
def test_nothing_in_a_copy_hides_that_its_files_differ(
    provenance: Provenance, files: dict[str, str], pending: dict[str, str] | None
) -> None:
    copy = Manifest(provenance, files, pending)
    trusted = WHOLE._replace(provenance=PROVENANCE)
    strict = compare(copy, trusted, strict=True).diagnostics
    assert [it for it in strict if it.template.severity == "error"]
    has_same_catalog = (provenance.catalog_version, provenance.catalog_digest) == (
        PROVENANCE.catalog_version,
        PROVENANCE.catalog_digest,
    )
    if has_same_catalog:
        assert ("copy-differs", "error") in differences(copy, trusted)[1]


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
@pytest.mark.parametrize(
    ("directory", "against"),
    [
        *(("python", "python"), ("python", "python/manifest.json")),
        *((f"python/{INNER}", "python"), (f"python/{INNER}", f"python/{INNER}")),
    ],
)
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


def test_a_reference_manifest_of_an_interrupted_run_exits_with_2(copy: Path) -> None:
    reference = copied("python", copy.parent / "reference").name
    change_manifest(copy.parent / "reference" / reference, pending={})
    result = verify(copy, "--against", copy.parent / "reference" / reference)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "it records a run that has not ended; run generate there" in result.stderr


# Tampered copies


@pytest.fixture
def trusted(copy: Path) -> Path:
    """Return the trusted directory that a copy is compared with."""
    return copy.parent / "trusted" / copied("python", copy.parent / "trusted")


def tamper(copy: Path, **changes: object) -> None:
    """Edit a file of a copy, and write its new sha256 and other changes into the manifest."""
    (copy / "LICENSE").write_bytes(b"evil\n")
    files = {**manifest_of(copy)["files"], "LICENSE": digest(b"evil\n")}
    change_manifest(copy, **{"files": files, **changes})


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"formatter": None},
        {"formatter": "black 99"},
        {"target": "json"},
        {"generator": {"name": "statserver-bindgen", "version": "0.0.1"}},
        {"generator": {"name": "statserver-bindgen", "version": "99.0.0"}},
        {"pending": {}},
        {"pending": {"LICENSE": digest(b"evil\n")}},
        {"later": {"files": {}}},
    ],
    ids=str,
)
def test_a_tampered_copy_is_an_error_whatever_its_manifest_claims(
    copy: Path, trusted: Path, changes: dict[str, object]
) -> None:
    tamper(copy, **changes)
    for options in ((), ("--strict",)):
        result = verify(copy, "--against", trusted, *options)
        assert result.exit_code == 1
        assert "the manifests disagree about LICENSE [copy-differs]" in result.stdout


@pytest.mark.parametrize(
    "changes",
    [{"version": "99.0.0"}, {"version": "0.0.1"}, {"version": "99.0.0", "digest": "0" * 64}],
    ids=str,
)
def test_a_tampered_copy_with_another_version_is_an_error_with_strict(
    copy: Path, trusted: Path, changes: dict[str, object]
) -> None:
    tamper(copy, catalog={**manifest_of(copy)["catalog"], **changes})
    assert verify(copy, "--against", trusted, "--strict").exit_code == 1


@pytest.mark.parametrize("where", ["in", "src/statserver_actions/in"])
def test_an_intact_copy_in_a_tampered_one_is_an_error(
    copy: Path, trusted: Path, where: str
) -> None:
    shutil.copytree(trusted, copy / where)
    inside = [*manifest_of(trusted)["files"], "manifest.json"]
    listed = {f"{where}/{it}": digest((copy / where / it).read_bytes()) for it in inside}
    tamper(copy, files={**manifest_of(copy)["files"], "LICENSE": digest(b"evil\n"), **listed})
    assert verify(copy, "--strict").exit_code == 0
    result = verify(copy, "--strict", "--against", trusted)
    assert result.exit_code == 1
    assert "[copy-differs]" in result.stdout


def test_a_copy_with_its_files_twice_in_the_manifest_is_refused(copy: Path, trusted: Path) -> None:
    text = (copy / "manifest.json").read_text("utf-8")
    tamper(copy)
    evil = json.dumps(manifest_of(copy)["files"])
    for twice in (f'"files": {evil},\n  "files"', '"files": {},\n  "files"'):
        (copy / "manifest.json").write_text(text.replace('"files"', twice, 1), "utf-8")
        result = verify(copy, "--strict", "--against", trusted)
        assert result.exit_code == 1
        assert 'it has the key "files" twice [manifest-unreadable]' in result.stdout
