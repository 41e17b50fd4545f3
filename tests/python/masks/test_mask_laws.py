"""Laws that hold for every mask on all objects."""

from __future__ import annotations

import copy
import pickle
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mask_strategies import (
    at_hand,
    extension,
    items,
    kept,
    masks,
    meaning,
    names,
    places,
)
from statserver_actions import (
    Action,
    ActionName,
    InexpressibleMaskError,
    Mask,
    Mode,
    ObjectClass,
    ObjectType,
    Status,
    UnknownValueError,
)

Place = tuple[list[ObjectType], Mode]

# The object types with an order of statuses.
_ordered = st.sampled_from([it for it in ObjectType if any(status.rank(it) for status in Status)])

ALL = Mask.parse("*")
NONE = Mask.parse("")


@given(items)
def test_a_mask_means_included_minus_excluded_names(chosen: list[str]) -> None:
    assert extension(kept(chosen)) == meaning(chosen)


@given(items, st.randoms())
def test_the_order_of_items_does_not_matter(chosen: list[str], random: Random) -> None:
    shuffled = random.sample(chosen, len(chosen))
    assert kept(shuffled) == kept(chosen)
    assert str(kept(shuffled)) == str(kept(chosen))


@given(masks)
def test_the_text_of_a_mask_is_parsed_as_that_mask(mask: Mask) -> None:
    again = Mask.parse(str(mask), unknown="keep")
    assert again == mask
    assert str(again) == str(mask) == f"{mask}"


@given(masks)
def test_canonical_text_has_the_names_in_the_order_of_the_table(mask: Mask) -> None:
    order = [*map(str, ActionName)]
    catalog_names = [it for it in mask.listed if isinstance(it, ActionName)]
    assert [*mask.listed] == sorted(catalog_names, key=order.index) + sorted(mask.unknown)
    listed = ["*", *(f"~{it}" for it in mask.listed)] if mask.has_star else mask.listed
    assert str(mask) == ",".join(listed)


@given(masks)
def test_the_only_canonical_text_with_a_problem_is_that_of_the_empty_mask(mask: Mask) -> None:
    kinds = [it.kind for it in Mask.problems(str(mask)) if it.kind != "unknown-name"]
    assert kinds == (["empty-mask"] if mask == NONE else [])


@given(masks)
def test_representation_evaluates_to_an_equal_mask(mask: Mask) -> None:
    assert eval(repr(mask), {"Mask": Mask}) == mask
    assert pickle.loads(pickle.dumps(mask)) == copy.copy(mask) == copy.deepcopy(mask) == mask


@given(masks, masks)
def test_masks_combine_as_sets_do(one: Mask, other: Mask) -> None:
    assert extension(one | other) == extension(one) | extension(other)
    assert extension(one & other) == extension(one) & extension(other)
    assert extension(one - other) == extension(one) - extension(other)


@given(masks, masks, masks)
def test_the_algebra_of_sets_holds(one: Mask, two: Mask, three: Mask) -> None:
    assert one | two == two | one
    assert one & two == two & one
    assert one & (two | three) == (one & two) | (one & three)
    assert one | (two & three) == (one | two) & (one | three)
    assert ALL - (one | two) == (ALL - one) & (ALL - two)
    assert ALL - (one & two) == (ALL - one) | (ALL - two)
    assert ALL - (ALL - one) == one == one - NONE == one | NONE == one & ALL
    assert one - one == one & NONE == NONE


@given(masks, masks)
def test_masks_are_equal_when_they_mean_the_same(one: Mask, other: Mask) -> None:
    assert (one == other) is (extension(one) == extension(other))
    assert (one == other) is (str(one) == str(other))
    if one == other:
        assert hash(one) == hash(other)
    assert one != str(one)


@given(st.lists(st.sampled_from(ActionName)))
def test_a_mask_of_names_contains_exactly_these(chosen: list[ActionName]) -> None:
    mask = Mask.of(chosen)
    assert extension(mask) == {*map(str, chosen)}
    assert mask == Mask.of(mask.names([*ObjectType]))


@given(places)
def test_a_star_selects_all_rows_that_can_occur(place: Place) -> None:
    there = at_hand(*place)
    assert [*ALL.actions(*place)] == there
    assert {*ALL.names(*place)} == {it.action_name for it in there}
    assert NONE.actions(*place) == ()
    assert NONE.names(*place) == ()


