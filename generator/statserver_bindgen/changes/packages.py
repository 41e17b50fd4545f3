"""The actions.json in an output directory, an installed package or an unpacked one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from statserver_bindgen import artifact_paths
from statserver_bindgen.changes.json_files import read_json
from statserver_bindgen.errors import SpecError
from statserver_bindgen.terminal_text import shortened
from statserver_bindgen.validation.fast_accept import is_mapping

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PUBLISHED: Final = "actions.json"


def find_published(directory: Path) -> Path:
    """Return the actions.json of a package.

    The manifest.json of the directory lists it; without a manifest, it is in the directory.

    Raises:
        SpecError: there is none, or the manifest can't be read.
    """
    manifest = directory / artifact_paths.MANIFEST
    if not manifest.is_file():
        file = directory / PUBLISHED
        if file.is_file():
            return file
        raise SpecError(f"{directory} contains neither {artifact_paths.MANIFEST} nor {PUBLISHED}")
    content = read_json(manifest)
    files = sorted(_listed(content), key=lambda path: (path.count("/"), path))
    if files:
        file = directory.joinpath(*files[0].split("/"))
        if not file.is_file():  # opening a pipe would wait for its writer
            raise SpecError(f"{file} is listed in {manifest}, but it is not a file")
        return file
    target = shortened(str(content.get("target")))
    raise SpecError(
        f"{directory} contains no {PUBLISHED}: it is the output of the target {target}; "
        "compare the output of the target json instead"
    )


def _listed(manifest: dict[str, Any]) -> Iterator[str]:
    """Yield the valid paths of files with that name."""
    files = manifest.get("files")
    for path in files if is_mapping(files) else ():
        if path.rpartition("/")[2] == PUBLISHED and artifact_paths.find_fault(path) is None:
            yield path
