"""The TypeScript package from outside: packed, installed, compiled against, run and bundled.

The tools and what a consumer writes stand in `tests/typescript`; nothing here needs a network.
"""

from __future__ import annotations

import gzip
import json
import os
import re
import shutil
import subprocess
import tarfile
from pathlib import Path
from typing import Final

import pytest

ROOT: Final = Path(__file__).parents[1]
PACKAGE: Final = ROOT / "out" / "typescript"
ACTIONS_JSON: Final = ROOT / "out" / "json" / "actions.json"
CONFORMANCE_JSON: Final = ROOT / "out" / "json" / "conformance.json"
TOOLS: Final = ROOT / "tests" / "typescript"
NEWEST, FLOOR = "typescript-newest", "typescript-floor"

# What installing, building and packing leave beside the sources.
NOT_SOURCE: Final = ("node_modules", "dist", ".npm", "package-lock.json", "*.tgz")

ENTRIES: Final = {
    "a row": 'export { CALL_WAIT } from "statserver-actions/actions";',
    "a scoped row": 'export { CALL_ANSWERED_REGULAR_DN } from "statserver-actions/actions";',
    "all rows": 'export { ACTIONS } from "statserver-actions";',
    "the namespace": 'import { Action } from "statserver-actions"; console.log(Action.CALL_WAIT);',
    "a guard": 'export { isTiming } from "statserver-actions";',
}
Bundles = dict[str, dict[str, str]]


