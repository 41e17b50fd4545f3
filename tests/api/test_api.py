"""The packages keep their API: a break requires a major version, an addition a minor one.

`make api` compares the packages with the texts next to this file; `REFRESH=1 make api` writes them.
They are written for each release.
"""

from __future__ import annotations

import difflib
import os
import shutil
from pathlib import Path
from typing import Final, NamedTuple

import pytest

from support.api_texts import (
    DIRECTORY,
    LANGUAGES,
    TOOLS,
    ApiText,
    is_allowed,
    read_package,
    read_text,
    required_part,
)
from support.generated import lifecycle_catalog, written
from support.specs import shipped_catalog

pytestmark = pytest.mark.packages


class Package(NamedTuple):
    """A generated package and its API."""

    directory: Path
    lines: tuple[str, ...]


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Package]:
    """Return the packages of the lifecycle catalog, by language."""
    if not (TOOLS / "node_modules" / "typescript").is_dir():
        pytest.skip("run `npm ci` in tests/typescript: TypeScript is missing")
    built: dict[str, Package] = {}
    for language in LANGUAGES:
        directory = written(lifecycle_catalog(), language, tmp_path_factory.mktemp(language))
        built[language] = Package(directory, read_package(language, directory))
    return built


class Edit(NamedTuple):
    """An edit of a file of a package."""

    language: str
    path: str
    before: str
    after: str


def edited_api(package: Package, edit: Edit, directory: Path) -> tuple[str, ...]:
    """Return the API of a package after an edit of a copy."""
    copy = Path(shutil.copytree(package.directory, directory / "copy"))
    text = (copy / edit.path).read_text("utf-8")
    assert edit.before in text
    (copy / edit.path).write_text(text.replace(edit.before, edit.after, 1), encoding="utf-8")
    return read_package(edit.language, copy)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_version_allows_the_changes_of_the_api(
    packages: dict[str, Package], language: str
) -> None:
    current = ApiText(shipped_catalog().version, packages[language].lines)
    if os.environ.get("REFRESH"):
        path = DIRECTORY / f"{language}.txt"
        path.write_text(str(current), encoding="utf-8", newline="\n")
    recorded = read_text(language)
    difference = difflib.unified_diff(recorded.lines, current.lines, lineterm="", n=0)
    message = (
        f"a {required_part(recorded.lines, current.lines)} change of the API of {language} since "
        f"version {recorded.version}: keep the API, or raise the version of the catalog; for a new "
        "release, run `REFRESH=1 make api`"
    )
    assert is_allowed(recorded, current), "\n".join([message, *difference])


BREAKS: Final = [
    Edit("python", "src/statserver_actions/_queries.py", "def named(name:", "def named(text:"),
    Edit(
        "python",
        "src/statserver_actions/_queries.py",
        "mode: Mode | ModeText | None = None",
        "mode: Mode",
    ),
    Edit("python", "src/statserver_actions/__init__.py", '    "resolve",\n', ""),
    Edit("python", "src/statserver_actions/_mask.py", "def is_equivalent(", "def equals("),
    Edit(
        "python",
        "src/statserver_actions/_mask_findings.py",
        "    name: str | None",
        "    name: str",
    ),
    Edit("typescript", "src/index.ts", "named, resolve, select", "named, select"),
    Edit("typescript", "src/mask-class.ts", "  isEquivalent(", "  equivalent("),
    Edit(
        "typescript",
        "src/parse.ts",
        "function parseAction(id: string)",
        "function parseAction(id: ActionId)",
    ),
    Edit("typescript", "src/selected.ts", "readonly mode?:", "readonly mode:"),
    Edit(
        "typescript", "src/attributes.ts", "readonly label: string", "readonly label: string | null"
    ),
]


@pytest.mark.parametrize("edit", BREAKS, ids=lambda it: it.after)
def test_a_break_is_noticed(packages: dict[str, Package], tmp_path: Path, edit: Edit) -> None:
    package = packages[edit.language]
    assert required_part(package.lines, edited_api(package, edit, tmp_path)) == "major"


ADDITIONS: Final = [
    Edit(
        "python",
        "src/statserver_actions/_mask.py",
        "    def is_equivalent(",
        "    def is_other(self) -> bool:\n        return False\n\n    def is_equivalent(",
    ),
    Edit(
        "typescript",
        "src/mask-class.ts",
        "  isEquivalent(",
        "  isOther(): boolean {\n    return false;\n  }\n\n  isEquivalent(",
    ),
]


@pytest.mark.parametrize("edit", ADDITIONS, ids=lambda it: it.language)
def test_an_addition_requires_a_minor_version(
    packages: dict[str, Package], tmp_path: Path, edit: Edit
) -> None:
    package = packages[edit.language]
    assert required_part(package.lines, edited_api(package, edit, tmp_path)) == "minor"


@pytest.mark.parametrize(
    ("lines", "version", "allowed"),
    [
        (("a", "b"), "1.2.0", True),
        (("a", "b"), "1.2.1", True),
        (("a", "b", "c"), "1.2.1", False),
        (("a", "b", "c"), "1.3.0", True),
        (("a",), "1.10.0", False),
        (("a", "B"), "1.10.0", False),
        (("a", "B"), "2.0.0", True),
    ],
)
def test_an_api_needs_the_version_of_its_changes(
    lines: tuple[str, ...],
    version: str,
    allowed: bool,  # noqa: FBT001 - a table
) -> None:
    assert is_allowed(ApiText("1.2.0", ("a", "b")), ApiText(version, lines)) is allowed
