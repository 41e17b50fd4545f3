"""The checks of the lifecycle of rows: versions, replacements, former names and tombstones.

The valid part of a document goes in; diagnostics come out. A spec without lifecycle keys costs one
look at each row.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from statserver_bindgen.action import action_id
from statserver_bindgen.diagnostics import Related
from statserver_bindgen.rules.lifecycle import (
    ALIAS_COLLISION,
    FUTURE_VERSION,
    LIFECYCLE_ORDER,
    NAME_REUSED,
    NO_ACTIONS,
    REPLACEMENT_CYCLE,
    REPLACEMENT_DEPRECATED,
    TOMBSTONE_REFERENCE,
)
from statserver_bindgen.rules.table import UNKNOWN_REFERENCE
from statserver_bindgen.suggestions import did_you_mean
from statserver_bindgen.terminal_text import quoted
from statserver_bindgen.versions import version_numbers

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from statserver_bindgen.diagnostics import Diagnostic
    from statserver_bindgen.validation.valid_view import ValidView
    from statserver_bindgen.yaml_source.positions import DataPath

KEYS: Final = frozenset({"since", "deprecated", "removed", "formerly"})
"""The keys of a row that describe its lifecycle."""


def check(view: ValidView) -> Iterator[Diagnostic]:
    """Yield the diagnostics of the lifecycle, in no particular order."""
    rows = [row for row in view.keys("actions") if not KEYS.isdisjoint(view.keys("actions", row))]
    if not rows:
        return
    ids = _ids(view)
    yield from _versions(view, rows)
    yield from _replacements(view, rows, ids)
    yield from _former_names(view, ids)
    if any(_is_removed(view, row) for row in rows):
        yield from _tombstones(view)


def lifecycle_versions(view: ValidView) -> Iterator[DataPath]:
    """Yield the paths of the versions of rows."""
    for row in view.keys("actions"):
        if not KEYS.isdisjoint(view.keys("actions", row)):
            yield from _version_paths(row)


def former_names(view: ValidView) -> Iterator[tuple[DataPath, str, str | None]]:
    """Yield the former names of rows: the path of the name, the name, and the scope."""
    for row in view.keys("actions"):
        for index in view.keys("actions", row, "formerly"):
            entry: DataPath = ("actions", row, "formerly", index)
            name, scope = view.get(*entry, "name"), view.get(*entry, "scope")
            if isinstance(name, str) and (scope is not None or "scope" not in view.keys(*entry)):
                yield (*entry, "name"), name, scope


def _version_paths(row: int) -> tuple[DataPath, DataPath, DataPath]:
    """Return the paths of the versions that add, deprecate and remove a row."""
    entry: DataPath = ("actions", row)
    return (*entry, "since"), (*entry, "deprecated", "since"), (*entry, "removed", "since")


def _versions(view: ValidView, rows: Sequence[int]) -> Iterator[Diagnostic]:
    described = version_numbers(view.get("catalog", "version"))
    for row in rows:
        added, deprecated, removed = _version_paths(row)
        numbers = {path: version_numbers(view.get(*path)) for path in (added, deprecated, removed)}
        for path, version in numbers.items():
            if described and version and version > described:
                yield FUTURE_VERSION.at(
                    view.value_span(path),
                    f"the version {view.get(*path)} is later than that of the catalog",
                    "correct it, or raise the version of the catalog",
                    related=(
                        Related(
                            "see the version of the catalog",
                            view.value_span(("catalog", "version")),
                        ),
                    ),
                )
        first, second, third = numbers[added], numbers[deprecated], numbers[removed]
        if first and second and second < first:
            yield LIFECYCLE_ORDER.at(
                view.value_span(deprecated),
                f"the row is deprecated in {view.get(*deprecated)}, and added in "
                f"{view.get(*added)}",
                "correct one of the two versions",
                related=(Related("see the version that adds it", view.value_span(added)),),
            )
        if second and third and third <= second:
            yield LIFECYCLE_ORDER.at(
                view.value_span(removed),
                f"the row is removed in {view.get(*removed)}, and deprecated in "
                f"{view.get(*deprecated)}",
                "remove it in a version after the one that deprecates it",
                related=(
                    Related("see the version that deprecates it", view.value_span(deprecated)),
                ),
            )


def _ids(view: ValidView) -> dict[str, int]:
    """Return the first row with each id."""
    ids: dict[str, int] = {}
    for row in view.keys("actions"):
        name, scope = view.get("actions", row, "name"), view.get("actions", row, "scope")
        if isinstance(name, str) and (
            scope is not None or "scope" not in view.keys("actions", row)
        ):
            ids.setdefault(action_id(name, scope), row)
    return ids


def _is_removed(view: ValidView, row: int) -> bool:
    return "removed" in view.keys("actions", row)


def _replacements(
    view: ValidView, rows: Sequence[int], ids: Mapping[str, int]
) -> Iterator[Diagnostic]:
    replaced_by: dict[int, int] = {}
    for row in rows:
        path = _replacement_path(row)
        text = view.get(*path)
        if not isinstance(text, str):
            continue
        if text in ids:
            replaced_by[row] = ids[text]
        elif len(ids) == len(view.keys("actions")):  # a row with a problem may have the id
            yield UNKNOWN_REFERENCE.at(
                view.value_span(path),
                f"there is no row with the id {quoted(text)}",
                did_you_mean(text, ids) or "use the id of a row: `list` prints them",
            )
    in_cycles = {row for row in replaced_by if _is_in_cycle(row, replaced_by)}
    for row, other in replaced_by.items():
        path = _replacement_path(row)
        text = view.get(*path)
        see = Related("see that row", view.value_span(("actions", other, "name")))
        if row in in_cycles:
            yield REPLACEMENT_CYCLE.at(
                view.value_span(path),
                "the row replaces itself"
                if other == row
                else f"the replacement {text} leads back to this row",
                "name an action that remains, or remove replaced_by",
                related=(see,),
            )
        elif _is_removed(view, other):
            yield TOMBSTONE_REFERENCE.at(
                view.value_span(path),
                f"{text} is removed",
                "name an action that remains, or remove replaced_by",
                related=(see,),
            )
        elif "deprecated" in view.keys("actions", other):
            yield REPLACEMENT_DEPRECATED.at(
                view.value_span(path),
                f"{text} is deprecated itself",
                "name an action that remains, such as the replacement of that row",
                related=(see,),
            )


def _replacement_path(row: int) -> DataPath:
    return ("actions", row, "deprecated", "replaced_by")


def _is_in_cycle(row: int, replaced_by: Mapping[int, int]) -> bool:
    seen: set[int] = set()
    other = replaced_by.get(row)
    while other is not None and other not in seen:
        if other == row:
            return True
        seen.add(other)
        other = replaced_by.get(other)
    return False


def _former_names(view: ValidView, ids: Mapping[str, int]) -> Iterator[Diagnostic]:
    known_names = {name.lower(): name for name in view.keys("known_names")}
    owners: dict[str, DataPath] = {}
    for path, name, scope in former_names(view):
        key = action_id(name, scope)
        problem = _collision(view, path, name, key, ids)
        other = owners.setdefault(key, path)
        if problem is None and other != path:
            problem = f"the id {key} is already an alias", other
        if problem is None and name.lower() in known_names:
            known_name = known_names[name.lower()]
            problem = f"{known_name} is a known name", ("known_names", known_name)
        if problem is not None:
            message, colliding = problem
            is_key = colliding[0] == "known_names"
            yield ALIAS_COLLISION.at(
                view.value_span(path),
                message,
                "remove the former name, or correct it",
                related=(
                    Related(
                        "see the other one",
                        view.key_span(colliding) if is_key else view.value_span(colliding),
                    ),
                ),
            )


def _collision(
    view: ValidView, former: DataPath, name: str, key: str, ids: Mapping[str, int]
) -> tuple[str, DataPath] | None:
    """Return the collision of a former name with a row, and the path of the row; or None."""
    other = ids.get(key)
    if other is None:
        return None
    path: DataPath = ("actions", other, "name")
    if other == former[1]:
        # A name can change without its id, in underscores.
        return None if view.get(*path) != name else (f"{name} is the name of this row", path)
    what = "a removed row" if _is_removed(view, other) else "another row"
    return f"the id {key} belongs to {what}", path


def _tombstones(view: ValidView) -> Iterator[Diagnostic]:
    current: dict[str, list[int]] = {}
    removed: dict[str, int] = {}
    for row in view.keys("actions"):
        name = view.get("actions", row, "name")
        if not isinstance(name, str):
            return
        if _is_removed(view, row):
            removed.setdefault(name, row)
        else:
            current.setdefault(name, []).append(row)
    if not current:
        yield NO_ACTIONS.at(
            view.key_span(("actions",)), "all rows are removed", "keep at least one row"
        )
    for name in removed.keys() & current.keys():
        yield from _reuse(view, name, current[name], removed[name])
    gone = removed.keys() - current.keys()
    references: list[tuple[DataPath, Any]] = [
        (("known_names", key, "actions", index), view.get("known_names", key, "actions", index))
        for key in view.keys("known_names")
        for index in view.keys("known_names", key, "actions")
    ]
    references += ((("statuses", key), key) for key in view.keys("statuses"))
    for path, name in references:
        if name in gone:
            of_key = path[0] == "statuses"
            yield TOMBSTONE_REFERENCE.at(
                view.key_span(path) if of_key else view.value_span(path),
                f"every row of {name} is removed",
                "remove the status" if of_key else "remove the name, or name another action",
                related=(
                    Related("see the row", view.value_span(("actions", removed[name], "name"))),
                ),
            )


def _reuse(view: ValidView, name: str, rows: Sequence[int], tombstone: int) -> Iterator[Diagnostic]:
    ended = version_numbers(view.get("actions", tombstone, "removed", "since"))
    for row in rows:
        added = version_numbers(view.get("actions", row, "since"))
        if not ended or not added or added < ended:
            return  # the name was never out of use
    yield NAME_REUSED.at(
        view.value_span(("actions", rows[0], "name")),
        f"{name} is the name of a removed row",
        "choose another name",
        related=(Related("see the removed row", view.value_span(("actions", tombstone, "name"))),),
    )
