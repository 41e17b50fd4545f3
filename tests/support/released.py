"""A repository with a spec, its output and its releases, for tests that release catalogs."""

from __future__ import annotations

import copy
from io import StringIO
from typing import TYPE_CHECKING, Any, Final

import yaml

from statserver_bindgen import pipeline

if TYPE_CHECKING:
    from pathlib import Path

    from statserver_bindgen.releasing.result import ReleaseResult

DATE: Final = "2026-01-31"
LATER: Final = ("deprecated", "removed")
CHANGELOG: Final = "# Changelog\n\nAll changes.\n\n## Unreleased\n\n- A note of a keeper.\n"


class Repository:
    """A directory with spec, output, CHANGELOG and releases.

    Attributes:
        path: the directory.
        spec: the spec.
        releases: the directory of snapshots.
        changelog: the CHANGELOG.
        outputs: the output directory of each target.
    """

    def __init__(self, path: Path, targets: tuple[str, ...] = ("json", "markdown")) -> None:
        self.path = path
        self.spec = path / "spec" / "actions.yaml"
        self.releases = path / "spec" / "releases"
        self.changelog = path / "CHANGELOG.md"
        self.outputs = {it: path / "out" / it for it in targets}

    def edit(self, data: dict[str, Any]) -> None:
        """Write the data of a spec as a keeper would: no release wrote `since` yet."""
        self.spec.parent.mkdir(parents=True, exist_ok=True)
        sections = {key: value for key, value in data.items() if key != "actions"}
        rows = "".join(f"  - {_one_line(it)}" for it in data["actions"])
        self.spec.write_text(f"{_dump(sections)}actions:\n{rows}", "utf-8")

    def data(self) -> dict[str, Any]:
        """Return the data of the spec."""
        data: dict[str, Any] = yaml.safe_load(self.spec.read_text("utf-8"))
        return data

    def generate(self) -> None:
        """Generate the output of the spec."""
        catalog = pipeline.load(self.spec).catalog
        assert catalog is not None
        assert not pipeline.generate(catalog, self.outputs).refused

    def rules(self) -> list[str]:
        """Return the rules of the diagnostics of `check`."""
        return [it.rule.id for it in self.check()]

    def check(self) -> tuple[Any, ...]:
        """Return the diagnostics of `check`."""
        catalog = pipeline.load(self.spec).catalog
        assert catalog is not None
        return pipeline.check(catalog, self.outputs).diagnostics

    def release(self, version: str | None = None, **choices: Any) -> ReleaseResult:
        """Release the spec."""
        return pipeline.release(self.spec, self.outputs, version, date=DATE, **choices)

    def files(self) -> dict[str, bytes]:
        """Return the content of each file by its path."""
        files = sorted(it for it in self.path.rglob("*") if it.is_file())
        return {it.relative_to(self.path).as_posix(): it.read_bytes() for it in files}


def _dump(data: object, **style: Any) -> str:
    stream = StringIO()
    yaml.safe_dump(data, stream, sort_keys=False, allow_unicode=True, **style)
    return stream.getvalue()


def _one_line(row: object) -> str:
    return _dump(row, default_flow_style=True, width=1000)


def repository(path: Path, data: dict[str, Any], *targets: str) -> Repository:
    """Return a repository with a spec that is generated and not released."""
    made = Repository(path, targets or ("json", "markdown"))
    made.edit(data)
    made.changelog.write_text(CHANGELOG, "utf-8")
    made.generate()
    return made


def unreleased(data: dict[str, Any], before: dict[str, Any] | None) -> dict[str, Any]:
    """Return the data of a release as it is before its release.

    New rows have no `since`. The catalog has the version before, unless a row records a change for
    the new one.
    """
    edited = copy.deepcopy(data)
    version = data["catalog"]["version"]
    if before is None:
        return edited
    recorded = [row.get(key, {}).get("since") for row in data["actions"] for key in LATER]
    if version not in recorded:
        edited["catalog"]["version"] = before["catalog"]["version"]
    for row in edited["actions"]:
        if row.get("since") == version:
            del row["since"]
    return edited
