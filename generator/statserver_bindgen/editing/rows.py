"""Rows of a spec, found by the text that names them: an id, an action name, or a label."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from statserver_bindgen.action import action_id
from statserver_bindgen.errors import EditError
from statserver_bindgen.suggestions import did_you_mean
from statserver_bindgen.terminal_text import listed, quoted

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

ACTIONS: Final = "actions"


class Row(NamedTuple):
    """A row of a spec.

    Attributes:
        number: its number in the table, from 0.
        data: its data.
        label: the label of its action.
    """

    number: int
    data: Mapping[str, Any]
    label: str

    @property
    def name(self) -> str:
        """The action name."""
        return str(self.data["name"])

    @property
    def scope(self) -> str | None:
        """The id of the scope, or None."""
        return self.data.get("scope")

    @property
    def id(self) -> str:
        """The id of the action."""
        return action_id(self.name, self.scope)

    @property
    def is_removed(self) -> bool:
        """Whether the row is a tombstone."""
        return "removed" in self.data

    @property
    def former_ids(self) -> frozenset[str]:
        """The ids that the action had under its former names."""
        aliases = self.data.get("formerly", ())
        return frozenset(action_id(it["name"], it.get("scope")) for it in aliases)

    def path(self, *keys: str | int) -> tuple[str | int, ...]:
        """Return the data path of the row, or of a value in it."""
        return (ACTIONS, self.number, *keys)


def read_rows(data: Mapping[str, Any]) -> tuple[Row, ...]:
    """Return the rows of a spec, tombstones included."""
    titles = {key: it["title"] for key, it in data.get("scopes", {}).items()}
    return tuple(Row(number, it, _label(it, titles)) for number, it in enumerate(data[ACTIONS]))


def _label(row: Mapping[str, Any], titles: Mapping[str, str]) -> str:
    return f"{row['name']} ({titles[row['scope']]})" if "scope" in row else str(row["name"])


def find_rows(rows: Sequence[Row], text: str) -> tuple[Row, ...]:
    """Return the rows that a text names: one by id or label, all of an action name.

    Raises:
        EditError: no row has this id, name or label.
    """
    by_id = [row for row in rows if row.id == text]
    by_name = [row for row in rows if row.name == text]
    matching = by_name or by_id or [row for row in rows if row.label == text]
    if not matching:
        raise EditError(
            "; ".join(filter(None, (f"unknown action {quoted(text)}", _hint(rows, text))))
        )
    return tuple(matching)


def find_row(rows: Sequence[Row], text: str) -> Row:
    """Return the one row that a text names.

    Raises:
        EditError: no row has this id, name or label, or several rows have the name.
    """
    row, *others = find_rows(rows, text)
    if others:
        raise EditError(f"{text} has {len(others) + 1} rows; name one: {list_ids([row, *others])}")
    return row


def list_ids(rows: Sequence[Row]) -> str:
    """Return the ids of rows, joined by commas."""
    return listed([row.id for row in rows])


def _hint(rows: Sequence[Row], text: str) -> str | None:
    names = [
        row.name for row in rows if text in {it["name"] for it in row.data.get("formerly", ())}
    ]
    names += [row.id for row in rows if text in row.former_ids]
    if names:
        return f"it is now {listed([*dict.fromkeys(names)])}"
    return did_you_mean(text, [it for row in rows for it in (row.name, row.id, row.label)])
