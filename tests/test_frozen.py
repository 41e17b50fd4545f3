"""Immutable objects: their attributes, defaults, copies and rejected arguments."""

from __future__ import annotations

from typing import Any

import pytest

from statserver_bindgen.frozen import Frozen


class Point(Frozen):
    """A point on a line."""

    x: int
    label: str = "point"


class Pixel(Point):
    """A point with an attribute of its own, and another default."""

    color: str = "black"
    label: str = "pixel"


def test_attributes_are_set_by_position_name_or_default() -> None:
    assert (Point(1).x, Point(1).label) == (1, "point")
    assert (Point(1, "a").label, Point(label="b", x=2).label) == ("a", "b")


def test_a_subclass_adds_its_attributes_after_those_of_the_base() -> None:
    assert Pixel.field_names == ("x", "label", "color")
    assert repr(Pixel(1)) == "Pixel(x=1, label='pixel', color='black')"


@pytest.mark.parametrize(
    ("values", "named"),
    [
        pytest.param((), {}, id="missing"),
        pytest.param((), {"label": "a"}, id="missing without a default"),
        pytest.param((1,), {"y": 2}, id="unknown"),
        pytest.param((), {"y": 1, "label": "a"}, id="unknown in place of a missing one"),
        pytest.param((1, "a", 2), {}, id="too many"),
    ],
)
def test_wrong_arguments_are_rejected(values: tuple[Any, ...], named: dict[str, Any]) -> None:
    with pytest.raises(TypeError, match=r"^Point has the attributes x, label$"):
        Point(*values, **named)


def test_an_attribute_given_twice_is_rejected() -> None:
    arguments: dict[str, Any] = {"x": 2}
    with pytest.raises(TypeError, match=r"^Point has the attributes x, label$"):
        Point(1, **arguments)


def test_objects_are_immutable() -> None:
    point = Point(1)
    with pytest.raises(AttributeError, match=r"^Point is immutable: x$"):
        setattr(point, "x", 2)  # noqa: B010 - type checkers reject the assignment
    with pytest.raises(AttributeError, match=r"^Point is immutable: label$"):
        delattr(point, "label")
    assert (point.x, point.label) == (1, "point")


def test_objects_compare_by_identity() -> None:
    first, second = Point(1), Point(1)
    assert first != second
    assert len({first, second}) == len([first, second])


def test_replace_returns_a_copy_with_changes() -> None:
    pixel = Pixel(1, color="red")
    assert repr(pixel.replace(x=2)) == "Pixel(x=2, label='pixel', color='red')"
    assert pixel.x == 1
    with pytest.raises(TypeError, match="attributes x, label, color"):
        pixel.replace(y=1)
