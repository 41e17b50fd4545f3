"""The formats of configuration files, and the keys of the five settings in each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from statserver_bindgen.suggestions import lower

if TYPE_CHECKING:
    from collections.abc import Mapping

    from statserver_bindgen.linting.sections import Role

FORMATS: Final = {
    "options": "[section] lines and key=value lines, as exported from an application",
    "gws": "YAML with keys statistics.definitions.NAME",
    "statistics": "JSON with objectId, objectType and definition",
    "application": "JSON or YAML with applications, their options, sections and keys",
    "annex": "[section] lines and key=value lines; the prefix of a section gives the objects",
    "csv": "a table with a column of masks",
    "lines": "one mask for each line",
}
"""The formats, by their names for `--format`, with a description of each."""

_OPTIONS: Final[Mapping[str, Role]] = {
    "objects": "objects",
    "category": "category",
    "subject": "subject",
    "mainmask": "main_mask",
    "relmask": "rel_mask",
}
_CLIENT: Final[Mapping[str, Role]] = {
    "objecttypes": "objects",
    "objects": "objects",
    "category": "category",
    "subject": "subject",
    "mainmask": "main_mask",
    "relativemask": "rel_mask",
}
KEYS: Final[Mapping[str, Mapping[str, Role]]] = {
    "options": _OPTIONS,
    "gws": _CLIENT,
    "statistics": {**_CLIENT, "relmask": "rel_mask"},
    "application": _OPTIONS,
    "annex": _OPTIONS,
    "csv": {**_OPTIONS, **_CLIENT, "mask": "main_mask", "masks": "main_mask"},
    "lines": {},
}
"""The role of each key in lower case, by format."""

NAME_KEYS: Final = ("name", "stattype", "stat type", "section", "statname", "statistic")
"""The columns of a CSV file that name a stat type, in lower case; the first of them counts."""

ANNEX_PREFIXES: Final[Mapping[str, str]] = {
    "agent": "Agent",
    "group": "GroupAgents",
    "acd": "Queue",
    "dn": "RegDN",
    "vq": "Queue",
}
"""The object type that the prefix of an annex section gives."""


def role_of(key: str, file_format: str) -> Role | None:
    """Return what a key of a format defines of a stat type; case does not count."""
    return KEYS[file_format].get(lower(key))
