"""Renders and formats the artifacts of targets for their output directories.

Takes a catalog, and targets with their directories; returns what a run compares with the files on
disk. Nothing is written but large artifacts, which may wait in temporary files.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from statserver_bindgen import resources
from statserver_bindgen.artifact import keep_in_memory
from statserver_bindgen.artifact_paths import MANIFEST
from statserver_bindgen.errors import CatalogRejectedError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from os import PathLike

    from statserver_bindgen.artifact import Artifact, Keep
    from statserver_bindgen.catalog import Catalog
    from statserver_bindgen.diagnostics import Diagnostic
    from statserver_bindgen.rendering.targets import Target
    from statserver_bindgen.workspace.writer import PlannedOutput

    OnStep = Callable[[str], object]
    StrPath = str | PathLike[str]
    Output = tuple[str, StrPath] | tuple[Target, StrPath]
    Outputs = Mapping[str, StrPath] | Mapping[Target, StrPath] | Iterable[Output]


class OutputFiles(NamedTuple):
    """The files that a run writes to an empty output directory.

    Attributes:
        target: the target, or a part of it.
        directory: the output directory.
        paths: the paths of the files in it, sorted, with that of the manifest.
    """

    target: Target
    directory: Path
    paths: tuple[str, ...]


def ignore(_: object) -> None:
    """Do nothing: the default of the functions that a run calls."""


def find_outputs(outputs: Outputs) -> list[tuple[Target, Path]]:
    """Return each target with its output directory; names are those of shipped targets.

    Raises:
        TargetError: a target is unknown, or its target.yaml is not valid.
    """
    from statserver_bindgen.rendering.targets import select

    is_mapping = isinstance(outputs, Mapping)
    items = cast("Mapping[Any, StrPath]", outputs).items() if is_mapping else outputs
    pairs = [*cast("Iterable[Output]", items)]
    names = [*dict.fromkeys(target for target, _ in pairs if isinstance(target, str))]
    targets = select(names, [resources.templates()]) if names else ()
    named = dict(zip(names, targets, strict=True))
    return [
        (named[target] if isinstance(target, str) else target, Path(directory))
        for target, directory in pairs
    ]


def digest_outputs(
    outputs: Iterable[tuple[Target, Path]], planned: Iterable[PlannedOutput]
) -> dict[str, str]:
    """Return the sha256 of each artifact by target and path.

    Parts of targets are left out, and so are the manifests in a target: they name the version of
    the tool.
    """
    return {
        f"{target.name}/{artifact.path}": artifact.content.digest
        for (target, _), output in zip(outputs, planned, strict=True)
        if not target.part
        for artifact in output.artifacts
        if artifact.path not in {f"{it}/{MANIFEST}" for it in target.manifests}
    }


def plan_outputs(
    catalog: Catalog,
    outputs: Outputs,
    *,
    formatted: bool,
    keep: Keep = keep_in_memory,
    on_step: OnStep = ignore,
) -> tuple[PlannedOutput, ...]:
    """Return the rendered and formatted artifacts of each target with its output directory.

    Args:
        catalog: the catalog to render.
        outputs: see `generate`.
        formatted: whether formatters are applied.
        keep: keeps the contents of artifacts.
        on_step: called with the name of each step when it starts.

    Raises:
        CatalogRejectedError: the catalog does not fit some of the targets.
    """
    from statserver_bindgen.rendering.renderer import render
    from statserver_bindgen.yaml_source.limits import cap

    planned: list[PlannedOutput] = []
    rendered: dict[Path, tuple[Artifact, ...]] = {}
    rejections: list[Diagnostic] = []
    for output in find_outputs(outputs):
        target, directory = output
        try:
            on_step(f"render {target.name}")
            artifacts = render(catalog, target, keep, rendered)
            rendered[target.directory] = artifacts
            planned.append(
                _plan_output(
                    catalog,
                    target,
                    artifacts,
                    directory,
                    formatted=formatted,
                    on_step=on_step,
                )
            )
        except CatalogRejectedError as error:
            rejections += error.diagnostics
    if rejections:
        raise CatalogRejectedError("targets reject the catalog", cap(rejections))
    return tuple(planned)


def _plan_output(  # noqa: PLR0913 - one parameter for each part of the output
    catalog: Catalog,
    target: Target,
    artifacts: tuple[Artifact, ...],
    directory: Path,
    *,
    formatted: bool,
    on_step: OnStep,
) -> PlannedOutput:
    """Format the artifacts of a target or a part of it, and add its inner manifests."""
    from statserver_bindgen.rendering import formatting
    from statserver_bindgen.workspace import inner_manifests, reading
    from statserver_bindgen.workspace.manifest import Provenance
    from statserver_bindgen.workspace.writer import PlannedOutput

    style = formatting.style(artifacts) if formatted else None
    artifacts = inner_manifests.select_part(artifacts, target.part)
    if style is not None:
        on_step(f"format {target.name}")
        manifest = reading.read_manifest_in(directory).manifest
        digests = manifest.formatted_digests(style) if manifest else dict[str, str]()
        artifacts = formatting.format_artifacts(artifacts, digests)
    provenance = Provenance(target.name, catalog.id, catalog.version, catalog.digest, style)
    directories = inner_manifests.select_manifests(target.manifests, target.part)
    artifacts = inner_manifests.add_inner_manifests(artifacts, directories, provenance)
    return PlannedOutput(directory, provenance, artifacts)
