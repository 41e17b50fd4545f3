"""Keys of a section: similar to known ones, in another case, repeated, or missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from statserver_bindgen import stat_type_facts
from statserver_bindgen.diagnostics import Related
from statserver_bindgen.linting.section_diagnostics import TextRange, of_key
from statserver_bindgen.linting.stat_types import APPLICATION_FORMATS, meant_key
from statserver_bindgen.rules import stat_types
from statserver_bindgen.suggestions import lower
from statserver_bindgen.terminal_text import quoted

if TYPE_CHECKING:
    from statserver_bindgen.linting.section_diagnostics import Reporter
    from statserver_bindgen.linting.sections import Setting
    from statserver_bindgen.linting.stat_types import StatType

_JAVA: str = "java"


def check_keys(stat_type: StatType, reporter: Reporter) -> None:
    """Report unknown keys that are similar to known ones, other cases, and repetitions."""
    section = stat_type.section
    facts = stat_type_facts.load()
    is_java = stat_type.category is not None and stat_type.category.kind == _JAVA
    first: dict[str, Setting] = {}
    for setting in section.settings:
        if setting.role is None:
            key = None if is_java else meant_key(setting, section.file_format)
            if key is not None:
                usual = key.names_in(section.file_format)[0]
                reporter.add(
                    stat_types.MISSPELLED_KEY,
                    of_key(setting),
                    f"unknown key, similar to {usual}",
                    key.basis,
                    f"write {usual} if you mean that key",
                )
            continue
        if setting.role in first:
            earlier = reporter.span(of_key(first[setting.role]))
            reporter.add(
                stat_types.REPEATED_KEY,
                of_key(setting),
                "the key occurs twice in this section",
                facts.keys[0].basis,
                "remove one of the two",
                related=(Related("the first one", earlier),),
            )
        first.setdefault(setting.role, setting)
        _check_case(setting, section.file_format, reporter)


def _check_case(setting: Setting, file_format: str, reporter: Reporter) -> None:
    key = stat_type_facts.load().find_key(setting.key, file_format)
    names = () if key is None else key.names_in(file_format)
    usual = next((it for it in names if lower(it) == lower(setting.key)), None)
    if key is not None and usual is not None and usual != setting.key:
        reporter.add(
            stat_types.KEY_CASE,
            of_key(setting),
            f"the documentation spells the key {usual}",
            key.basis,
            f"write {usual}",
            fix=usual,
        )


def check_missing_keys(stat_type: StatType, reporter: Reporter) -> None:
    """Report the keys that the stat type or its category requires, and that the section lacks."""
    section = stat_type.section
    if section.file_format not in APPLICATION_FORMATS:
        return
    facts = stat_type_facts.load()
    unused = facts.find_requirement("unused_keys", stat_type.category_name)
    exempt = {*(unused.keys if unused else ())}
    if section.given_objects is not None:
        exempt.add("Objects")
    missing = [
        (fact, key)
        for fact in facts.required_keys
        for key in fact.keys
        if lower(key) not in stat_type.keys and key not in exempt
    ]
    for fact, key in missing:
        reporter.add(
            stat_types.STAT_TYPE_KEY_MISSING,
            TextRange(section.name_text, key),
            "the section lacks this key",
            fact.basis,
            f"add {key}",
        )
    required = facts.find_requirement("keys", stat_type.category_name)
    category = stat_type.settings.get("category")
    if required is None or category is None:
        return
    for key in required.keys:
        if lower(key) not in stat_type.keys:
            reporter.add(
                stat_types.CATEGORY_KEY_MISSING,
                TextRange(category.value, key),
                f"{quoted(stat_type.text_of('category'))} requires this key",
                required.basis,
                f"add {key}",
            )
