"""Jobs: what a run is to write where, whole and in memory, before anything is written.

What comes in: a catalog, and targets with the folders that they go to. What goes out: a `Job` for
each, rendered and laid out. `generate` and `check` take the same ones.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from statserver_bindgen.output import disk, formatting
from statserver_bindgen.output.manifest import Stamp
from statserver_bindgen.output.workspace import Job
from statserver_bindgen.rendering.render import render

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from statserver_bindgen.model import Catalog
    from statserver_bindgen.rendering.targets import Target


def prepare(catalog: Catalog, roots: Mapping[Target, Path], *, formatted: bool) -> tuple[Job, ...]:
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


def _job(catalog: Catalog, target: Target, root: Path, formatted: bool) -> Job:  # noqa: FBT001
    artifacts = render(catalog, target)
    style = formatting.style(artifacts) if formatted else None
    if style is not None:
        known = disk.recorded(root).manifest
        artifacts = formatting.format_artifacts(artifacts, known.vouched(style) if known else {})
    stamp = Stamp(target.name, catalog.id, catalog.version, catalog.digest, style)
    return Job(root, stamp, artifacts)
