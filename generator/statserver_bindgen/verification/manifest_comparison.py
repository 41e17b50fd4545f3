"""Comparison of two manifests: is a copy older or newer than another one? Pure.

`compare` returns the age of the copy, and diagnostics whose details name both sides. The reference
is trusted, the copy is not: nothing in the manifest of the copy makes the comparison weaker. If the
catalogs agree, the files are compared, whatever else the copy's manifest contains.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from statserver_bindgen.artifact_paths import MANIFEST
from statserver_bindgen.terminal_text import listed
from statserver_bindgen.verification import copy_states
from statserver_bindgen.versions import version_numbers
from statserver_bindgen.workspace.file_states import DiagnosticTemplate, PathDiagnostic

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import TypeAlias

    from statserver_bindgen.workspace.manifest import Manifest

    _Digests: TypeAlias = Mapping[str, str]

Age = Literal["same", "older", "newer", "different"]

_AGES: Final[dict[DiagnosticTemplate, Age]] = {
    copy_states.OTHER_CATALOG: "different",
    copy_states.UNKNOWN_VERSION: "different",
    copy_states.DIFFERENT: "different",
    copy_states.OLDER: "older",
    copy_states.NEWER: "newer",
}


class Comparison(NamedTuple):
    """The result of a comparison.

    Attributes:
        age: the age of the copy. It is `different` if there is no order: the catalogs differ, the
            same version has other content, or a version is invalid.
        diagnostics: the differences.
    """

    age: Age
    diagnostics: tuple[PathDiagnostic, ...]


def compare(copy: Manifest, reference: Manifest, *, strict: bool = False) -> Comparison:
    """Return how the manifest of a copy differs from a reference manifest.

    Args:
        copy: the manifest of the copy.
        reference: the manifest to compare with, which is trusted.
        strict: whether every difference of provenance is an error.
    """
    differences = [*_differences(copy, reference)]
    age: Age = "same"
    for template, _ in differences:
        age = _AGES.get(template, age)
    if strict:
        differences = [(_as_error(template), detail) for template, detail in differences]
    return Comparison(
        age,
        tuple(PathDiagnostic(template, MANIFEST, detail) for template, detail in differences),
    )


def compare_with_sources(build: Manifest, sources: Manifest) -> Iterator[PathDiagnostic]:
    """Yield how the manifest of a build differs from that of the files it is built from.

    A build has the provenance of its sources. A nested copy of another target is not a build.
    """
    here, there = build.provenance, sources.provenance
    if (here.target, here.catalog_id) == (there.target, there.catalog_id) and here != there:
        detail = None
        if here.catalog_version != there.catalog_version:
            detail = _both(here.catalog_version, there.catalog_version)
        yield PathDiagnostic(copy_states.OUTDATED_BUILD, MANIFEST, detail)


def not_compared(*, strict: bool) -> PathDiagnostic:
    """Return the diagnostic of a nested copy that the reference does not have."""
    template = copy_states.NOT_COMPARED
    return PathDiagnostic(_as_error(template) if strict else template, MANIFEST)


def _as_error(template: DiagnosticTemplate) -> DiagnosticTemplate:
    if template.severity == "error":
        return template
    return template.replace(severity="error", hint=copy_states.NOT_STRICT)


def _differences(copy: Manifest, reference: Manifest) -> Iterator[tuple[DiagnosticTemplate, str]]:
    here, there = copy.provenance, reference.provenance
    if here.catalog_id != there.catalog_id:
        yield copy_states.OTHER_CATALOG, _both(here.catalog_id, there.catalog_id)
        return
    if here.target != there.target:
        yield copy_states.OTHER_TARGET, _both(here.target, there.target)
    if here.generator_version != there.generator_version:
        versions = _both(here.generator_version, there.generator_version)
        yield copy_states.OTHER_GENERATOR, versions
    if here.formatter != there.formatter:
        formatters = _both(here.formatter or "none", there.formatter or "none")
        yield copy_states.OTHER_FORMATTER, formatters
    if here.catalog_version != there.catalog_version:
        template, versions = _compare_versions(here.catalog_version, there.catalog_version)
        yield template, versions
        is_ordered = template != copy_states.UNKNOWN_VERSION
        if is_ordered and here.catalog_digest == there.catalog_digest:  # it covers the version
            yield copy_states.DIFFERENT, f"two versions, digest {here.catalog_digest[:12]}"
    elif here.catalog_digest != there.catalog_digest:
        digests = _both(here.catalog_digest[:12], there.catalog_digest[:12])
        yield copy_states.DIFFERENT, f"version {here.catalog_version}, digest {digests}"
    elif paths := _disagreements(copy.files, reference.files):
        # Files were changed together with the manifest, or the templates were changed.
        yield copy_states.DIFFERENT, f"the manifests disagree about {listed(paths)}"


def _disagreements(copy: _Digests, reference: _Digests) -> list[str]:
    """Return the paths that are in one manifest only or have another sha256 in each, sorted.

    The copy may be a directory of the reference that has a manifest: an installed package is
    compared with an output directory. The part of the reference with the most files in common is
    compared. The copy is always compared as a whole: an intact part would hide the rest of it.
    """
    parts = (reference, *_parts(reference))
    part = max(parts, key=lambda files: len(files.items() & copy.items()))
    return sorted({path for path, _ in copy.items() ^ part.items()})


def _parts(files: _Digests) -> Iterator[_Digests]:
    """Yield the expected `files` of the manifest in each directory that has one."""
    for manifest in files:
        if manifest.endswith(f"/{MANIFEST}"):
            parent = manifest.removesuffix(MANIFEST)
            yield {
                path.removeprefix(parent): sha256
                for path, sha256 in files.items()
                if path.startswith(parent) and path != manifest
            }


def _compare_versions(here: str, there: str) -> tuple[DiagnosticTemplate, str]:
    numbers, other_numbers = version_numbers(here), version_numbers(there)
    if numbers is None or other_numbers is None:
        return copy_states.UNKNOWN_VERSION, _both(here, there)
    template = copy_states.OLDER if numbers < other_numbers else copy_states.NEWER
    return template, _both(here, there)


def _both(here: str, there: str) -> str:
    return f"{listed([here])} here, {listed([there])} there"
