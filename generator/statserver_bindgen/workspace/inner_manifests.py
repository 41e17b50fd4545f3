"""Inner manifests: some directories of a target have a manifest of their own files.

An installed Python package, for example, contains only one directory of its target; with an inner
manifest, that directory can be verified by itself. It is a *part* of the target, which can be
generated alone, too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from statserver_bindgen.artifact import Artifact
from statserver_bindgen.artifact_paths import MANIFEST
from statserver_bindgen.workspace.manifest import Manifest

if TYPE_CHECKING:
    from collections.abc import Iterable

    from statserver_bindgen.workspace.manifest import Provenance


def add_inner_manifests(
    artifacts: tuple[Artifact, ...], directories: Iterable[str], provenance: Provenance
) -> tuple[Artifact, ...]:
    """Return the artifacts together with the manifest of each of the directories.

    Args:
        artifacts: the formatted artifacts: a manifest contains the sha256 of their final bytes.
        directories: directories of the target, inner ones before outer ones.
        provenance: the provenance of the artifacts, which the manifests contain.
    """
    for directory in directories:
        prefix = f"{directory}/"
        files = {
            artifact.path.removeprefix(prefix): artifact.content.digest
            for artifact in artifacts
            if artifact.path.startswith(prefix)
        }
        text = Manifest(provenance, files).to_bytes().decode()
        artifacts = (*artifacts, Artifact(prefix + MANIFEST, text))
    return artifacts


def select_part(artifacts: Iterable[Artifact], directory: str) -> tuple[Artifact, ...]:
    """Return the artifacts in a directory of a target, with their paths in it.

    Args:
        artifacts: the artifacts of the target.
        directory: the directory; an empty text selects all artifacts.
    """
    prefix = directory and f"{directory}/"
    return tuple(
        artifact.moved(artifact.path.removeprefix(prefix))
        for artifact in artifacts
        if artifact.path.startswith(prefix)
    )


def select_manifests(directories: Iterable[str], part: str) -> tuple[str, ...]:
    """Return the directories with inner manifests in a part of a target, as paths in it."""
    prefix = part and f"{part}/"
    return tuple(it.removeprefix(prefix) for it in directories if it.startswith(prefix))
