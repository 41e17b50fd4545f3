"""The version of a release: the requested one, that of the spec, or the smallest allowed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from statserver_bindgen.releases.checks import value_span
from statserver_bindgen.rules.releases import VERSION_TOO_SMALL
from statserver_bindgen.versions import raised, version_numbers

if TYPE_CHECKING:
    from statserver_bindgen.catalog import Catalog
    from statserver_bindgen.changes.comparison import Comparison
    from statserver_bindgen.diagnostics import Diagnostic


def choose_version(catalog: Catalog, requested: str | None, comparison: Comparison | None) -> str:
    """Return the version of the release of a catalog.

    Args:
        catalog: the catalog.
        requested: the version that the user requests, or None.
        comparison: the comparison with the newest release, or None if there is none.
    """
    if requested is not None or comparison is None:
        return requested or catalog.version
    smallest = _smallest(comparison)
    return catalog.version if _is_enough(catalog.version, smallest) else smallest


def check_version(
    catalog: Catalog, version: str, comparison: Comparison | None
) -> Diagnostic | None:
    """Return why a catalog can't be released as a version, or None.

    Args:
        catalog: the catalog, with its spans.
        version: the version.
        comparison: the comparison with the newest release, or None if there is none.
    """
    if comparison is None or _is_enough(version, _smallest(comparison)):
        return None
    old, required = comparison.old.catalog.version, comparison.verdict.required
    smallest = _smallest(comparison)
    state = f"{version} is released" if version == old else f"the version {version} is too small"
    reason = f"{required} changes since {old} require" if required else f"{old} is released; use"
    return VERSION_TOO_SMALL.at(
        value_span(catalog, ("catalog", "version")),
        f"{state}: {reason} {smallest} or later",
        f"release {smallest} or later",
    )


def _smallest(comparison: Comparison) -> str:
    """Return the smallest version that is enough for the changes since the newest release."""
    required = comparison.verdict.required
    old = comparison.old.catalog.version
    return old if required is None else raised(old, required)


def _is_enough(version: str, smallest: str) -> bool:
    return (version_numbers(version) or ()) >= (version_numbers(smallest) or ())
