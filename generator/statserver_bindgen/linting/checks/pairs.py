"""Values that do not fit each other, or the mode: category, subject and objects."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from statserver_bindgen import stat_type_facts
from statserver_bindgen.linting.section_diagnostics import TextRange
from statserver_bindgen.rules import stat_types
from statserver_bindgen.terminal_text import listed

if TYPE_CHECKING:
    from statserver_bindgen.conformance.catalog_index import CatalogIndex
    from statserver_bindgen.linting.section_diagnostics import Reporter
    from statserver_bindgen.linting.sections import Role
    from statserver_bindgen.linting.stat_types import StatType

RESTRICTED: Final = "restricted_cluster"


def check_pairs(stat_type: StatType, reporter: Reporter) -> None:
    """Report a subject or objects that the category or the subject does not accept.

    After the first problem, the stat type is not consistent: what its masks may contain is not
    certain.
    """
    for check in (_check_category_subject, _check_category_objects, _check_subject_objects):
        if not check(stat_type, reporter):
            stat_type.is_consistent = False
            return


def _value_of(stat_type: StatType, role: Role) -> TextRange | None:
    setting = stat_type.settings.get(role)
    return None if setting is None else TextRange(setting.value, setting.key)


def _check_category_subject(stat_type: StatType, reporter: Reporter) -> bool:
    fact = stat_type_facts.load().find_requirement("subjects", stat_type.category_name)
    at = _value_of(stat_type, "subject")
    name = stat_type.subject_name
    if fact is None or at is None or name is None or name in fact.subjects:
        return True
    reporter.add(
        stat_types.CATEGORY_SUBJECT,
        at,
        f"{stat_type.category_name} requires the subject {' or '.join(fact.subjects)}, not {name}",
        fact.basis,
        f"use {' or '.join(fact.subjects)}, or another category",
    )
    return False


def _check_category_objects(stat_type: StatType, reporter: Reporter) -> bool:
    fact = stat_type_facts.load().find_requirement("objects", stat_type.category_name)
    objects = stat_type.objects
    if fact is None or not objects.is_certain or objects.at is None:
        return True
    others = [it for it in objects.every_type if it not in fact.object_types]
    if not others:
        return True
    reporter.add(
        stat_types.CATEGORY_OBJECTS,
        objects.at,
        f"{stat_type.category_name} is not computed for {listed(others)}, only for "
        f"{listed([*fact.object_types])}",
        fact.basis,
        f"remove {listed(others)}, or use another category",
    )
    return False


def _check_subject_objects(stat_type: StatType, reporter: Reporter) -> bool:
    facts = stat_type_facts.load()
    fact = facts.objects_by_subject.get(stat_type.subject_name or "")
    objects = stat_type.objects
    if fact is None or not objects.is_certain or objects.at is None:
        return True
    accepted = {*fact.object_types}
    if stat_type.subject is not None and stat_type.subject.counts != "campaign_actions":
        accepted.update(facts.telephony_on_campaigns)
    # Nothing is known about the subjects of types in no group.
    others = [
        name
        for name in objects.every_type
        if name not in accepted and name in facts.group_by_object_type
    ]
    if not others:
        return True
    reporter.add(
        stat_types.SUBJECT_OBJECTS,
        objects.at,
        f"{stat_type.subject_name} does not count on {listed(others)}, only on "
        f"{listed([*fact.object_types])}",
        fact.basis,
        f"remove {listed(others)}, or use another subject",
    )
    return False


def check_mode(stat_type: StatType, index: CatalogIndex, mode: str, reporter: Reporter) -> None:
    """Report category, subject and object types that restricted cluster mode does not support."""
    if mode != RESTRICTED:
        return
    facts = stat_type_facts.load()
    modes = index.modes_by_object_type
    unsupported = [it for it in stat_type.objects.object_types if mode not in modes[it]]
    if unsupported and stat_type.objects.at is not None:
        reporter.add(
            stat_types.NOT_IN_RESTRICTED_CLUSTER,
            stat_type.objects.at,
            f"{listed(unsupported)} cannot be observed in restricted cluster mode",
            facts.unsupported_object_types,
            f"remove {listed(unsupported)}",
        )
    names: tuple[tuple[Role, str | None], ...] = (
        ("category", stat_type.category_name),
        ("subject", stat_type.subject_name),
    )
    for role, name in names:
        at = _value_of(stat_type, role)
        for fact in facts.unsupported:
            if at is None or name not in {*fact.categories, *fact.subjects}:
                continue
            reason = "does not work in restricted cluster mode"
            if fact.replacement:
                reason = f"becomes {fact.replacement} in restricted cluster mode"
            hint = f"use {fact.replacement}" if fact.replacement else f"use another {role}"
            rule = stat_types.NOT_IN_RESTRICTED_CLUSTER
            reporter.add(rule, at, f"{name} {reason}", fact.basis, hint)
