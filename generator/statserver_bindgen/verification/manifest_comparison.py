"""Two manifests held against each other: is a copy older or newer than another one? Pure.

What comes in: the manifest of a copy, and the one that it is compared with. What goes out: one word
for it, and diagnostics, each with a detail that names both sides.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from statserver_bindgen.artifact_paths import MANIFEST
from statserver_bindgen.terminal_text import listed, quoted
from statserver_bindgen.verification import copy_states
from statserver_bindgen.workspace.file_states import DiagnosticTemplate, PathDiagnostic

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import TypeAlias

    from statserver_bindgen.workspace.manifest import Manifest

    _Digests: TypeAlias = Mapping[str, str]

Age = Literal["same", "older", "newer", "different"]

# What the rule version-form asks of every spec: no pre-releases, so that order is that of numbers.
_NUMBER: Final = "(0|[1-9][0-9]*)"
_VERSION: Final = re.compile(rf"{_NUMBER}\.{_NUMBER}\.{_NUMBER}")
_LONGEST: Final = 40  # as the spec's schema says; int() refuses numbers of thousands of digits

_AGES: Final[dict[DiagnosticTemplate, Age]] = {
    copy_states.OTHER_CATALOG: "different",
    copy_states.UNORDERED: "different",
    copy_states.DIFFERENT: "different",
    copy_states.OLDER: "older",
    copy_states.NEWER: "newer",
}


class Comparison(NamedTuple):
    """How a copy stands to another one.

    Attributes:
        age: `different` where no order can be told: another catalog, another content under the same
            version, or a version that is none.
        diagnostics: what there is to tell of it.
    """

    age: Age
    diagnostics: tuple[PathDiagnostic, ...]


def compare(copy: Manifest, other: Manifest) -> Comparison:
    """Return how the catalog of a copy stands to that of another manifest."""
    states = [*_differences(copy, other)]
    age: Age = "same"
    for state, _ in states:
        age = _AGES.get(state, age)
    return Comparison(
        age, tuple(PathDiagnostic(state, MANIFEST, detail) for state, detail in states)
    )


def _differences(copy: Manifest, other: Manifest) -> Iterator[tuple[DiagnosticTemplate, str]]:
    mine, its = copy.provenance, other.provenance
    if mine.catalog_id != its.catalog_id:
        yield copy_states.OTHER_CATALOG, _both(mine.catalog_id, its.catalog_id)
        return
    if mine.target != its.target:
        yield copy_states.OTHER_TARGET, _both(mine.target, its.target)
    if mine.generator_version != its.generator_version:
        yield (
            copy_states.OTHER_GENERATOR,
            _both(mine.generator_version, its.generator_version),
        )
    if mine.catalog_version != its.catalog_version:
        yield _order(mine.catalog_version, its.catalog_version)
    elif mine.catalog_digest != its.catalog_digest:
        digests = _both(mine.catalog_digest[:12], its.catalog_digest[:12])
        yield copy_states.DIFFERENT, f"version {mine.catalog_version}, digest {digests}"
    elif (
        mine == its
        and copy.pending is other.pending is None
        and (changed := _disagreements(copy.files, other.files))
    ):
        # A manifest that was changed together with its files; or templates that were.
        yield copy_states.DIFFERENT, f"the manifests disagree about {listed(changed)}"


def _disagreements(mine: _Digests, its: _Digests) -> list[str]:
    """Return the paths, sorted, that are in one manifest alone, or have another sha256 in each.

    One of the two may be of a folder whose files the other one has too, as those of an installed
    package are in the target directory: they are held against each other where they agree most.
    """
    pairs = [(mine, its), *((mine, it) for it in _parts(its)), *((it, its) for it in _parts(mine))]
    here, there = max(pairs, key=lambda pair: len(pair[0].items() & pair[1].items()))
    return sorted({path for path, _ in here.items() ^ there.items()})


def _parts(files: _Digests) -> Iterator[_Digests]:
    """Yield for each folder that carries a manifest what that one should say."""
    for carried in files:
        if carried.endswith(f"/{MANIFEST}"):
            folder = carried.removesuffix(MANIFEST)
            yield {
                path.removeprefix(folder): sha256
                for path, sha256 in files.items()
                if path.startswith(folder) and path != carried
            }


def _order(mine: str, its: str) -> tuple[DiagnosticTemplate, str]:
    here, there = _numbers(mine), _numbers(its)
    if here is None or there is None:
        return copy_states.UNORDERED, _both(quoted(mine), quoted(its))
    return copy_states.OLDER if here < there else copy_states.NEWER, _both(mine, its)


def _numbers(version: str) -> tuple[int, ...] | None:
    found = _VERSION.fullmatch(version) if len(version) <= _LONGEST else None
    return found and tuple(map(int, found.groups()))


def _both(mine: str, its: str) -> str:
    return f"{mine} here, {its} there"
