"""All checks of a file: its sections go in, and their diagnostics come out."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from statserver_bindgen import stat_type_facts
from statserver_bindgen.linting.checks.keys import check_keys, check_missing_keys
from statserver_bindgen.linting.checks.mask_uses import MaskUses
from statserver_bindgen.linting.checks.masks import check_mask_keys, check_masks
from statserver_bindgen.linting.checks.objects import read_objects
from statserver_bindgen.linting.checks.pairs import check_mode, check_pairs
from statserver_bindgen.linting.checks.terms import read_category, read_subject
from statserver_bindgen.linting.section_diagnostics import Reporter, SectionDiagnostic
from statserver_bindgen.linting.settings import LintSettings
from statserver_bindgen.linting.stat_types import find_stat_type

if TYPE_CHECKING:
    from statserver_bindgen.conformance.catalog_index import CatalogIndex
    from statserver_bindgen.linting.checks.masks import CheckedMask
    from statserver_bindgen.linting.sections import Section, SourceFile
    from statserver_bindgen.linting.stat_types import StatType

REGULAR: str = "regular"


class CheckedSection(NamedTuple):
    """A section that was checked.

    Attributes:
        stat_type: the stat type that it defines.
        masks: its masks.
        diagnostics: its problems, in the order of the file.
    """

    stat_type: StatType
    masks: tuple[CheckedMask, ...]
    diagnostics: tuple[SectionDiagnostic, ...]


def check_section(
    source: SourceFile,
    section: Section,
    index: CatalogIndex,
    mode: str = REGULAR,
    settings: LintSettings | None = None,
) -> CheckedSection | None:
    """Return the problems of a section, or None if it defines no stat type.

    Args:
        source: the file.
        section: the section.
        index: the catalog.
        mode: the mode of Stat Server.
        settings: disabled rules and severities.
    """
    stat_type = find_stat_type(section)
    if stat_type is None:
        return None
    reporter = Reporter(source, section)
    stat_type.category = read_category(stat_type, reporter)
    check_keys(stat_type, reporter)
    unused = stat_type_facts.load().find_requirement("unused_keys", stat_type.category_name)
    stat_type.objects = read_objects(stat_type, index, reporter)
    masks: list[CheckedMask] = []
    if unused is None:
        stat_type.subject = read_subject(stat_type, reporter)
        check_pairs(stat_type, reporter)
        masks = check_masks(stat_type, index, mode, reporter)
        check_mask_keys(stat_type, masks, reporter)
        MaskUses(stat_type, index, mode, reporter).check(masks)
    check_mode(stat_type, index, mode, reporter)
    check_missing_keys(stat_type, reporter)
    ordered = sorted(reporter.diagnostics, key=lambda it: it.diagnostic.span)
    choices = settings or LintSettings()
    applied = [(entry, choices.apply(entry.diagnostic)) for entry in ordered]
    kept = tuple(entry._replace(diagnostic=it) for entry, it in applied if it is not None)
    return CheckedSection(stat_type, (*masks,), kept)


def check_file(
    source: SourceFile,
    index: CatalogIndex,
    mode: str = REGULAR,
    settings: LintSettings | None = None,
) -> tuple[CheckedSection, ...]:
    """Return the sections of a file that define stat types, with their problems."""
    checked = (check_section(source, it, index, mode, settings) for it in source.sections)
    return tuple(it for it in checked if it is not None)
