"""The reference of a comparison: a trusted manifest, with those of its nested copies.

Takes the path that `--against` names; a directory gives the manifests of its nested copies too.
"""

from __future__ import annotations

import stat
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from statserver_bindgen.artifact_paths import MANIFEST
from statserver_bindgen.errors import WorkspaceError
from statserver_bindgen.verification import copy_states
from statserver_bindgen.verification.nested_copies import find_nested
from statserver_bindgen.verification.untracked import list_untracked
from statserver_bindgen.workspace import obstacles, reading

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from statserver_bindgen.workspace.manifest import Manifest


class Reference(NamedTuple):
    """A trusted manifest to compare copies with.

    Attributes:
        manifest: the manifest.
        nested: the manifests of the nested copies in its directory, by path.
    """

    manifest: Manifest
    nested: Mapping[str, Manifest] = MappingProxyType({})


def read_reference(path: Path) -> Reference:
    """Return the reference at a path.

    Args:
        path: a manifest.json, a pipe or device such as /dev/stdin, or a directory with a
            manifest.json.

    Raises:
        WorkspaceError: there is no manifest, it can't be read, or it records a run that has not
            ended.
    """
    status = obstacles.read_status(path, follow=True)
    if status is None or not stat.S_ISDIR(status.st_mode):
        return Reference(_read_manifest(path, any_kind=True))
    manifest = _read_manifest(path / MANIFEST)
    nested = find_nested(path, list_untracked(path, manifest.paths))
    return Reference(manifest, {it: _read_manifest(path / it / MANIFEST) for it in nested})


def _read_manifest(file: Path, *, any_kind: bool = False) -> Manifest:
    recorded = reading.read_manifest(file, any_kind=any_kind)
    if recorded.manifest is None:
        raise WorkspaceError(f"can't compare with {file}: {recorded.problem or 'no such file'}")
    if recorded.manifest.pending is not None:
        raise WorkspaceError(
            f"can't compare with {file}: it {copy_states.INTERRUPTED.message}; "
            "run generate there to continue it"
        )
    return recorded.manifest
