"""What is known of a copy that was verified, for the terminal and for programs.

What comes in: a `Copy`. What goes out: text, or data for `--report json`. The keys of the data:

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
    foreign       paths of what is not from this tool; one for a folder, with / at its end
    age           same, older, newer or different: what --against tells; null without it
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from statserver_bindgen.terminal_text import safe
from statserver_bindgen.workspace.manifest import GENERATOR

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from statserver_bindgen.verification.manifest_comparison import Age
    from statserver_bindgen.verification.verify import Condition, Copy

_DAMAGES: Final[tuple[Condition, ...]] = ("edited", "missing", "old", "new")
_KEYS: Final = (
    *("target", "catalog", "generator", "formatter", "interrupted", "intact"),
    *(*_DAMAGES, "foreign", "age"),
)
_AGES: Final[Mapping[Age, str]] = {
    "same": "the same version",
    "older": "an older version",
    "newer": "a newer version",
    "different": "neither older nor newer",
}


def as_text(copy: Copy) -> str:
    """Return what is known of a copy, one fact on a line under its folder."""
    facts = [f"  {name:<9}  {safe(value)}" for name, value in _facts(copy)]
    return "\n".join([safe(str(copy.path)), *facts])


def _facts(copy: Copy) -> Iterator[tuple[str, str]]:
    if copy.manifest is None:
        yield "files", "unknown: there is no manifest that can be read"
        return
    stamp = copy.manifest.stamp
    digest = f"(digest {stamp.catalog_digest[:12]})"
    yield "target", stamp.target
    yield "catalog", f"{stamp.catalog_id} {stamp.catalog_version} {digest}"
    yield "generator", f"{GENERATOR} {stamp.generator_version}"
    yield "formatter", stamp.formatter or "none"
    counts = {it: len(copy.those(it)) for it in _DAMAGES} | {"foreign": len(copy.foreign)}
    told = [f"{count} {it}" for it, count in counts.items() if count]
    yield "files", ", ".join([f"{len(copy.those('intact'))} intact", *told])
    if copy.age is not None:
        yield "compared", _AGES[copy.age]


def as_data(copy: Copy) -> dict[str, object]:
    """Return what is known of a copy, with the keys that this module documents."""
    known = copy.manifest
    if known is None:
        return {"path": str(copy.path), **dict.fromkeys(_KEYS)}
    return {
        "path": str(copy.path),
        **known.stamp.as_data(),
        "interrupted": known.pending is not None,
        "intact": len(copy.those("intact")),
        **{it: copy.those(it) for it in _DAMAGES},
        "foreign": list(copy.foreign),
        "age": copy.age,
    }
