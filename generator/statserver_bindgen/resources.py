"""The shipped files: next to the code in an installed package, at the root of a checkout.

No other module knows these locations. Every path that a function returns exists.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from statserver_bindgen.version import __version__


@cache
def _root() -> Path:
    package = Path(__file__).resolve().parent
    for root in (package, package.parent.parent):
        if (root / "spec" / "actions.schema.json").is_file():
            return root
    raise FileNotFoundError(f"the shipped spec and templates are missing in {package}")


def spec() -> Path:
    """Return the shipped spec."""
    return _root() / "spec" / "actions.yaml"


def spec_schema() -> Path:
    """Return the JSON Schema of specs."""
    return _root() / "spec" / "actions.schema.json"


def configuration_schema() -> Path:
    """Return the JSON Schema of statserver-bindgen.yaml."""
    return _root() / "spec" / "statserver-bindgen.schema.json"


def mask_vocabulary() -> Path:
    """Return the vocabulary of masks."""
    return _root() / "spec" / "masks.yaml"


def stat_types() -> Path:
    """Return the facts about stat types."""
    return _root() / "spec" / "stat_types.yaml"


def templates() -> Path:
    """Return the directory of the shipped targets."""
    return _root() / "templates"


def target_schema() -> Path:
    """Return the JSON Schema of target.yaml."""
    return templates() / "target.schema.json"


def formatted_digests() -> Path:
    """Return the digests of the shipped catalog's artifacts as their formatter left them."""
    return Path(__file__).with_name("formatted_digests.json")


def installation_record() -> Path | None:
    """Return the file that changes with every installation of the tool, or None in a checkout."""
    package = Path(__file__).resolve().parent
    record = package.parent / f"{package.name}-{__version__}.dist-info" / "RECORD"
    return record if record.is_file() else None


def sources() -> tuple[Path, ...]:
    """Return the files of a tool that is not installed, without spec and targets."""
    modules = sorted(Path(__file__).resolve().parent.rglob("*.py"))
    return (*modules, formatted_digests(), mask_vocabulary(), spec_schema(), target_schema())
