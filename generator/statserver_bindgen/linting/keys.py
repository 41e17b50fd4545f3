"""The formats of configuration files, and the keys of the five settings in each."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final, cast

from statserver_bindgen import stat_type_facts
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

# Columns of a CSV file that have masks, besides the keys of other formats.
_MASK_COLUMNS: Final = ("mask", "masks")
NAME_KEYS: Final = ("name", "stattype", "stat type", "section", "statname", "statistic")
"""The columns of a CSV file that name a stat type, in lower case; the first of them counts."""


@cache
def keys_of(file_format: str) -> Mapping[str, Role]:
    """Return the role of each key of a format, by the key in lower case.

    The keys are those of spec/stat_types.yaml. A CSV file has the keys of any format as columns.
    """
    if file_format == "lines":
        return {}
    formats = ("csv", "gws") if file_format == "csv" else (file_format,)
    keys: dict[str, Role] = {
        lower(text): cast("Role", key.role)
        for name in formats
        for key in stat_type_facts.load().keys
        if key.role is not None
        for text in key.names_in(name)
    }
    columns: dict[str, Role] = dict.fromkeys(_MASK_COLUMNS, "main_mask")
    return keys | columns if file_format == "csv" else keys


def annex_prefixes() -> Mapping[str, str]:
    """Return the object type that each prefix of an annex section gives."""
    return stat_type_facts.load().annex_prefixes


def role_of(key: str, file_format: str) -> Role | None:
    """Return what a key of a format defines of a stat type; case does not count."""
    return keys_of(file_format).get(lower(key))


def is_hidden(key: str) -> bool:
    """Return whether a key has a prefix with which administrators switch a setting off."""
    return lower(key).startswith(_hidden_prefixes())


@cache
def _hidden_prefixes() -> tuple[str, ...]:
    return tuple(map(lower, stat_type_facts.load().hidden_keys))
