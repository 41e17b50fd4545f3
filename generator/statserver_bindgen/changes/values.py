"""The comparison of values of two entries: one value, a text, a set, or evidence with sources.

Each function gets the two values and adds the changes between them to a list.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from statserver_bindgen.rules.row_changes import (
    INFERENCE_CHANGED,
    INFERENCE_CONFIRMED,
    ORDER_CHANGED,
)
from statserver_bindgen.rules.vocabulary_changes import EVIDENCE_CHANGED, TEXT_CHANGED
from statserver_bindgen.terminal_text import listed, quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from statserver_bindgen.changes.change import ChangeList
    from statserver_bindgen.outside_facts import Fact
    from statserver_bindgen.rules.change_rule import ChangeRule
    from statserver_bindgen.vocabulary import Inferred
    from statserver_bindgen.yaml_source.positions import DataPath


class Pair(NamedTuple):
    """An entry that both catalogs have.

    Attributes:
        subject: the entry, for readers.
        old_path: its path in the old spec.
        new_path: its path in the new spec.
    """

    subject: str
    old_path: DataPath
    new_path: DataPath

    def add(  # noqa: PLR0913 - one parameter for each part of a change
        self,
        changes: ChangeList,
        rule: ChangeRule,
        key: str,
        message: str,
        *,
        old: str = "",
        new: str = "",
    ) -> None:
        """Add a change of the value of a key."""
        changes.add(
            rule,
            self.subject,
            message,
            old_path=(*self.old_path, key),
            new_path=(*self.new_path, key),
            old=old,
            new=new,
        )


def compare_value(
    changes: ChangeList, pair: Pair, key: str, rule: ChangeRule, values: tuple[Any, Any]
) -> None:
    """Add a change if an id, a number or a flag differs."""
    if values[0] != values[1]:
        old, new = map(_shown, values)
        label = key.replace("_", " ")
        pair.add(changes, rule, key, f"{label} changed from {old} to {new}", old=old, new=new)


def compare_text(changes: ChangeList, pair: Pair, key: str, old: str, new: str) -> None:
    """Add a change if a title or a description differs."""
    if old != new:
        message = f"{key} changed from {quoted(old)} to {quoted(new)}"
        pair.add(changes, TEXT_CHANGED, key, message, old=old, new=new)


def compare_set(
    changes: ChangeList,
    pair: Pair,
    key: str,
    rules: tuple[ChangeRule, ChangeRule],
    values: tuple[Sequence[str], Sequence[str]],
) -> None:
    """Add a change for each value that a list lost or gained, or one if only the order differs.

    Args:
        changes: the list of changes.
        pair: the entry.
        key: the key of the list.
        rules: the rule of a lost value, and of a gained one.
        values: the old and the new values.
    """
    old, new = values
    if old == new:
        return
    label = key.replace("_", " ")
    lost = [it for it in old if it not in new]
    gained = [it for it in new if it not in old]
    for value in lost:
        pair.add(changes, rules[0], key, f"{label} lost {value}", old=value)
    for value in gained:
        pair.add(changes, rules[1], key, f"{label} gained {value}", new=value)
    if [it for it in old if it in new] != [it for it in new if it in old]:
        message = f"{label} are in another order: {listed([*new])}"
        pair.add(changes, ORDER_CHANGED, key, message)


def compare_inferences(
    changes: ChangeList, pair: Pair, old: Iterable[Inferred], new: Iterable[Inferred]
) -> None:
    """Add a change for each field whose inference was confirmed, added or changed."""
    reasons = {it.field: it.reason.id for it in old}
    new_reasons = {it.field: it.reason.id for it in new}
    for field, reason in reasons.items():
        if field not in new_reasons:
            message = f"{field.replace('_', ' ')} is no longer inferred"
            pair.add(changes, INFERENCE_CONFIRMED, "inferred", message, old=reason)
        elif new_reasons[field] != reason:
            message = f"inference of {field} changed from {reason} to {new_reasons[field]}"
            pair.add(changes, INFERENCE_CHANGED, "inferred", message, old=reason)
    for field, reason in new_reasons.items():
        if field not in reasons:
            message = f"{field.replace('_', ' ')} is inferred: {reason}"
            pair.add(changes, INFERENCE_CHANGED, "inferred", message, new=reason)
    both = [it for it in reasons if it in new_reasons]
    if both != [it for it in new_reasons if it in reasons]:
        message = "inferences are in another order"
        pair.add(changes, ORDER_CHANGED, "inferred", message)


def compare_provenance(changes: ChangeList, pair: Pair, old: Fact, new: Fact) -> None:
    """Add a change for evidence, and one for sources, if they differ."""
    compare_value(changes, pair, "evidence", EVIDENCE_CHANGED, (old.evidence.id, new.evidence.id))
    references, new_references = references_of(old), references_of(new)
    if references == new_references:
        return
    if sorted(references) == sorted(new_references):
        pair.add(changes, ORDER_CHANGED, "sources", "sources are in another order")
    else:
        message = f"sources changed: {listed([it for it, _ in new_references])}"
        pair.add(changes, EVIDENCE_CHANGED, "sources", message)


def references_of(fact: Fact) -> list[tuple[str, str]]:
    """Return the id and the note of each source of a fact."""
    return [(it.source.id, it.note or "") for it in fact.sources]


def _shown(value: object) -> str:
    """Return a value as the spec has it."""
    if value is None:
        return "none"
    return str(value).lower() if isinstance(value, bool) else str(value)
