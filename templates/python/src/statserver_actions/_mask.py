# Part of the statserver-actions binding; edit templates/python/src/statserver_actions.
"""Masks: sets of action names, and the rows that they select."""

from __future__ import annotations

from ._action import Action
from ._action_name import ActionName
from ._errors import InexpressibleMaskError, MaskError, UnknownValueError
from ._mask_arguments import read_rows, read_text
from ._mask_context import MaskContext
from ._mask_findings import MaskComparison
from ._mask_meaning import Meaning
from ._members import read_list, read_member
from ._names import RANKS
from ._shown_values import show
from ._statuses import statuses_on
from ._vocabulary import Mode, ObjectType

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from ._mask_arguments import Unknown
    from ._mask_findings import MaskFinding
    from ._mask_problems import MaskProblem
    from ._queries import ObjectTypes
    from ._statuses import Status
    from .literals import ActionNameText, ActionText, ModeText, ObjectTypeText


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
                exclude it. An empty text selects nothing.
            unknown: `keep` accepts names that are not in this catalog, but no everyday
                words. They stay in the mask and its text, and select no row.

        Raises:
            MaskError: the text is not a valid mask. The error has all problems.
            UnknownValueError: `text` is not a `str`, or `unknown` neither `refuse` nor
                `keep`.
        """
        items = read_text(text, unknown)
        if not items.is_mask:
            raise MaskError(str.__str__(text), tuple(items.problems))
        if "*" in items.excluded:
            return cls._make((), has_star=False)
        if "*" in items.included:
            return cls._make(items.excluded, has_star=True)
        return cls._make(items.included - items.excluded, has_star=False)

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
        return tuple(read_text(text, unknown).problems)

    @classmethod
    def of(cls, names: Iterable[ActionName | ActionNameText]) -> Mask:
        """Return the mask of exactly these names.

        Raises:
            UnknownValueError: unknown action name, or a text instead of a list.
        """
        return cls._make(
            [read_member(ActionName, it) for it in read_list(names)], has_star=False
        )

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
            InexpressibleMaskError: no mask does. The error has the reasons by name.
            UnknownValueError: unknown action, action name, object type or mode, or a
                text instead of a list.
        """
        context = MaskContext(object_types, mode)
        sets = [read_rows(it) for it in read_list(selection)]
        findings = tuple(context.find_obstacles(sets))
        if findings:
            raise InexpressibleMaskError(findings)
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
            Action(row.id)
            for row in MaskContext(object_type, mode).rows
            if (row.action_name in listed) is not self.has_star
        )

    def statuses(
        self,
        object_type: ObjectType | ObjectTypeText,
        mode: Mode | ModeText = Mode.REGULAR,
    ) -> tuple[Status, ...]:
        """Return the statuses that it selects on objects of one type.

        The status with the lowest rank comes first; those without a documented rank
        are last.

        Raises:
            UnknownValueError: unknown object type or mode, or an object type without a
                documented order of statuses.
        """
        member = read_member(ObjectType, object_type)
        selected = {str(it) for it in self.names(member, mode)}
        return tuple(it for it in statuses_on(member) if it in selected)

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
        """Return what it cannot do there.

        The findings about the objects come first: object types that cannot be observed
        together, or not in the mode. Then those about each listed name.

        Raises:
            UnknownValueError: unknown object type or mode.
        """
        return tuple(
            MaskContext(object_types, mode).check(self.listed, has_star=self.has_star)
        )

    def compare(
        self,
        other: Mask,
        object_types: ObjectTypes,
        mode: Mode | ModeText = Mode.REGULAR,
    ) -> MaskComparison:
        """Return the rows in which it differs from another mask there.

        Raises:
            UnknownValueError: unknown object type or mode, or `other` is not a mask.
        """
        these = self.actions(object_types, mode)
        others = _read_mask(other).actions(object_types, mode)
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
            UnknownValueError: unknown object type or mode, or `other` is not a mask.
        """
        others = _read_mask(other).actions(object_types, mode)
        return self.actions(object_types, mode) == others

    def __repr__(self) -> str:
        """Return an expression that makes an equal mask."""
        keep = ', unknown="keep"' if self.unknown else ""
        return f"Mask.parse({str(self)!r}{keep})"

    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        """Return a function that makes a copy, and its argument."""
        return _copy, (str(self),)

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: object, handler: object
    ) -> dict[str, Any]:
        """Return the schema for pydantic 2."""
        from ._pydantic import mask_schema  # noqa: PLC0415 - rarely needed

        return mask_schema(cls)

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: object, handler: object
    ) -> dict[str, Any]:
        """Return the JSON Schema for pydantic 2."""
        from ._pydantic import mask_json_schema  # noqa: PLC0415 - rarely needed

        return mask_json_schema()


def _copy(text: str) -> Mask:
    return Mask.parse(text, unknown="keep")


def _read_mask(value: object) -> Mask:
    if isinstance(value, Mask):
        return value
    raise UnknownValueError(f"expected a mask, not {show(value)}", value)
