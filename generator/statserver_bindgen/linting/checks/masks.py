"""Masks: their texts, the names that are not on the objects, and masks that are missing or unused.

Each name of a mask has one diagnostic at most, so that a mistake is reported once.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from statserver_bindgen import stat_type_facts
from statserver_bindgen.conformance import mask_diagnostics
from statserver_bindgen.conformance.mask_parser import ParsedMask
from statserver_bindgen.conformance.mask_sets import Mask
from statserver_bindgen.conformance.unknown_values import explain_name
from statserver_bindgen.linting.section_diagnostics import TextRange
from statserver_bindgen.linting.sections import ROLES
from statserver_bindgen.rules import stat_types
from statserver_bindgen.suggestions import lower

if TYPE_CHECKING:
    from collections.abc import Iterable

    from statserver_bindgen.conformance.catalog_index import CatalogIndex
    from statserver_bindgen.conformance.mask_answers import ObjectsInMode
    from statserver_bindgen.conformance.mask_items import Item
    from statserver_bindgen.conformance.mask_problems import Problem
    from statserver_bindgen.diagnostics import Rule, Severity
    from statserver_bindgen.linting.counted_actions import CountedActions
    from statserver_bindgen.linting.section_diagnostics import Reporter
    from statserver_bindgen.linting.sections import Role, Setting
    from statserver_bindgen.linting.stat_types import StatType

MASK_ROLES: Final[tuple[Role, ...]] = ("main_mask", "rel_mask")
# Kinds of problems that compare a name with the table; all others are in the text itself.
_TABLE_KINDS: Final = frozenset({"unknown-name", "wrong-case", "deprecated-name", "renamed-name"})
# Names of Stat Server that this catalog does not list: the mask is valid, and less is checked.
_NAMES_ELSEWHERE: Final[dict[str, Severity]] = {
    "variant": "note",
    "same_release": "note",
    "later_release": "warning",
    "some_later_release": "warning",
}
# Unknown names whose suggestion is the same name in another form.
_SAME_NAME: Final = frozenset({"label", "id", "other_name"})
_SAFE_KINDS: Final = frozenset({"bad-character", "wrong-case", "renamed-name", "option-line"})
_MOST_MASKS: Final = 1_000
_SPECIFIED: Final = "documented: docs/masks.md"


@dataclass
class CheckedMask:
    """A mask of a stat type.

    Attributes:
        role: `main_mask` or `rel_mask`.
        setting: its setting.
        items: the items that are accepted.
        mask: what they mean.
        is_certain: whether all of the text is accepted and in the table.
        reported: the names that have a diagnostic.
    """

    role: Role
    setting: Setting
    items: list[Item]
    mask: Mask
    is_certain: bool
    reported: set[str] = field(default_factory=set[str])

    def range_of(self, item: Item) -> TextRange:
        """Return the range of the name of an item."""
        return TextRange(self.setting.value, self.setting.key, item.term_start, len(item.term))

    @property
    def whole(self) -> TextRange:
        """The range of the value without whitespace at its ends."""
        text = self.setting.value.text
        start = len(text) - len(text.lstrip())
        return TextRange(self.setting.value, self.setting.key, start, len(text.strip()))

    @property
    def included(self) -> list[Item]:
        """The items that include a name, each name once."""
        first = {it.name: it for it in reversed(self.items) if not it.is_excluded}
        return [
            item
            for item in self.items
            if first.get(item.name) is item
            and item.name != "*"
            and self.mask.selects(item.name)
            and item.name not in self.reported
        ]


def check_masks(counted: CountedActions, reporter: Reporter) -> list[CheckedMask]:
    """Report the problems of the texts of masks and of names that are not on the objects."""
    stat_type, index, in_table = counted.stat_type, counted.index, counted.is_in_table
    of_section = stat_type.section.settings
    settings = [
        *((role, it) for role in ROLES for it in of_section if it.role == role and it.has_value),
        *((role, it) for role, it in stat_type.settings.items() if it.role is None),
    ]
    masks = [
        _check_text(role, setting, index, reporter, in_table=in_table)
        for role, setting in settings
        if role in MASK_ROLES and setting.value.text.strip()
    ]
    if counted.objects is not None:
        for checked in masks:
            _check_findings(checked, counted.objects, reporter)
    return masks


@lru_cache(maxsize=_MOST_MASKS)
def _parse(index: CatalogIndex, text: str, keep: bool) -> ParsedMask:  # noqa: FBT001 - a key
    """Return a parsed mask: many stat types have the same ones."""
    return ParsedMask(index, text, keep)


def _check_text(
    role: Role, setting: Setting, index: CatalogIndex, reporter: Reporter, *, in_table: bool
) -> CheckedMask:
    text = setting.value.text
    parsed = _parse(index, text, not in_table)
    is_certain = in_table
    reported: set[str] = set()
    for problem in parsed.problems:
        if not in_table and problem.kind in _TABLE_KINDS:
            continue
        severity = _severity(problem, text, index)
        is_certain &= severity != "error" and problem.kind != "unknown-name"
        at = TextRange(setting.value, setting.key, problem.start, problem.length)
        reporter.add(
            mask_diagnostics.problem_rule(problem),
            at,
            problem.message,
            _basis(problem.kind, index),
            mask_diagnostics.find_hint(problem),
            severity=severity,
            fix=problem.suggestion if _is_safe(problem, text, index) else None,
        )
        reported.add(at.characters.removeprefix("~"))
    mask = Mask.of_items(parsed.items)
    return CheckedMask(role, setting, parsed.items, mask, is_certain, reported)


def _basis(kind: str, index: CatalogIndex) -> str:
    """Return the fact behind a problem: the table, or the specification of masks."""
    return f"documented: {index.catalog.source.title}" if kind in _TABLE_KINDS else _SPECIFIED


def _term(problem: Problem, text: str) -> str:
    return text[problem.start : problem.start + problem.length]


def _severity(problem: Problem, text: str, index: CatalogIndex) -> Severity:
    """Return the severity of a problem: names of Stat Server elsewhere are not errors."""
    if problem.kind == "unknown-name" and problem.suggestion is None:
        message = explain_name(index, _term(problem, text), look_up=False).message
        if message in _NAMES_ELSEWHERE:
            return _NAMES_ELSEWHERE[message]
    return "error" if problem.severity == "error" else "warning"


def _is_safe(problem: Problem, text: str, index: CatalogIndex) -> bool:
    """Return whether the suggestion of a problem cannot change the meaning."""
    if problem.suggestion is None:
        return False
    if problem.kind == "unknown-name":
        term = _term(problem, text)
        message = explain_name(index, term, look_up=False).message
        return message in _SAME_NAME or lower(problem.suggestion) == lower(term)
    return problem.kind in _SAFE_KINDS


def _check_findings(checked: CheckedMask, objects: ObjectsInMode, reporter: Reporter) -> None:
    """Report the names that do not occur on the objects, or do not work in the mode."""
    for finding in objects.check(checked.mask):
        if finding.name is None or finding.name not in objects.index.rank:
            continue
        if finding.name in checked.reported:
            continue
        item = next(it for it in checked.items if it.name == finding.name)
        checked.reported.add(finding.name)
        reporter.add(
            mask_diagnostics.reason_rule(finding.reason),
            checked.range_of(item),
            finding.message,
            f"documented: {objects.index.catalog.source.title}",
            severity="warning",
        )


# Missing and unused masks


def check_mask_keys(stat_type: StatType, masks: Iterable[CheckedMask], reporter: Reporter) -> None:
    """Report masks that the category requires, and a relative mask that it does not use."""
    present = {it.role: it for it in masks}
    required: tuple[tuple[Role, Rule, str], ...] = (
        ("main_mask", stat_types.MAIN_MASK_MISSING, "MainMask"),
        ("rel_mask", stat_types.REL_MASK_MISSING, "RelMask"),
    )
    for role, rule, name in required:
        fact = stat_type_facts.load().find_requirement(role, stat_type.category_name)
        if role in present or role in stat_type.unread:
            continue
        if fact is None or fact.need != "required":
            continue
        reporter.add(
            rule,
            _range_of_missing(stat_type, role, name),
            f"{stat_type.category_name} requires a mask with an item",
            fact.basis,
            f"add {name}" if role not in stat_type.settings else "write a mask",
        )
    fact = stat_type_facts.load().find_requirement("rel_mask", stat_type.category_name)
    if "rel_mask" in present and fact is not None and fact.need == "unused":
        reporter.add(
            stat_types.REL_MASK_UNUSED,
            TextRange(present["rel_mask"].setting.key_text, present["rel_mask"].setting.key),
            f"{stat_type.category_name} does not use a relative mask",
            fact.basis,
            "remove it",
        )


def _range_of_missing(stat_type: StatType, role: Role, name: str) -> TextRange:
    """Return the key of an empty mask, or the category that requires a missing one."""
    setting = stat_type.settings.get(role)
    if setting is not None:
        return TextRange(setting.key_text, setting.key)
    category = stat_type.settings["category"]
    return TextRange(category.value, name)
