"""`verify` and nested copies, such as the build of a package: directories with a manifest."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest

from statserver_bindgen.artifact import digest
from support.copies import (
    change_manifest,
    copied,
    diagnostics,
    facts_of_all,
    manifest_of,
    verify,
)

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result

FILES = {"index.js": b"export {};\n", "cjs/index.js": b"exports.a = 1;\n"}


def build(package: Path, directory: str = "dist") -> Path:
    """Write the files of a build and its manifest, as `npm run build` does."""
    dist = package / directory
    for path, content in FILES.items():
        (dist / path).parent.mkdir(parents=True, exist_ok=True)
        (dist / path).write_bytes(content)
    manifest = {**manifest_of(package), "files": {it: digest(FILES[it]) for it in FILES}}
    (dist / "manifest.json").write_text(json.dumps(manifest), "utf-8")
    return dist


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """Return a copy of the TypeScript target with a build."""
    copied("typescript", tmp_path)
    build(tmp_path / "typescript")
    return tmp_path / "typescript"


@pytest.fixture
def trusted(package: Path, tmp_path: Path) -> Path:
    """Return a copy of the package with the same build."""
    return shutil.copytree(package, tmp_path / "trusted")


def problems(result: Result, directory: Path) -> list[tuple[str, str, str]]:
    """Return the diagnostics with paths in a directory."""
    prefix = f"{directory.as_posix()}/"
    return [
        (rule, severity, file.removeprefix(prefix)) for rule, severity, file in diagnostics(result)
    ]


# A copy alone


def test_a_nested_copy_has_a_report_of_its_own(package: Path) -> None:
    result = verify(package, "--strict", "--report", "json")
    assert result.exit_code == 0
    assert diagnostics(result) == []
    assert [(it["path"], it["untracked"]) for it in facts_of_all(result)] == [
        (str(package), []),
        (str(package / "dist"), []),
    ]


def test_every_problem_of_a_nested_copy_is_reported(package: Path) -> None:
    (package / "dist" / "index.js").write_text("// edited\n", "utf-8")
    (package / "dist" / "cjs" / "index.js").unlink()
    (package / "dist" / "extra.js").touch()
    result = verify(package, "--report", "json")
    assert result.exit_code == 1
    assert problems(result, package) == [
        ("file-missing", "error", "dist/cjs/index.js"),
        ("file-untracked", "note", "dist/extra.js"),
        ("file-edited", "error", "dist/index.js"),
    ]


@pytest.mark.parametrize("text", ["", '{"generator": {"name": "statserver-bindgen"', "<<<<<<< "])
def test_a_damaged_manifest_of_a_nested_copy_is_an_error(package: Path, text: str) -> None:
    manifest = package / "dist" / "manifest.json"
    end = manifest.read_text("utf-8") if text.startswith("<") else ""
    manifest.write_text(f"{text}{end}", "utf-8")
    result = verify(package, "--report", "json")
    assert result.exit_code == 1
    assert ("manifest-unreadable", "error", "dist/manifest.json") in problems(result, package)


@pytest.mark.parametrize("text", [None, "{}", '{"name": "an application", "icons": []}'])
def test_without_a_manifest_of_this_tool_a_directory_is_untracked(
    package: Path, text: str | None
) -> None:
    (package / "dist" / "manifest.json").unlink()
    if text is not None:
        (package / "dist" / "manifest.json").write_text(text, "utf-8")
    for options, severity in (((), "note"), (("--strict",), "error")):
        result = verify(package, *options, "--report", "json")
        assert diagnostics(result) == [("file-untracked", severity, f"{package.as_posix()}/dist")]


def test_a_build_of_another_version_than_its_sources_is_an_error(package: Path) -> None:
    catalog = manifest_of(package)["catalog"]
    change_manifest(package / "dist", catalog={**catalog, "version": "0.9.0"})
    result = verify(package)
    assert result.exit_code == 1
    assert (
        "typescript/dist/manifest.json: error: is of another version than the files it is built "
        f"from: 0.9.0 here, {catalog['version']} there [build-outdated]\n  hint: build it again"
    ) in result.stdout


def test_a_nested_copy_of_another_target_is_not_a_build(package: Path) -> None:
    shutil.rmtree(package / "dist")
    copied("json", package)
    result = verify(package, "--report", "json")
    assert result.exit_code == 0
    assert [it["target"] for it in facts_of_all(result)] == ["typescript", "json"]


def test_a_copy_in_a_nested_copy_is_untracked(package: Path) -> None:
    shutil.copytree(package / "dist", package / "dist" / "in")
    result = verify(package, "--strict", "--report", "json")
    assert problems(result, package) == [("file-untracked", "error", "dist/in")]
    assert len(facts_of_all(result)) == 2


def test_of_many_problems_in_nested_copies_a_thousand_are_listed(package: Path) -> None:
    missing = {f"{number}.js": "0" * 64 for number in range(600)}
    for directory in ("dist", "other"):
        change_manifest(build(package, directory), files=missing)
    listed = diagnostics(verify(package, "--report", "json"))
    assert [rule for rule, _, _ in listed].count("file-missing") == 1000
    assert listed[-1][0] == "unlisted-problems"


def test_a_nested_copy_that_is_named_too_is_reported_once(package: Path) -> None:
    (package / "dist" / "index.js").unlink()
    result = verify(package, package / "dist", "--report", "json")
    assert len(diagnostics(result)) == 1
    assert len(facts_of_all(result)) == 2


# Compared with a reference


@pytest.mark.parametrize("options", [(), ("--strict",)])
def test_the_same_build_is_the_same(package: Path, trusted: Path, options: tuple[str, ...]) -> None:
    result = verify(package, "--against", trusted, *options, "--report", "json")
    assert result.exit_code == 0
    assert diagnostics(result) == []
    assert [it["age"] for it in facts_of_all(result)] == ["same", "same"]


@pytest.mark.parametrize("options", [(), ("--strict",)])
def test_a_build_that_was_changed_with_its_manifest_is_an_error(
    package: Path, trusted: Path, options: tuple[str, ...]
) -> None:
    (package / "dist" / "index.js").write_bytes(b"evil\n")
    files = {**manifest_of(package / "dist")["files"], "index.js": digest(b"evil\n")}
    change_manifest(package / "dist", files=files)
    assert verify(package, *options).exit_code == 0
    result = verify(package, "--against", trusted, *options, "--report", "json")
    assert result.exit_code == 1
    assert problems(result, package) == [("copy-differs", "error", "dist/manifest.json")]


@pytest.mark.parametrize("text", [None, "{}"])
def test_a_build_without_its_manifest_is_an_error_if_the_reference_has_one(
    package: Path, trusted: Path, text: str | None
) -> None:
    (package / "dist" / "manifest.json").unlink()
    if text is not None:
        (package / "dist" / "manifest.json").write_text(text, "utf-8")
    result = verify(package, "--against", trusted, "--report", "json")
    assert result.exit_code == 1
    rule = "manifest-missing" if text is None else "manifest-unreadable"
    assert problems(result, package) == [(rule, "error", "dist/manifest.json")]


def test_a_symlink_in_place_of_a_build_does_not_hide_other_files(
    package: Path, trusted: Path, tmp_path: Path
) -> None:
    (package / "dist").rename(tmp_path / "evil")
    (package / "dist").symlink_to(tmp_path / "evil", target_is_directory=True)
    assert verify(package, "--strict", "--against", trusted).exit_code == 0
    (tmp_path / "evil" / "index.js").write_bytes(b"evil\n")
    assert verify(package, "--against", trusted).exit_code == 1


def test_a_build_that_the_reference_lacks_is_a_note_and_an_error_with_strict(
    package: Path, trusted: Path
) -> None:
    shutil.rmtree(trusted / "dist")
    for options, severity in (((), "note"), (("--strict",), "error")):
        result = verify(package, "--against", trusted, *options, "--report", "json")
        expected = [("copy-not-compared", severity, "dist/manifest.json")]
        assert problems(result, package) == expected


def test_sources_may_be_compared_with_a_built_package(package: Path, trusted: Path) -> None:
    shutil.rmtree(package / "dist")
    assert verify(package, "--strict", "--against", trusted).exit_code == 0


@pytest.mark.parametrize("options", [(), ("--strict",)])
def test_the_files_of_a_build_in_place_of_its_sources_are_an_error(
    package: Path, trusted: Path, options: tuple[str, ...]
) -> None:
    for path in ("manifest.json", *FILES):
        (package / path).parent.mkdir(exist_ok=True)
        shutil.copy(package / "dist" / path, package / path)
    result = verify(package, "--against", trusted, *options, "--report", "json")
    assert ("copy-differs", "error", "manifest.json") in problems(result, package)


def test_a_damaged_build_in_the_reference_exits_with_2(package: Path, trusted: Path) -> None:
    (trusted / "dist" / "manifest.json").write_text("", "utf-8")
    result = verify(package, "--against", trusted)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "dist/manifest.json: it is not JSON" in result.stderr
