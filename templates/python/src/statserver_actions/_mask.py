# Part of the statserver-actions binding; edit templates/python/src/statserver_actions.
"""Masks: which actions a stat type counts."""

from __future__ import annotations

from ._action import Action
from ._action_name import ActionName
from ._errors import MaskError, NoMaskError, UnknownValueError
from ._mask_meaning import Meaning
from ._mask_places import Place
from ._mask_problems import MaskComparison
from ._mask_text import MaskText
from ._names import RANKS, meant
from ._queries import named
from ._suggestion import closest
from ._vocabulary import Mode

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Literal

    from ._mask_places import ObjectTypes
    from ._mask_problems import MaskFinding, MaskProblem
    from .literals import ActionNameText, ActionText, ModeText

    Unknown = Literal["refuse", "keep"]


_WAYS = ("refuse", "keep")


class Mask(Meaning):
    """A set of action names, as one writes it in `MainMask` and `RelMask`.

    `CallInbound,CallOutbound` are two names; `*,~LoggedOut` are all but one. A mask is
    a finite set of names, or all names but a finite set. Masks of equal meaning are
    equal, whatever the order they were written in. None ever changes.

    What a mask selects depends on the objects: every question takes one object type or
    several (members or their texts), and is then about the rows that can occur on at
    least one of them; and a mode, by default the regular one, in which every row works.

    Make one with `Mask.parse`, `Mask.of` or `Mask.shortest`.
    """

    __slots__ = ()

    def __init__(self) -> None:
        """Refuse: a mask is made by its class methods.

        Raises:
            TypeError: always.
        """
        raise TypeError("make a mask with Mask.parse, Mask.of or Mask.shortest")

    @classmethod
    def parse(cls, text: str, *, unknown: Unknown = "refuse") -> Mask:
        """Return the mask that a text means.

        Args:
            text: items with commas between them: a name or `*`, with `~` in front where
                it is excluded.
            unknown: `keep` lets names pass that this catalog does not have. They stay
                in the mask and its text, and select no row.

        Raises:
            MaskError: the text is no mask. The error tells all that is wrong with it.
            UnknownValueError: `text` is no text, or `unknown` neither `refuse` nor
                `keep`.
        """
        read = _read(text, unknown)
        if not read.is_mask:
            raise MaskError(text, tuple(read.problems))
        if "*" in read.excluded:
            return cls._make((), has_star=False)
        if "*" in read.included:
            return cls._make(read.excluded, has_star=True)
        names = read.included.keys() - read.excluded.keys()
        return cls._make(names, has_star=False)

    @classmethod
    def problems(
        cls, text: str, *, unknown: Unknown = "refuse"
    ) -> tuple[MaskProblem, ...]:
        """Return all that is wrong with a text, in its order: errors, and warnings too.

        Args:
            text: any text.
            unknown: `keep` makes names that this catalog does not have warnings.

        Raises:
            UnknownValueError: `text` is no text, or `unknown` neither `refuse` nor
                `keep`.
        """
        return tuple(_read(text, unknown).problems)

    @classmethod
    def of(cls, names: Iterable[ActionName | ActionNameText]) -> Mask:
        """Return the mask of just these names.

        Raises:
            UnknownValueError: a text is no action name.
        """
        return cls._make([ActionName(it) for it in names], has_star=False)

    @classmethod
    def shortest(
        cls,
        wanted: Iterable[Action | ActionText | ActionName | ActionNameText],
        object_types: ObjectTypes,
        mode: Mode | ModeText = Mode.REGULAR,
    ) -> Mask:
        """Return the mask of the shortest text that selects these rows and no others.

        Args:
            wanted: rows or their ids; and names, each for all its rows that are there.
            object_types: the objects in question.
            mode: the mode in question.

        Raises:
            NoMaskError: there is none; the error tells of every name why not.
            UnknownValueError: a text is no action, name, object type or mode.
        """
        place = Place(object_types, mode)
        sets = [_rows(it) for it in wanted]
        findings = tuple(place.obstacles(sets))
        if findings:
            raise NoMaskError(findings)
        names = {name for name, _ in sets}
        others = {it.action_name for it in place.rows} - names
        few = cls._make(names, has_star=False)
        many = cls._make(others, has_star=True)
        return min(few, many, key=lambda it: len(str(it)))

    @property
    def has_star(self) -> bool:
        """Whether it means all names but those that it lists."""
        return self._has_star

    @property
    def listed(self) -> tuple[ActionName | str, ...]:
        """The names that it lists, to be included or excluded, in table order.

        Behind them are unknown ones, as plain text.
        """
        return self._listed

    @property
    def unknown(self) -> tuple[str, ...]:
        """The listed names that this catalog does not have, by code point."""
        return tuple(it for it in self.listed if it not in RANKS)

    def names(
        self, object_type: ObjectTypes, mode: Mode | ModeText = Mode.REGULAR
    ) -> tuple[ActionName, ...]:
        """Return the names that it selects there, in the order of the table.

        Raises:
            UnknownValueError: there is no such object type or mode.
        """
        chosen = {it.action_name for it in self.actions(object_type, mode)}
        return tuple(it for it in ActionName if it in chosen)

    def actions(
        self, object_type: ObjectTypes, mode: Mode | ModeText = Mode.REGULAR
    ) -> tuple[Action, ...]:
        """Return the rows that it selects there, in the order of the table.

        Raises:
            UnknownValueError: there is no such object type or mode.
        """
        listed = {*self.listed}
        return tuple(
            it
            for it in Place(object_type, mode).rows
            if (it.action_name in listed) is not self.has_star
        )

    def is_mixed(
        self, object_types: ObjectTypes, mode: Mode | ModeText = Mode.REGULAR
    ) -> bool:
        """Return whether it selects both durable and instantaneous rows there.

        Raises:
            UnknownValueError: there is no such object type or mode.
        """
        return len({it.is_durable for it in self.actions(object_types, mode)}) > 1

    def check(
        self, object_types: ObjectTypes, mode: Mode | ModeText = Mode.REGULAR
    ) -> tuple[MaskFinding, ...]:
        """Return of each listed name why it can't occur there; nothing where all can.

        Raises:
            UnknownValueError: there is no such object type or mode.
        """
        return tuple(Place(object_types, mode).check(self.listed))

    def compare(
        self,
        other: Mask,
        object_types: ObjectTypes,
        mode: Mode | ModeText = Mode.REGULAR,
    ) -> MaskComparison:
        """Return the rows in which it differs from another mask there.

        Raises:
            UnknownValueError: there is no such object type or mode.
        """
        these = self.actions(object_types, mode)
        others = other.actions(object_types, mode)
        both = {*these}.intersection(others)
        return MaskComparison(
            tuple(it for it in these if it not in both),
            tuple(it for it in others if it not in both),
        )

    def is_equivalent(
        self,
        other: Mask,
        object_types: ObjectTypes,
        mode: Mode | ModeText = Mode.REGULAR,
    ) -> bool:
        """Return whether another mask selects the same rows there.

        Raises:
            UnknownValueError: there is no such object type or mode.
        """
        return self.actions(object_types, mode) == other.actions(object_types, mode)

    def __repr__(self) -> str:
        """Return the expression that makes it."""
        keep = ', unknown="keep"' if self.unknown else ""
        return f"Mask.parse({str(self)!r}{keep})"

    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        """Return how to make a copy."""
        return _copied, (str(self),)


def _copied(text: str) -> Mask:
    return Mask.parse(text, unknown="keep")


def _read(text: object, unknown: object) -> MaskText:
    if not isinstance(text, str):
        message = f"the text of a mask is wanted, not {text!r:.100}"
        raise UnknownValueError(message, text)
    if unknown not in _WAYS:
        way = "way with unknown names"
        suggestion = closest(unknown, _WAYS) if isinstance(unknown, str) else None
        raise UnknownValueError.about(unknown, way, suggestion, _WAYS)
    return MaskText(text, keep=unknown == "keep")


def _rows(wanted: object) -> tuple[ActionName, frozenset[Action]]:
    """Return the name and the rows that an action, a name, or the text of one means."""
    kind = "action or action name"
    if isinstance(wanted, Action):
        return wanted.action_name, frozenset({wanted})
    if not isinstance(wanted, str):
        raise UnknownValueError.about(wanted, kind, None)
    if wanted in RANKS:
        return ActionName(wanted), frozenset(named(ActionName(wanted)))
    if wanted in Action.__members__:
        return _rows(Action(wanted))
    raise UnknownValueError.about(wanted, kind, meant(wanted))
