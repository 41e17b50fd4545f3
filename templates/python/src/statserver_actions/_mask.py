# Part of the statserver-actions binding; edit templates/python/src/statserver_actions.
"""Masks: sets of action names, and the rows that they select."""

from __future__ import annotations

from ._action import Action
from ._action_name import ActionName
from ._errors import MaskError, NoMaskError, UnknownValueError
from ._mask_context import MaskContext
from ._mask_meaning import Meaning
from ._mask_problems import MaskComparison
from ._mask_text import MaskText
from ._names import RANKS, suggested_name
from ._queries import named
from ._suggestion import closest
from ._vocabulary import Mode

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Literal

    from ._mask_context import ObjectTypes
    from ._mask_problems import MaskFinding, MaskProblem
    from .literals import ActionNameText, ActionText, ModeText

    Unknown = Literal["refuse", "keep"]

_UNKNOWN_OPTIONS = ("refuse", "keep")


class Mask(Meaning):
    """A set of action names, the value of `MainMask` and `RelMask`.

    `CallInbound,CallOutbound` is two names; `*,~LoggedOut` is all names but one. A mask
    is a finite set of names, or all names but a finite set. Masks with the same meaning
    are equal, in whatever order they were written. Masks are immutable.

    What a mask selects depends on the objects: every query takes one object type or
    several (members or their texts) and covers the rows that can occur on at least one
    of them. It also takes a mode, by default the regular one, in which every row works.

    Make one with `Mask.parse`, `Mask.of` or `Mask.shortest`.
    """

    __slots__ = ()

    def __init__(self) -> None:
        """Raise: a mask is made by its class methods.

        Raises:
            TypeError: always.
        """
        raise TypeError("make a mask with Mask.parse, Mask.of or Mask.shortest")

    @classmethod
    def parse(cls, text: str, *, unknown: Unknown = "refuse") -> Mask:
        """Return the mask of a text.

        Args:
            text: items with commas between them: a name or `*`, with `~` before it to
                exclude it.
            unknown: `keep` accepts names that are not in this catalog. They stay in the
                mask and its text, and select no row.

        Raises:
            MaskError: the text is not a valid mask. The error has all problems.
            UnknownValueError: `text` is not a `str`, or `unknown` neither `refuse` nor
                `keep`.
        """
        items = _read(text, unknown)
        if not items.is_mask:
            raise MaskError(text, tuple(items.problems))
        if "*" in items.excluded:
            return cls._make((), has_star=False)
        if "*" in items.included:
            return cls._make(items.excluded, has_star=True)
        names = items.included.keys() - items.excluded.keys()
        return cls._make(names, has_star=False)

    @classmethod
    def problems(
        cls, text: str, *, unknown: Unknown = "refuse"
    ) -> tuple[MaskProblem, ...]:
        """Return the problems of a text in order of position, errors and warnings.

        Args:
            text: any text.
            unknown: `keep` makes unknown names warnings.

        Raises:
            UnknownValueError: `text` is not a `str`, or `unknown` neither `refuse` nor
                `keep`.
        """
        return tuple(_read(text, unknown).problems)

    @classmethod
    def of(cls, names: Iterable[ActionName | ActionNameText]) -> Mask:
        """Return the mask of exactly these names.

        Raises:
            UnknownValueError: unknown action name.
        """
        return cls._make([ActionName(it) for it in names], has_star=False)

    @classmethod
    def shortest(
        cls,
        selection: Iterable[Action | ActionText | ActionName | ActionNameText],
        object_types: ObjectTypes,
        mode: Mode | ModeText = Mode.REGULAR,
    ) -> Mask:
        """Return the mask with the shortest text that selects these rows and no others.

        Args:
            selection: rows or their ids; and names, each for all its rows there.
            object_types: one object type or several.
            mode: the mode.

        Raises:
            NoMaskError: no mask does. The error has the reasons for each name.
            UnknownValueError: unknown action, action name, object type or mode.
        """
        context = MaskContext(object_types, mode)
        sets = [_rows(it) for it in selection]
        findings = tuple(context.obstacles(sets))
        if findings:
            raise NoMaskError(findings)
        names = {name for name, _ in sets}
        others = {it.action_name for it in context.rows} - names
        inclusion = cls._make(names, has_star=False)
        exclusion = cls._make(others, has_star=True)
        return min(inclusion, exclusion, key=lambda it: len(str(it)))

    @property
    def has_star(self) -> bool:
        """Whether it means all names but the listed ones."""
        return self._has_star

    @property
    def listed(self) -> tuple[ActionName | str, ...]:
        """The names that it includes or excludes, in table order.

        Unknown names follow, as plain text.
        """
        return self._listed

    @property
    def unknown(self) -> tuple[str, ...]:
        """The listed names that are not in this catalog, by code point."""
        return tuple(it for it in self.listed if it not in RANKS)

    def names(
        self, object_type: ObjectTypes, mode: Mode | ModeText = Mode.REGULAR
    ) -> tuple[ActionName, ...]:
        """Return the names that it selects there, in table order.

        Raises:
            UnknownValueError: unknown object type or mode.
        """
        selected = {it.action_name for it in self.actions(object_type, mode)}
        return tuple(it for it in ActionName if it in selected)

    def actions(
        self, object_type: ObjectTypes, mode: Mode | ModeText = Mode.REGULAR
    ) -> tuple[Action, ...]:
        """Return the rows that it selects there, in table order.

        Raises:
            UnknownValueError: unknown object type or mode.
        """
        listed = {*self.listed}
        return tuple(
            row
            for row in MaskContext(object_type, mode).rows
            if (row.action_name in listed) is not self.has_star
        )

    def is_mixed(
        self, object_types: ObjectTypes, mode: Mode | ModeText = Mode.REGULAR
    ) -> bool:
        """Return whether it selects both durable and instantaneous rows there.

        Raises:
            UnknownValueError: unknown object type or mode.
        """
        return len({it.is_durable for it in self.actions(object_types, mode)}) > 1

    def check(
        self, object_types: ObjectTypes, mode: Mode | ModeText = Mode.REGULAR
    ) -> tuple[MaskFinding, ...]:
        """Return a finding for each listed name that cannot occur there.

        Raises:
            UnknownValueError: unknown object type or mode.
        """
        return tuple(MaskContext(object_types, mode).check(self.listed))

    def compare(
        self,
        other: Mask,
        object_types: ObjectTypes,
        mode: Mode | ModeText = Mode.REGULAR,
    ) -> MaskComparison:
        """Return the rows in which it differs from another mask there.

        Raises:
            UnknownValueError: unknown object type or mode.
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
            UnknownValueError: unknown object type or mode.
        """
        return self.actions(object_types, mode) == other.actions(object_types, mode)

    def __repr__(self) -> str:
        """Return an expression that makes an equal mask."""
        keep = ', unknown="keep"' if self.unknown else ""
        return f"Mask.parse({str(self)!r}{keep})"

    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        """Return a function that makes a copy, and its argument."""
        return _copy, (str(self),)


def _copy(text: str) -> Mask:
    return Mask.parse(text, unknown="keep")


def _read(text: object, unknown: object) -> MaskText:
    if not isinstance(text, str):
        message = f"expected the text of a mask, not {text!r:.100}"
        raise UnknownValueError(message, text)
    if unknown not in _UNKNOWN_OPTIONS:
        suggestion = None
        if isinstance(unknown, str):
            suggestion = closest(unknown, _UNKNOWN_OPTIONS)
        message = f"expected unknown='refuse' or unknown='keep', not {unknown!r:.100}"
        raise UnknownValueError(message, unknown, suggestion)
    return MaskText(text, keep=unknown == "keep")


def _rows(selected: object) -> tuple[ActionName, frozenset[Action]]:
    """Return the name and the rows of an action, an action name, or the text of one."""
    kind = "action or action name"
    if isinstance(selected, Action):
        return selected.action_name, frozenset({selected})
    if not isinstance(selected, str):
        raise UnknownValueError.about(selected, kind, None)
    if selected in RANKS:
        return ActionName(selected), frozenset(named(ActionName(selected)))
    if selected in Action.__members__:
        return _rows(Action(selected))
    raise UnknownValueError.about(selected, kind, suggested_name(selected))
