"""The TypeScript package as it is published: the tarball, and the checks of publishing tools."""

from __future__ import annotations

import json
import tarfile
from pathlib import Path
from typing import Final

import pytest
import yaml

from support.checkout import ROOT
from support.generated import FIXTURE, loaded, rendered
from support.npm_package import (
    ACTIONS_JSON,
    FLOOR,
    MIDDLE,
    NEWEST,
    NOT_SOURCE,
    PACKAGE,
    TOOLS,
    sources,
    tsc,
)
from support.programs import run

pytestmark = pytest.mark.packages
BUILDS: Final = ("dist", "dist/cjs")


def test_packing_changes_no_source_and_adds_only_the_build(source: Path, tarball: Path) -> None:
    assert tarball.is_file()
    assert sources(source) == sources(PACKAGE)
    beside = {it.name for it in source.iterdir()} - {it.name for it in PACKAGE.iterdir()}
    assert beside <= set(NOT_SOURCE)


def test_the_tarball_has_the_sources_and_the_build(source: Path, tarball: Path) -> None:
    """The tarball has the sources and their manifest, so that a copy can be verified."""
    with tarfile.open(tarball) as archive:
        packed = {it.removeprefix("package/") for it in archive.getnames()}
    modules = [Path(path).stem for path in sources(source) if path.endswith(".ts")]
    built = {
        *(f"dist/{name}.d.ts.map" for name in modules),
        *(f"{it}/{name}.{end}" for it in BUILDS for name in modules for end in ("js", "d.ts")),
        "dist/cjs/package.json",
        "dist/manifest.json",
    }
    assert packed == sources(source).keys() | built


def test_the_compiler_of_the_build_is_the_one_that_the_tests_lock() -> None:
    package = json.loads((PACKAGE / "package.json").read_bytes())
    locked = json.loads((TOOLS / "package.json").read_bytes())["devDependencies"]
    assert package["devDependencies"] == {"typescript": locked["typescript"]}


def test_license_and_changelog_are_packed(tarball: Path) -> None:
    with tarfile.open(tarball) as archive:
        for name in ("LICENSE", "CHANGELOG.md"):
            packed = archive.extractfile(f"package/{name}")
            assert packed is not None
            assert packed.read() == (PACKAGE / name).read_bytes()


@pytest.mark.parametrize("compiler", [FLOOR, MIDDLE, NEWEST])
def test_every_typescript_builds_the_same(
    source: Path, tarball: Path, compiler: str, tmp_path: Path
) -> None:
    assert tarball.is_file()
    tsc(compiler, "--outDir", tmp_path, cwd=source)
    for path in (source / "dist").glob("*.js"):
        assert (tmp_path / path.name).read_text("utf-8") == path.read_text("utf-8")
    tsc(compiler, "-p", "tsconfig.cjs.json", "--outDir", tmp_path / "cjs", cwd=source)
    for path in (tmp_path / "cjs").iterdir():
        frozen = f"{path.read_text('utf-8')}Object.freeze(exports);\n"
        assert (source / "dist" / "cjs" / path.name).read_text("utf-8") == frozen


def test_both_builds_have_the_declarations_that_the_compiler_writes(
    source: Path, tarball: Path, tmp_path: Path
) -> None:
    """The compiler writes equal ones for CommonJS; those of both builds refer to one map."""
    assert tarball.is_file()
    options = ("--noCheck", "false", "--removeComments", "false", "--emitDeclarationOnly")
    tsc(
        MIDDLE,
        "-p",
        "tsconfig.cjs.json",
        "--declaration",
        *options,
        "--outDir",
        tmp_path,
        cwd=source,
    )
    declarations = {it.name: it.read_text("utf-8") for it in tmp_path.iterdir()}
    assert declarations
    for directory, prefix in ((source / "dist", ""), (source / "dist" / "cjs", "../")):
        for name, text in declarations.items():
            url = f"//# sourceMappingURL={prefix}{name}.map"
            assert (directory / name).read_text("utf-8") == text + url
            assert (directory / f"{prefix}{name}.map").is_file()


def test_the_package_is_formatted_by_prettier(tools: Path) -> None:
    prettier = tools / "node_modules" / "prettier" / "bin" / "prettier.cjs"
    options = ("--check", "--ignore-unknown", "--no-config", "--no-editorconfig")
    files = sources(PACKAGE).keys() - {"actions.json", "actions.schema.json"}  # of the target json
    run("node", prettier, *options, *sorted(files), cwd=PACKAGE)
    copied = sorted((ROOT / "templates" / "typescript" / "src").glob("*.ts"))
    assert copied
    run("node", prettier, *options, *copied, cwd=ROOT)


def test_publint_reports_no_problem(tarball: Path) -> None:
    publint = TOOLS / "node_modules" / "publint" / "src" / "cli.js"
    assert "All good!" in run("node", publint, tarball, "--strict", cwd=TOOLS, NO_COLOR="1")


def test_links_of_a_catalog_cause_no_problem(tarball: Path, tmp_path: Path) -> None:
    data = yaml.safe_load(FIXTURE.read_bytes())
    data["catalog"]["links"] = {
        "repository": "https://github.com/Owner/name",
        "issues": "https://github.com/Owner/name/issues",
    }
    with tarfile.open(tarball) as archive:
        for member in archive:
            archive.extract(member, tmp_path)
    package = tmp_path / "package"
    content = rendered(loaded(data), "typescript")["package.json"]
    (package / "package.json").write_text(content, "utf-8")
    with tarfile.open(tmp_path / "linked.tgz", "w:gz") as archive:
        archive.add(package, "package")

    publint = TOOLS / "node_modules" / "publint" / "src" / "cli.js"
    printed = run("node", publint, tmp_path / "linked.tgz", "--strict", cwd=TOOLS, NO_COLOR="1")
    assert "All good!" in printed
    prettier = TOOLS / "node_modules" / "prettier" / "bin" / "prettier.cjs"
    run("node", prettier, "--check", "--no-config", package / "package.json", cwd=tmp_path)


def test_types_resolve_in_every_module_resolution(tarball: Path) -> None:
    attw = TOOLS / "node_modules" / "@arethetypeswrong" / "cli" / "dist" / "index.js"
    analysis = json.loads(run("node", attw, tarball, "--format", "json", cwd=TOOLS))["analysis"]
    assert analysis["problems"] == []
    assert {*analysis["entrypoints"]} == {
        *(".", "./actions", "./actions.json", "./actions.schema.json", "./package.json")
    }


def test_everything_public_is_documented(source: Path, tmp_path: Path) -> None:
    """TypeDoc warns of missing comments, dead links and hidden types."""
    typedoc = TOOLS / "node_modules" / "typedoc" / "bin" / "typedoc"
    options = ("--options", TOOLS / "typedoc.json", "--out", tmp_path / "api")
    run("node", typedoc, *options, "src/index.ts", "src/actions.ts", cwd=source)
    row = json.loads(ACTIONS_JSON.read_bytes())["actions"][0]["id"]
    pages = {it.name for it in (tmp_path / "api").rglob("*.html")}
    assert {"index.parseMask.html", "index.Mask.html", f"actions.{row}.html"} <= pages
