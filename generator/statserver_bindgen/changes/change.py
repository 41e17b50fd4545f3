"""A change between two catalogs, and the list to which comparisons add changes."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from statserver_bindgen.catalog import Catalog
    from statserver_bindgen.diagnostics import Span
    from statserver_bindgen.rules.change_rule import ChangeRule
    from statserver_bindgen.yaml_source.positions import DataPath


class Change(NamedTuple):
    """One difference between two catalogs.

    Attributes:
        rule: the kind of change, with the bump that it requires.
        subject: the id of the row, or the kind and the id of another entry.
        message: the difference, without the subject and without a full stop.
        old_span: the span in the old spec, or None if it has none.
        new_span: the span in the new spec, or None if it has none.
        migration: what consumers do about it, as a sentence, or None if that is nothing.
        hint: what the keeper of the spec can do about it, or None.
    """

    rule: ChangeRule
    subject: str
    message: str
    old_span: Span | None = None
    new_span: Span | None = None
    migration: str | None = None
    hint: str | None = None


class ChangeList:
    """The changes between two catalogs, in the order in which they are added.

    Attributes:
        old: the old catalog.
        new: the new catalog.
        renamed: the new name of each former action name.
        changes: the changes.
    """

    def __init__(self, old: Catalog, new: Catalog) -> None:
        self.old = old
        self.new = new
        # Few catalogs have former names, and each name of a large one takes time to list.
        has_former_names = any(it.formerly for it in new.actions)
        former_names = new.former_names if has_former_names else ()
        self.renamed = {it.name: it.action_name.name for it in former_names}
        self.changes: list[Change] = []

    def add(  # noqa: PLR0913 - one parameter for each part of a change
        self,
        rule: ChangeRule,
        subject: str,
        message: str,
        *,
        old_path: DataPath | None = None,
        new_path: DataPath | None = None,
        at_key: bool = False,
        old: str = "",
        new: str = "",
        hint: str | None = None,
    ) -> None:
        """Add a change.

        Args:
            rule: its rule.
            subject: the entry that changed.
            message: the difference.
            old_path: where it is in the old spec.
            new_path: where it is in the new spec.
            at_key: whether the spans are those of the keys at these paths, not of the values.
            old: the old value, for the migration.
            new: the new value, for the migration.
            hint: what the keeper of the spec can do about it; the default is that of the rule.
        """
        migration = rule.migration and rule.migration.format(subject=subject, old=old, new=new)
        old_span = _span(self.old, old_path, at_key=at_key)
        new_span = _span(self.new, new_path, at_key=at_key)
        self.changes.append(
            Change(rule, subject, message, old_span, new_span, migration, hint or rule.hint)
        )


def _span(catalog: Catalog, path: DataPath | None, *, at_key: bool) -> Span | None:
    if path is None or catalog.spans is None:
        return None
    return catalog.spans.key_span(path) if at_key else catalog.spans.value_span(path)