def run(*command: str | Path, cwd: Path, stdin: str | None = None, **variables: str) -> str:
    """Run a command to its good end and return what it printed."""
    done = subprocess.run(
        [str(it) for it in command],
        cwd=cwd,
        env={**os.environ, **variables},
        input=stdin,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def npm(*arguments: str | Path, cwd: Path) -> str:
    """Run npm with no network and a cache of its own: what works here works anywhere."""
    return run(
        "npm",
        *arguments,
        "--offline",
        "--no-audit",
        "--no-fund",
        "--no-update-notifier",
        "--loglevel=error",
        f"--cache={cwd / '.npm'}",
        cwd=cwd,
    )


def tsc(compiler: str, *arguments: str | Path, cwd: Path) -> str:
    return run("node", TOOLS / "node_modules" / compiler / "bin" / "tsc", *arguments, cwd=cwd)


def sources(folder: Path) -> dict[str, bytes]:
    """Return the files that the package is made from, by path."""
    found: dict[str, bytes] = {}
    for top, folders, names in os.walk(folder):
        folders[:] = [it for it in folders if it not in NOT_SOURCE]
        for path in (Path(top, name) for name in names):
            if not any(path.match(pattern) for pattern in NOT_SOURCE):
                found[path.relative_to(folder).as_posix()] = path.read_bytes()
    return found


def code_blocks(markdown: Path, language: str) -> list[str]:
    text = markdown.read_text("utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="session", autouse=True)
def tools() -> None:
    """Need node and what `npm ci` installs: without it, skip loudly here and fail in CI."""
    if shutil.which("node") is None:
        missing = "node is not on PATH: install Node 20 or newer"
    elif not (TOOLS / "node_modules" / ".package-lock.json").is_file():
        missing = "tests/typescript/node_modules is missing: run `npm ci` in tests/typescript"
    else:
        return
    if os.environ.get("CI"):
        pytest.fail(missing)
    pytest.skip(missing)


@pytest.fixture(scope="session")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a copy of the package's sources, with the tools where `npm install` would put them."""
    copy = tmp_path_factory.mktemp("source") / "typescript"
    shutil.copytree(PACKAGE, copy, ignore=shutil.ignore_patterns(*NOT_SOURCE))
    (copy / "node_modules").symlink_to(TOOLS / "node_modules", target_is_directory=True)
    return copy


@pytest.fixture(scope="session")
def tarball(source: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the tarball that `npm pack` builds from the sources."""
    folder = tmp_path_factory.mktemp("tarball")
    npm("pack", "--silent", f"--pack-destination={folder}", cwd=source)
    (made,) = folder.iterdir()
    return made


@pytest.fixture(scope="session")
def project(tarball: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a consumer's project: the tarball installed, and code written against it."""
    folder = tmp_path_factory.mktemp("project") / "consumer"
    shutil.copytree(TOOLS / "consumer", folder)
    (folder / "package.json").write_text('{ "private": true, "type": "module" }\n', "utf-8")
    npm("install", "--ignore-scripts", tarball, cwd=folder)
    readme = folder / "node_modules" / "statserver-actions" / "README.md"
    for number, block in enumerate(code_blocks(readme, "ts")):
        (folder / f"readme{number}.ts").write_text(block, "utf-8")
    return folder


@pytest.fixture(scope="session")
def examples(project: Path) -> list[Path]:
    """Give the README's examples in their order, compiled."""
    tsc(NEWEST, "--module", "nodenext", cwd=project)
    return sorted((project / "built").glob("readme*.js"))


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


def test_the_lock_file_names_no_registry() -> None:
    assert '"resolved"' not in (TOOLS / "package-lock.json").read_text("utf-8")


def test_the_lock_file_serves_every_platform() -> None:
    """A registry may lack a tool's binary for another platform; `npm ci` then fails everywhere."""
    packages = json.loads((TOOLS / "package-lock.json").read_bytes())["packages"]
    locked = {path.rpartition("node_modules/")[2] for path in packages}
    assert {
        name for it in packages.values() for name in it.get("optionalDependencies", {})
    } <= locked


def test_packing_changes_no_source_and_adds_only_the_build(source: Path, tarball: Path) -> None:
    assert tarball.is_file()
    assert sources(source) == sources(PACKAGE)
    beside = {it.name for it in source.iterdir()} - {it.name for it in PACKAGE.iterdir()}
    assert beside <= set(NOT_SOURCE)


def test_the_tarball_holds_the_sources_and_the_build(source: Path, tarball: Path) -> None:
    """The sources come along, with the manifest that vouches for them."""
    with tarfile.open(tarball) as archive:
        packed = {it.removeprefix("package/") for it in archive.getnames()}
    built = {
        f"dist/{Path(path).stem}.{ending}"
        for path in sources(source)
        if path.startswith("src/")
        for ending in ("js", "js.map", "d.ts", "d.ts.map")
    }
    assert packed == sources(source).keys() | built


def test_the_oldest_typescript_builds_the_same(source: Path, tarball: Path, tmp_path: Path) -> None:
    assert tarball.is_file()
    tsc(FLOOR, "--outDir", tmp_path, cwd=source)
    for path in (source / "dist").glob("*.js"):
        assert (tmp_path / path.name).read_text("utf-8") == path.read_text("utf-8")


@pytest.mark.parametrize(
    ("compiler", "options"),
    [
        (NEWEST, ["--module", "nodenext"]),
        (NEWEST, ["--module", "esnext", "--moduleResolution", "bundler"]),
        (FLOOR, ["--module", "nodenext"]),
    ],
    ids=["newest-nodenext", "newest-bundler", "floor-nodenext"],
)
def test_consumers_compile_and_what_must_not_compile_does_not(
    project: Path, compiler: str, options: list[str]
) -> None:
    """Each line of `rejected.ts` expects an error, and `tsc` reports those that have none."""
    assert tsc(compiler, "--noEmit", *options, cwd=project) == ""


def test_the_installed_package_gives_the_facts_of_the_json(project: Path) -> None:
    run(
        "node",
        "--test",
        cwd=project,
        ACTIONS_JSON=str(ACTIONS_JSON),
        CONFORMANCE_JSON=str(CONFORMANCE_JSON),
        FAST_CHECK=str(TOOLS / "node_modules" / "fast-check" / "lib" / "fast-check.js"),
    )


def test_the_first_example_of_the_readme_prints_what_it_says(examples: list[Path]) -> None:
    (expected,) = code_blocks(PACKAGE / "README.md", "text")
    assert run("node", examples[0], cwd=examples[0].parent) == expected


def test_every_example_of_the_readme_runs(examples: list[Path]) -> None:
    assert len(examples) == len(code_blocks(PACKAGE / "README.md", "ts"))
    for example in examples:
        run("node", example, cwd=example.parent)


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


def test_prettier_would_leave_the_package_as_it_is() -> None:
    prettier = TOOLS / "node_modules" / "prettier" / "bin" / "prettier.cjs"
    options = ("--check", "--ignore-unknown", "--no-config", "--no-editorconfig")
    run("node", prettier, *options, *sorted(sources(PACKAGE)), cwd=PACKAGE)
