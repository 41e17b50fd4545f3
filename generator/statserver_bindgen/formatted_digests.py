"""Prints the digests of the shipped catalog's artifacts as their formatter left them, as JSON.

`make generate` writes them to formatted_digests.json, which is part of the package. With it, a run
on the shipped catalog needs no formatter (`rendering.formatting`).
"""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

from statserver_bindgen import pipeline, resources
from statserver_bindgen.artifact import digest
from statserver_bindgen.rendering import formatting, renderer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from statserver_bindgen.catalog import Catalog


def write() -> str:
    """Return the content of formatted_digests.json. The formatter formats every artifact again.

    Raises:
        ValueError: the shipped spec is not valid.
    """
    spec = pipeline.load(resources.spec())
    if spec.catalog is None:
        raise ValueError("\n".join(map(str, spec.diagnostics)))
    data = {"formatter": formatting.STYLE, "files": dict(_digests(spec.catalog))}
    return json.dumps(data, indent=2) + "\n"


def _digests(catalog: Catalog) -> Iterator[tuple[str, str]]:
    """Yield the path of each formatted artifact, with its target, and the digest of its text."""
    for target in pipeline.find_targets():
        for artifact in renderer.render(catalog, target):
            if artifact.formatter is not None:
                text = formatting.format_text(artifact)
                yield f"{target.name}/{artifact.path}", digest(text.encode())


if __name__ == "__main__":
    sys.stdout.write(write())
