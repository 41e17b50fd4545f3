"""Two targets in three versions, for attacks on writing.

Each version has other files: between two of them, a run writes, replaces, keeps and removes files,
and files in directories that the other version does not have.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from support.generated import FIXTURE
from torture import command
from torture.attack import require
from torture.trees import snapshot, write

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from torture.trees import Snapshot

TARGETS: Final = ("one", "two")
FIRST, SECOND, THIRD = VERSIONS = ("first", "second", "third")
MANIFEST: Final = "manifest.json"
_DECLARATION: Final = "title: Made up\ndescription: Copied files.\nlanguage: markdown\n"
_TEMPLATE: Final = "{{ catalog.title | text }}\n"
_LARGE: Final = 200_000
_FILES: Final[Mapping[str, Mapping[str, str]]] = {
    FIRST: {
        "kept.md": "kept\n",
        "changed.md": "1\n",
        "both.md": "1\n",
        "large.md": "1" * _LARGE,
        "old/gone.md": "1\n",
        "old/edited.md": "1\n",
        "old/er/gone.md": "1\n",
    },
    SECOND: {
        "kept.md": "kept\n",
        "changed.md": "2\n",
        "both.md": "2\n",
        "large.md": "2" * _LARGE,
        "new/added.md": "2\n",
        "new/er/added.md": "2\n",
        "catalog.md.j2": _TEMPLATE,
    },
    THIRD: {"kept.md": "kept\n", "both.md": "3\n", "old/gone.md": "3\n", "newest/added.md": "3\n"},
}


class MadeUp:
    """The made-up targets, written as templates.

    Attributes:
        trees: the files of each target in each version, by version and target.
    """

    def __init__(self, directory: Path) -> None:
        self._templates = directory / "templates"
        self.trees: dict[tuple[str, str], Snapshot] = {}
        for version in VERSIONS:
            for target in TARGETS:
                files = {**_FILES[version], f"only-{target}.md": target}
                content = {"target.yaml": _DECLARATION, **files}
                write(self._templates / version / target, content)
            arguments = self.arguments(version, directory / version)
            outcome = command.run("generate", *arguments, cwd=directory)
            require(outcome.code == 0, f"the first run fails: {outcome}")
            for target in TARGETS:
                self.trees[version, target] = snapshot(directory / version / target)

    def arguments(
        self, version: str, out: Path, targets: Mapping[str, str] | None = None
    ) -> tuple[str, ...]:
        """Return the arguments of `generate` and `check`.

        Args:
            version: the version of the targets.
            out: the parent of the output directories.
            targets: the output directory of each target in `out`; by default, its name.
        """
        directories = targets or {target: target for target in TARGETS}
        return (
            *("--no-format", "--spec", str(FIXTURE), "--templates", str(self._templates / version)),
            *(f"--target={target}={out / path}" for target, path in directories.items()),
        )

    def strange(
        self, target: str, entries: Mapping[str, bytes], versions: Iterable[str]
    ) -> list[str]:
        """Return the paths of files that are not one of the versions as a whole."""
        trees = [self.trees[version, target] for version in versions]
        return [
            path
            for path, content in entries.items()
            if path != MANIFEST
            and any(path in tree for tree in trees)
            and content not in [tree.get(path) for tree in trees]
        ]

    def has(self, target: str, version: str, entries: Mapping[str, bytes]) -> bool:
        """Return whether entries are exactly the files of a version, with its manifest."""
        return self.trees[version, target] == entries
