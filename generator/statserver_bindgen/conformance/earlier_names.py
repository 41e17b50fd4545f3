"""Earlier and deprecated names of a catalog, each with its explanation.

docs/masks.md, section "Names of earlier versions". The suggestion of an explanation is the name to
which a name leads, or None.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from statserver_bindgen.conformance.explanations import Explanation, join_names

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from statserver_bindgen.action_names import (
        ActionName,
        FormerName,
        NameDeprecation,
        RemovedName,
        SplitName,
    )
    from statserver_bindgen.catalog import Catalog


def explain_earlier_names(catalog: Catalog) -> Mapping[str, Explanation]:
    """Return the explanations of former, split and removed names, in this order."""
    return {
        **{it.name: _explain_former(it) for it in catalog.former_names},
        **{it.name: _explain_split(it) for it in catalog.split_names},
        **{it.name: _explain_end("removed", it.name, it) for it in catalog.removed_names},
    }


def explain_deprecated_names(catalog: Catalog) -> Mapping[str, Explanation]:
    """Return the explanations of the deprecated names of the table."""
    names = ((it.name, it.deprecation) for it in catalog.names)
    return {name: _explain_end("deprecated", name, entry) for name, entry in names if entry}


def _explain_former(entry: FormerName) -> Explanation:
    name = entry.action_name.name
    return Explanation("renamed", name, {"known_name": entry.name, "names": name})


def _explain_split(entry: SplitName) -> Explanation:
    values = {"known_name": entry.name, "names": _names(entry.action_names)}
    return Explanation("split", None, values)


def _explain_end(message: str, name: str, entry: NameDeprecation | RemovedName) -> Explanation:
    """Return the explanation of a name that is deprecated or removed, with its replacements."""
    names = _names(entry.replacements)
    values = {"known_name": name, "version": entry.since, "names": names}
    if entry.equivalent is not None:
        return Explanation(f"{message}_for", entry.equivalent.name, values)
    return Explanation(f"{message}_for_some" if names else message, None, values)


def _names(entries: Iterable[ActionName]) -> str:
    return join_names(tuple(it.name for it in entries))
