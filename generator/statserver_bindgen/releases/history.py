"""The history of a catalog: the changes of each release, from the snapshots, for templates.

The artifacts of a release are rendered before its snapshot exists. So the catalog itself is the
newest entry if its version is later than that of the newest snapshot; afterwards, the entry made
from the snapshot is the same. The first release has no entry: it has no changes.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from statserver_bindgen.releases.records import Release, ReleasedChange
from statserver_bindgen.releases.snapshots import find_snapshots
from statserver_bindgen.versions import version_numbers

if TYPE_CHECKING:
    from statserver_bindgen.catalog import Catalog
    from statserver_bindgen.changes.change import Change


# A change has a version before and one after.
_FEWEST: Final = 2


def read_history(catalog: Catalog) -> tuple[Release, ...]:
    """Return the releases of a catalog after the first one, the newest first.

    Raises:
        SpecError: a snapshot can't be read.
    """
    snapshots = find_snapshots(catalog.releases_directory)
    is_new = bool(snapshots) and (version_numbers(catalog.version) or ()) > snapshots[-1].numbers
    if len(snapshots) + is_new < _FEWEST:
        return ()
    catalogs = [*(it.read().catalog for it in snapshots), *([catalog] if is_new else [])]
    return tuple(_release(*it) for it in pairwise(catalogs))[::-1]


def _release(old: Catalog, new: Catalog) -> Release:
    from statserver_bindgen.changes.compare import compare

    changes = tuple(_released(it) for it in compare(old, new))
    return Release(new.version, old.version, changes)


def _released(change: Change) -> ReleasedChange:
    rule = change.rule
    return ReleasedChange(
        rule.id, rule.title, rule.bump, change.subject, change.message, change.migration
    )
