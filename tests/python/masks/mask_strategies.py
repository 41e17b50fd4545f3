"""Hypothesis strategies for masks, texts and objects, and `UNIVERSE`, which makes masks sets of names."""

from __future__ import annotations

from collections.abc import Iterable

from hypothesis import strategies as st

from statserver_actions import Action, ActionName, Mask, Mode, ObjectType

UNKNOWN = ("CallTeleported", "Foo_1", "Zzyzx")
# No mask below lists `Elsewhere`: it stands for all names that a mask does not list.
UNIVERSE = frozenset([*map(str, ActionName), *UNKNOWN, "Elsewhere"])

# A few of the names, so that masks share some; several of them have more than one row.
_FEW = sorted({it.action_name for it in Action if it.scope})[:6] + [*ActionName][:6]
names = st.sampled_from([*map(str, _FEW), *UNKNOWN])
items = st.lists(
    st.tuples(st.sampled_from(["", "", "~"]), st.one_of(names, st.just("*"))).map("".join),
    min_size=1,
    max_size=9,
)
places = st.tuples(
    st.lists(st.sampled_from(ObjectType), min_size=1, unique=True), st.sampled_from(Mode)
)

_LABELS = [it.label for it in Action if it.scope][:3]
_terms = st.one_of(
    names,
    names.map(str.lower),
    st.sampled_from([*_LABELS, *map(str, Action)]),
    st.sampled_from(["*", "~*", "CallWiat", "CallWaitInbound", "ACW", "login", "~", "**"]),
    st.sampled_from([" or ", " and ", "MainMask=", "RelMask :"]),
    st.text("~!-* ,;|'\"“_aZ0({é📞\0\u202e\ud800\uff0c", max_size=4),
    st.text(st.characters(exclude_categories=()), max_size=4),
)
_lists = st.lists(
    st.tuples(st.sampled_from(["", "~", " ", "\t~ "]), _terms).map("".join), max_size=7
)
_joined = st.tuples(_lists, st.sampled_from([",", ", ", ";", " ", "", "|~"])).map(
    lambda it: it[1].join(it[0])
)
texts = st.one_of(_joined, _joined.map(lambda it: f' "{it}"\n'))


def kept(items: Iterable[str]) -> Mask:
    """Return the mask of items, some of which may be unknown."""
    return Mask.parse(",".join(items), unknown="keep")


masks = items.map(kept)


def extension(mask: Mask) -> frozenset[str]:
    """Return the names of the universe that belong to a mask."""
    return frozenset(it for it in UNIVERSE if (it in mask.listed) is not mask.has_star)


def meaning(items: Iterable[str]) -> frozenset[str]:
    """Return the names that belong to a mask of these items, by the definition."""
    listed = [*items]
    included = [it for it in listed if not it.startswith("~")]
    excluded = [it[1:] for it in listed if it.startswith("~")]
    everything = UNIVERSE.union(included, excluded) - {"*"}

    def of(names: list[str]) -> frozenset[str]:
        return everything if "*" in names else frozenset(names)

    return of(included) - of(excluded)


def at_hand(object_types: Iterable[ObjectType], mode: Mode) -> list[Action]:
    """Return the rows that can occur on one of these objects in a mode."""
    types = {*object_types}
    return [
        row
        for row in Action
        if any(it in row.object_types and mode in it.modes for it in types)
        and (mode is Mode.REGULAR or row.restricted_cluster)
    ]
