"""What a stat type counts, in sentences and rows.

A checked section goes in; its explanation comes out as text and as data.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from statserver_bindgen import stat_type_facts
from statserver_bindgen.conformance.mask_sets import format_canonical, order
from statserver_bindgen.linting.counted_actions import CountedActions
from statserver_bindgen.terminal_text import safe

if TYPE_CHECKING:
    from statserver_bindgen.action import Action
    from statserver_bindgen.linting.linter import CheckedSection, Linter

_KINDS: Final = {
    "historical": "a value of an interval of time",
    "current": "a value of this moment, made of statuses and durable actions that occur now",
    "state": "the state of the object at this moment, as a structure",
    "compound": "a value of an interval of time, computed from calls that wait or are answered",
    "historical_custom_value": "a formula over the interactions of an interval of time",
    "current_custom_value": "a formula over the interactions of this moment",
    "formula": "a formula in the key Expression",
    "java": "a Java extension, named by the key JavaSubCategory",
}
_COUNTS: Final = {
    "statuses": "counts statuses of the objects",
    "actions": "counts actions on the objects",
    "campaign_actions": "counts actions of campaigns, which are not in the table",
}


class MaskPart(NamedTuple):
    """A mask, and the actions that the stat type counts of it.

    Attributes:
        key: its key.
        canonical: its canonical text.
        actions: the actions, or None if that is not known.
        ignored: the names that it includes by name and that the stat type does not count.
    """

    key: str
    canonical: str
    actions: tuple[Action, ...] | None
    ignored: tuple[str, ...]


class Explanation(NamedTuple):
    """What a stat type counts.

    Attributes:
        name: the name of the section.
        facts: titles with their texts.
        masks: its masks.
    """

    name: str
    facts: tuple[tuple[str, str], ...]
    masks: tuple[MaskPart, ...]

    def as_text(self) -> str:
        """Return the explanation for a terminal."""
        lines = [safe(self.name)]
        lines += [f"  {title + ':':<10} {safe(text)}" for title, text in self.facts]
        for part in self.masks:
            lines.append(f"  {safe(part.key) + ':':<10} {safe(part.canonical)}")
            if part.actions is None:
                lines.append("    the actions are not known")
            lines += [f"    {it.label}  {it.timing.id}" for it in part.actions or ()]
            if part.ignored:
                lines.append(f"    not counted: {', '.join(part.ignored)}")
        return "\n".join(lines)

    def as_data(self) -> dict[str, object]:
        """Return the explanation as data."""
        return {
            "name": self.name,
            "facts": dict(self.facts),
            "masks": [
                {
                    "key": part.key,
                    "canonical": part.canonical,
                    "actions": None if part.actions is None else [it.id for it in part.actions],
                    "ignored": part.ignored,
                }
                for part in self.masks
            ],
        }


def explain(checked: CheckedSection, linter: Linter) -> Explanation:
    """Return what a stat type counts."""
    stat_type = checked.stat_type
    facts: list[tuple[str, str]] = []
    if stat_type.category is not None:
        text = f"{stat_type.category.name}: {_KINDS[stat_type.category.kind]}"
        if stat_type_facts.load().find_requirement("time_ranges", stat_type.category_name):
            text += "; the client gives a range of time"
        facts.append(("category", text))
    if stat_type.subject is not None:
        text = f"{stat_type.subject.name}: {_COUNTS[stat_type.subject.counts]}"
        facts.append(("subject", text))
    if stat_type.objects.every_type:
        facts.append(("objects", ", ".join(stat_type.objects.every_type)))
    facts.append(("mode", linter.mode))
    uses = CountedActions(stat_type, linter.index, linter.mode)
    parts: list[MaskPart] = []
    for mask in checked.masks:
        canonical = format_canonical(linter.index, mask.mask)
        if uses.objects is None:
            parts.append(MaskPart(mask.setting.key, canonical, None, ()))
            continue
        rows = [linter.index.catalog.actions[row] for row in uses.objects.select(mask.mask).rows]
        counted = tuple(it for it in rows if uses.counts(it))
        names = {it.name for it in counted}
        listed = (it for it in mask.mask.listed if mask.mask.selects(it) and it not in names)
        ignored = (*order(linter.index, listed),)
        parts.append(MaskPart(mask.setting.key, canonical, counted, ignored))
    return Explanation(stat_type.section.name, tuple(facts), tuple(parts))
