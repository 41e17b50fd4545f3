"""The stat type that a section defines: its settings by role, and its values as they are read.

`find_settings` decides whether a section defines a stat type. A `StatType` collects the values that
are certain, so that a check of one value never repeats the problem of another.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from statserver_bindgen import stat_type_facts
from statserver_bindgen.linting.sections import ROLES
from statserver_bindgen.suggestions import distance, fold, lower

if TYPE_CHECKING:
    from collections.abc import Mapping

    from statserver_bindgen.linting.section_diagnostics import TextRange
    from statserver_bindgen.linting.sections import Role, Section, Setting
    from statserver_bindgen.stat_type_facts import Category, Key, Subject

APPLICATION_FORMATS: Final = frozenset({"options", "application", "annex"})
"""The formats in which a section has every key that its stat type needs."""
# A key with one mistake in this many letters is similar.
_LETTERS_PER_MISTAKE: Final = 6
_GENERIC: Final = frozenset({"objects", "category", "subject"})


@dataclass
class Objects:
    """The object types of a stat type.

    Attributes:
        object_types: those on which actions of the catalog occur, in the order of the catalog.
        others: those of Stat Server on which none does.
        is_certain: whether these are all, and can be together.
        at: the position of the list, or None if there is none.
    """

    object_types: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    is_certain: bool = False
    at: TextRange | None = None

    @property
    def every_type(self) -> tuple[str, ...]:
        """All object types."""
        return (*self.object_types, *self.others)


@dataclass
class StatType:
    """What a section defines, as far as it is certain.

    Attributes:
        section: the section.
        settings: the first setting of each role, those with a misspelled key included.
        keys: every key in lower case, and the key that each misspelled one means.
        repeated: the roles with several settings; their values are not compared with others.
        unread: the roles with a setting whose value the reader could not read.
        category: the category, or None.
        subject: the subject, or None.
        objects: the object types.
        is_consistent: whether category, subject and objects fit each other.
    """

    section: Section
    settings: Mapping[Role, Setting]
    keys: set[str] = field(default_factory=set[str])
    repeated: set[Role] = field(default_factory=set["Role"])
    unread: set[Role] = field(default_factory=set["Role"])
    category: Category | None = None
    subject: Subject | None = None
    objects: Objects = field(default_factory=Objects)
    is_consistent: bool = True

    @property
    def category_name(self) -> str | None:
        """The name by which facts know the category, or None."""
        return None if self.category is None else self.category.same_as

    @property
    def subject_name(self) -> str | None:
        """The name by which facts know the subject, or None."""
        return None if self.subject is None else self.subject.same_as

    def text_of(self, role: Role) -> str:
        """Return the value of a role without whitespace at its ends; empty if there is none."""
        setting = self.settings.get(role)
        return "" if setting is None else setting.value.text.strip()


def meant_key(setting: Setting, file_format: str) -> Key | None:
    """Return the key of stat types that an unknown key is similar to, or None."""
    facts = stat_type_facts.load()
    letters = fold(setting.key)
    if (
        setting.role is not None
        or not setting.has_value
        or facts.find_key(setting.key, file_format)
        or not letters
    ):
        return None
    if any(lower(it.name) == lower(setting.key) for it in facts.keys):
        return None
    limit = max(1, len(letters) // _LETTERS_PER_MISTAKE)
    near = [
        (min(distance(letters, it, limit) for it in _spellings(key)), key)
        for key in facts.keys
        if key.role or key.name in facts.keys_of_categories
    ]
    nearest = min(near, key=lambda it: it[0])
    return nearest[1] if nearest[0] <= limit else None


def _spellings(key: Key) -> set[bytes]:
    """Return the spellings of a key in all formats, folded."""
    names = {name for file_format in key.spellings for name in key.names_in(file_format)}
    return {fold(it) for it in (key.name, *names)}


def find_stat_type(section: Section) -> StatType | None:
    """Return the stat type that a section defines, without its values, or None.

    A section with one of Objects, Category and Subject only defines a stat type if the value is
    one of Stat Server: other applications have options with these names.
    """
    facts = stat_type_facts.load()
    if section.file_format in APPLICATION_FORMATS and lower(section.name) in facts.other_sections:
        return None
    settings: dict[Role, Setting] = {}
    stat_type = StatType(section, settings)
    if not any(it.role for it in section.settings):
        return None
    similar: list[tuple[Key, Setting]] = []
    for setting in section.settings:
        stat_type.keys.add(lower(setting.key))
        if setting.role is not None and not setting.has_value:
            stat_type.unread.add(setting.role)
        elif setting.role is not None:
            if setting.role in settings:
                stat_type.repeated.add(setting.role)
            settings.setdefault(setting.role, setting)
        elif key := meant_key(setting, section.file_format):
            stat_type.keys.add(lower(key.name))
            similar.append((key, setting))
    for role in ROLES:
        candidates = [setting for key, setting in similar if key.role == role]
        if candidates:
            settings.setdefault(role, candidates[0])
    return stat_type if _defines_stat_type(stat_type) else None


def _defines_stat_type(stat_type: StatType) -> bool:
    if (
        stat_type.unread
        or len(stat_type.settings) != 1
        or not stat_type.settings.keys() <= _GENERIC
    ):
        return True
    if stat_type.section.file_format not in APPLICATION_FORMATS:
        return True
    facts = stat_type_facts.load()
    text = lower(stat_type.text_of(next(iter(stat_type.settings))))
    return text in facts.category_by_lower or text in facts.subject_by_lower
