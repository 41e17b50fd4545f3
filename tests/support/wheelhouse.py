"""Wheels of installed packages, so that installers work without a network.

Each wheel is made of the files that the installation of the package recorded.
"""

from __future__ import annotations

import base64
import hashlib
import itertools
import zipfile
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

from packaging.requirements import Requirement

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


def write_wheels(requirements: Iterable[str], directory: Path) -> None:
    """Write a wheel of each package that the requirements need, with their own requirements."""
    for distribution in find_distributions(requirements):
        write_wheel(distribution, directory)


def find_distributions(requirements: Iterable[str]) -> Iterator[metadata.Distribution]:
    """Yield each installed package that the requirements need, once."""
    waiting, names = [*requirements], set[str]()
    while waiting:
        requirement = Requirement(waiting.pop())
        is_needed = requirement.marker is None or requirement.marker.evaluate({"extra": ""})
        if is_needed and requirement.name.lower() not in names:
            names.add(requirement.name.lower())
            distribution = metadata.distribution(requirement.name)
            waiting += distribution.requires or ()
            yield distribution


def write_wheel(distribution: metadata.Distribution, directory: Path) -> None:
    """Write the wheel of an installed package."""
    files = [it for it in distribution.files or () if ".." not in it.parts and it.suffix != ".pyc"]
    (information,) = {it.parts[0] for it in files if it.parts[0].endswith(".dist-info")}
    left_out = {"RECORD", "INSTALLER", "REQUESTED", "direct_url.json"}
    kept = [it for it in files if it.parts[0] != information or it.name not in left_out]
    tags = read_tags(distribution.read_text("WHEEL") or "")
    record: list[str] = []
    with zipfile.ZipFile(
        directory / f"{information[: -len('.dist-info')]}-{tags}.whl", "w"
    ) as file:
        for path in kept:
            raw = Path(path.locate()).read_bytes()
            file.writestr(path.as_posix(), raw)
            digest = base64.urlsafe_b64encode(hashlib.sha256(raw).digest()).decode().rstrip("=")
            record.append(f"{path.as_posix()},sha256={digest},{len(raw)}\n")
        file.writestr(f"{information}/RECORD", "".join([*record, f"{information}/RECORD,,\n"]))


def read_tags(text: str) -> str:
    """Return the tags of a wheel as in its name."""
    tags = [line.partition(": ")[2].split("-") for line in text.splitlines() if "Tag: " in line]
    return "-".join(".".join(dict.fromkeys(it)) for it in itertools.zip_longest(*tags))