@given(masks, places)
def test_a_mask_selects_the_rows_of_its_names(mask: Mask, place: Place) -> None:
    rows = [it for it in at_hand(*place) if it.action_name in mask]
    assert [*mask.actions(*place)] == rows
    chosen = {it.action_name for it in rows}
    assert [*mask.names(*place)] == [it for it in ActionName if it in chosen]
    assert mask.is_mixed(*place) is (len({it.is_durable for it in rows}) == 2)


@given(masks, places)
def test_findings_are_about_names_that_cannot_occur(mask: Mask, place: Place) -> None:
    types, mode = place
    findings = mask.check(types, mode)
    reasons = {(it.name, on): it.reason for it in findings for on in it.object_types if it.name}
    for name in mask.listed:
        for on in types:
            rows = [it for it in Action if it.action_name == name and on in it.object_types]
            works = mode is Mode.REGULAR or any(it.restricted_cluster for it in rows)
            expected = None if works or mode not in on.modes else "not-in-mode"
            if not rows:
                expected = "unknown-name" if name in mask.unknown else "not-on-objects"
            assert reasons.get((name, on)) == expected
    assert {name for name, _ in reasons} <= {*mask.listed}


@given(masks, places)
def test_findings_about_the_objects_come_first(mask: Mask, place: Place) -> None:
    types, mode = place
    together = any({*types} <= {*it.object_types} for it in ObjectClass)
    unsupported = tuple(it for it in ObjectType if it in types and mode not in it.modes)
    expected = [] if together else [("separate-objects", tuple(it for it in ObjectType if it in types))]
    expected += [("mode-not-on-objects", unsupported)] if unsupported else []
    findings = [(it.reason.value, it.object_types) for it in mask.check(types, mode) if not it.name]
    assert findings == expected


@given(masks, _ordered, st.sampled_from(Mode))
def test_statuses_are_the_selected_ones_by_rank(mask: Mask, on: ObjectType, mode: Mode) -> None:
    ranked = [it for it in Status if it.rank(on) is not None]
    order = sorted(ranked, key=lambda it: it.rank(on) or 0) + [it for it in Status if on in it.unranked]
    names = {*map(str, mask.names(on, mode))}
    assert [*mask.statuses(on, mode)] == [it for it in order if it.value in names]


@given(masks, masks, places)
def test_equivalent_masks_select_the_same_rows(
    one: Mask, other: Mask, place: Place
) -> None:
    types, mode = place
    difference = one.compare(other, types, mode)
    assert difference.only_this == (one - other).actions(types, mode)
    assert difference.only_other == (other - one).actions(types, mode)
    same = not difference.only_this and not difference.only_other
    assert one.is_equivalent(other, types, mode) is same
    assert same or one != other


@given(masks, places)
def test_the_shortest_mask_selects_the_requested_rows(mask: Mask, place: Place) -> None:
    selection = mask.actions(*place)
    shortest = Mask.shortest(selection, *place)
    assert shortest.actions(*place) == selection
    assert len(str(shortest)) <= len(",".join(mask.names(*place)))
    others = (ALL - mask).names(*place)
    assert len(str(shortest)) <= len(",".join(["*", *(f"~{it}" for it in others)]))
    assert shortest == Mask.shortest(mask.names(*place), *place)


@given(st.lists(st.sampled_from(Action), max_size=6), places)
def test_an_inexpressible_mask_has_a_finding_for_each_shared_name(chosen: list[Action], place: Place) -> None:
    there = {*at_hand(*place)}
    wrong: set[ActionName] = set()
    for name in {it.action_name for it in chosen}:
        mine = {it for it in chosen if it.action_name is name}
        selected = {it for it in there if it.action_name is name}
        if mine != selected:
            wrong.add(name)
    try:
        shortest = Mask.shortest(chosen, *place)
    except InexpressibleMaskError as error:
        assert {it.name for it in error.findings} == wrong
        assert all(it.message in str(error) for it in error.findings)
    else:
        assert not wrong
        assert {*shortest.actions(*place)} == {*chosen}


@given(st.lists(names))
def test_a_name_belongs_to_a_mask_or_its_complement(chosen: list[str]) -> None:
    mask = kept(chosen)
    for name in [*map(str, ActionName), *chosen]:
        assert (name in mask) is (name in chosen)
        assert (name in ALL - mask) is (name not in chosen)


@given(masks, st.sampled_from(Action))
def test_a_row_belongs_to_a_mask_through_its_name(mask: Mask, action: Action) -> None:
    assert (action in mask) is (action.value in mask) is (action.action_name in mask)


@given(masks, st.text(max_size=20))
def test_a_text_that_nothing_lists_belongs_to_no_mask(mask: Mask, text: str) -> None:
    with pytest.raises(UnknownValueError):
        assert f"_{text}" in mask
