"""What is known of a copy that was verified, for the terminal and for programs.

What comes in: a `VerifiedCopy`. What goes out: text, or data for `--report json`. The keys of the data:

    path          the folder, as it was given
    target        name of the target, or null where the manifest can't be read, as all that follow
    catalog       id, version and digest of the catalog that it was generated from
    generator     name and version of the tool that did it
    formatter     what laid the code out, or null where nothing did
    interrupted   whether the manifest tells of a run that did not end
    intact        how many files are as they were generated
    edited, missing
                  paths of the files that are not
    old, new      paths of the files that are as before the run that did not end, and as it planned
    untracked     paths of what is not from this tool; one for a folder, with / at its end
    age           same, older, newer or different: what --against tells; null without it
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from statserver_bindgen.terminal_text import safe
from statserver_bindgen.workspace.manifest import GENERATOR

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from statserver_bindgen.verification.manifest_comparison import Age
    from statserver_bindgen.verification.verify import CopyState, VerifiedCopy

_DAMAGES: Final[tuple[CopyState, ...]] = ("edited", "missing", "old", "new")
_KEYS: Final = (
    *("target", "catalog", "generator", "formatter", "interrupted", "intact"),
    *(*_DAMAGES, "untracked", "age"),
)
_AGES: Final[Mapping[Age, str]] = {
    "same": "the same version",
    "older": "an older version",
    "newer": "a newer version",
    "different": "neither older nor newer",
}


def as_text(copy: VerifiedCopy) -> str:
    """Return what is known of a copy, one fact on a line under its folder."""
    facts = [f"  {name:<9}  {safe(value)}" for name, value in _facts(copy)]
    return "\n".join([safe(str(copy.path)), *facts])


def _facts(copy: VerifiedCopy) -> Iterator[tuple[str, str]]:
    if copy.manifest is None:
        yield "files", "unknown: there is no manifest that can be read"
        return
    provenance = copy.manifest.provenance
    digest = f"(digest {provenance.catalog_digest[:12]})"
    yield "target", provenance.target
    yield "catalog", f"{provenance.catalog_id} {provenance.catalog_version} {digest}"
    yield "generator", f"{GENERATOR} {provenance.generator_version}"
    yield "formatter", provenance.formatter or "none"
    counts = {it: len(copy.paths_in(it)) for it in _DAMAGES} | {"untracked": len(copy.untracked)}
    told = [f"{count} {it}" for it, count in counts.items() if count]
    yield "files", ", ".join([f"{len(copy.paths_in('intact'))} intact", *told])
    if copy.age is not None:
        yield "compared", _AGES[copy.age]


def as_data(copy: VerifiedCopy) -> dict[str, object]:
    """Return what is known of a copy, with the keys that this module documents."""
    known = copy.manifest
    if known is None:
        return {"path": str(copy.path), **dict.fromkeys(_KEYS)}
    return {
        "path": str(copy.path),
        **known.provenance.as_data(),
        "interrupted": known.pending is not None,
        "intact": len(copy.paths_in("intact")),
        **{it: copy.paths_in(it) for it in _DAMAGES},
        "untracked": list(copy.untracked),
        "age": copy.age,
    }
