"""All checks of a file: its sections go in, and their diagnostics come out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from statserver_bindgen import stat_type_facts
from statserver_bindgen.frozen import Frozen
from statserver_bindgen.linting.checks.keys import check_keys, check_missing_keys
from statserver_bindgen.linting.checks.mask_uses import MaskUses
from statserver_bindgen.linting.checks.masks import check_mask_keys, check_masks
from statserver_bindgen.linting.checks.objects import read_objects
from statserver_bindgen.linting.checks.pairs import check_mode, check_pairs
from statserver_bindgen.linting.checks.terms import read_category, read_subject
from statserver_bindgen.linting.counted_actions import CountedActions
from statserver_bindgen.linting.section_diagnostics import Reporter, SectionDiagnostic
from statserver_bindgen.linting.settings import LintSettings
from statserver_bindgen.linting.stat_types import Objects, find_stat_type

if TYPE_CHECKING:
    from collections.abc import Iterable

    from statserver_bindgen.conformance.catalog_index import CatalogIndex
    from statserver_bindgen.diagnostics import Diagnostic
    from statserver_bindgen.linting.checks.masks import CheckedMask
    from statserver_bindgen.linting.sections import Section, SourceFile
    from statserver_bindgen.linting.stat_types import StatType

REGULAR: Final = "regular"


class CheckedSection(NamedTuple):
    """A section that defines a stat type.

    Attributes:
        stat_type: the stat type.
        masks: its masks.
        diagnostics: its problems, in no particular order.
    """

    stat_type: StatType
    masks: tuple[CheckedMask, ...]
    diagnostics: tuple[SectionDiagnostic, ...]


class CheckedFile(NamedTuple):
    """A file whose sections were checked.

    Attributes:
        source: the file.
        sections: its sections that define stat types.
        entries: the problems of the file and its sections, in order.
    """

    source: SourceFile
    sections: tuple[CheckedSection, ...]
    entries: tuple[SectionDiagnostic, ...]

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """The problems as diagnostics."""
        return tuple(it.diagnostic for it in self.entries)


class Linter(Frozen):
    """Checks stat types against a catalog and the facts about stat types.

    Attributes:
        index: the catalog.
        mode: the mode of Stat Server.
        object_types: the object types of sections that name none.
        settings: disabled rules and severities.
    """

    index: CatalogIndex
    mode: str = REGULAR
    object_types: tuple[str, ...] = ()
    settings: LintSettings = LintSettings()

    def check_file(self, source: SourceFile) -> CheckedFile:
        """Return a file with the problems of its sections."""
        checked = (self.check_section(source, it) for it in source.sections)
        sections = tuple(it for it in checked if it is not None)
        entries = [SectionDiagnostic(it, "", "", "", None, "") for it in source.diagnostics]
        entries += [entry for section in sections for entry in section.diagnostics]
        return CheckedFile(source, sections, self._applied(entries))

    def _applied(self, entries: Iterable[SectionDiagnostic]) -> tuple[SectionDiagnostic, ...]:
        """Return diagnostics in the order of the file, with the settings applied."""
        applied = [(entry, self.settings.apply(entry.diagnostic)) for entry in entries]
        kept = [entry._replace(diagnostic=it) for entry, it in applied if it is not None]
        return tuple(sorted(kept, key=lambda it: (it.diagnostic.span, it.diagnostic.rule.id)))

    def check_section(self, source: SourceFile, section: Section) -> CheckedSection | None:
        """Return a section with its problems, or None if it defines no stat type."""
        stat_type = find_stat_type(section)
        if stat_type is None:
            return None
        reporter = Reporter(source, section)
        stat_type.category = read_category(stat_type, reporter)
        check_keys(stat_type, reporter)
        stat_type.objects = self._read_objects(stat_type, reporter)
        masks: list[CheckedMask] = []
        facts = stat_type_facts.load()
        if facts.find_requirement("unused_keys", stat_type.category_name) is None:
            stat_type.subject = read_subject(stat_type, reporter)
            check_pairs(stat_type, reporter)
            counted = CountedActions(stat_type, self.index, self.mode)
            masks = check_masks(counted, reporter)
            check_mask_keys(stat_type, masks, reporter)
            MaskUses(counted, reporter).check(masks)
        check_mode(stat_type, self.index, self.mode, reporter)
        check_missing_keys(stat_type, reporter)
        return CheckedSection(stat_type, (*masks,), (*reporter.diagnostics,))

    def _read_objects(self, stat_type: StatType, reporter: Reporter) -> Objects:
        has_objects = "objects" in stat_type.settings or stat_type.section.given_objects
        if self.object_types and not has_objects:
            stat_type.keys.add("objects")
            return Objects(self.object_types, is_certain=True)
        return read_objects(stat_type, self.index, reporter)
