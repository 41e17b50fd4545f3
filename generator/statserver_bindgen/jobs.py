"""Jobs: what a run is to write where, whole and in memory, before anything is written.

What comes in: a catalog, and targets with the folders that they go to. What goes out: a `PlannedOutput` for
each: rendered, laid out, and with the manifests that folders of the target carry. `generate` and
`check` take the same ones.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from statserver_bindgen.artifact import Artifact, digest
from statserver_bindgen.artifact_paths import MANIFEST
from statserver_bindgen.rendering import formatting
from statserver_bindgen.rendering.renderer import render
from statserver_bindgen.workspace import filesystem
from statserver_bindgen.workspace.manifest import Manifest, Provenance
from statserver_bindgen.workspace.writer import PlannedOutput

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from statserver_bindgen.catalog import Catalog
    from statserver_bindgen.rendering.targets import Target


def prepare(
    catalog: Catalog, roots: Mapping[Target, Path], *, formatted: bool
) -> tuple[PlannedOutput, ...]:
    """Return the jobs of a run, one for each target.

    Args:
        catalog: what is rendered.
        roots: the folder of each target.
        formatted: whether formatters lay artifacts out.

    Raises:
        TemplateError: a template is wrong, or gives what its formatter can't read.
        WorkspaceError: a folder can't be read.
    """
    return tuple(_job(catalog, target, root, formatted) for target, root in roots.items())


def _job(catalog: Catalog, target: Target, root: Path, formatted: bool) -> PlannedOutput:  # noqa: FBT001
    artifacts = render(catalog, target)
    style = formatting.style(artifacts) if formatted else None
    if style is not None:
        known = filesystem.read_manifest_in(root).manifest
        artifacts = formatting.format_artifacts(
            artifacts, known.formatted_digests(style) if known else {}
        )
    provenance = Provenance(target.name, catalog.id, catalog.version, catalog.digest, style)
    return PlannedOutput(root, provenance, with_manifests(artifacts, target.manifests, provenance))


def with_manifests(
    artifacts: tuple[Artifact, ...], folders: Iterable[str], provenance: Provenance
) -> tuple[Artifact, ...]:
    """Return the artifacts, and for each of the folders a manifest of those in it.

    Args:
        artifacts: laid out: a manifest has the sha256 of what is written.
        folders: the folders of a target that carry one, inner ones before outer.
        provenance: what the artifacts are made of, which the manifests say too.

    Raises:
        TemplateError: an artifact can't be encoded.
    """
    for folder in folders:
        start = f"{folder}/"
        files = {
            it.path.removeprefix(start): digest(it.encode())
            for it in artifacts
            if it.path.startswith(start)
        }
        text = Manifest(provenance, files).to_bytes().decode()
        artifacts = (*artifacts, Artifact(start + MANIFEST, text))
    return artifacts
