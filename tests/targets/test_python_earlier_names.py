"""The Python package reads masks with names of any history as the reference does."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, Any, Final

from hypothesis import given, settings
from hypothesis import strategies as st

from statserver_bindgen.conformance.catalog_index import CatalogIndex
from statserver_bindgen.conformance.mask_sets import find_membership
from statserver_bindgen.conformance.mask_texts import answer
from support.generated import loaded
from support.lifecycles import lifecycles
from support.mutated_package import imported_runner, read_sources

if TYPE_CHECKING:
    from statserver_bindgen.catalog import Catalog

attributes: Final = attrgetter("kind", "severity", "start", "length", "message", "suggestion")
TERMS: Final = (
    *("{name}",) * 4,
    *("{lower}", "{short}", "{swapped}", "{name}x"),
    *("{name} {other}", "{name}; {other}", "{name} and {other}", "*"),
)
"""What the terms of masks are made of: names, and what typing errors make of them."""


def term(template: str, name: str, other: str) -> str:
    swapped = f"{name[:2]}{name[3:2:-1]}{name[4:]}"
    values = {"lower": name.lower(), "short": name[:-1], "swapped": swapped}
    return template.format(name=name, other=other, **values)


def all_names(catalog: Catalog) -> list[str]:
    """Return the names, ids and labels of rows, of all versions."""
    rows = [*catalog.actions, *(it.action for it in catalog.removed)]
    current = [text for row in rows for text in (row.name, row.id, row.label)]
    former = [text for row in rows for it in row.formerly for text in (it.name, it.id, it.label)]
    return sorted({*current, *former, *(it.name for it in catalog.known_names)})


def masks(names: list[str]) -> st.SearchStrategy[str]:
    terms = st.builds(
        term,
        st.sampled_from(TERMS),
        st.sampled_from(names),
        st.sampled_from(names),
    )
    items = st.tuples(st.sampled_from(["", "", "~", "!"]), terms).map("".join)
    return st.lists(items, min_size=1, max_size=5).map(",".join)


@settings(max_examples=25)
@given(st.data(), lifecycles())
def test_masks_with_names_of_any_history_have_the_answers_of_the_reference(
    data: st.DataObject, spec: dict[str, Any]
) -> None:
    catalog = loaded(spec)
    index, names = CatalogIndex(catalog), all_names(catalog)
    texts = data.draw(st.lists(masks(names), min_size=10, max_size=20))
    with imported_runner(read_sources(catalog)) as package:
        mask_type, error_type = package["Mask"], package["UnknownValueError"]

        def contains(mask: Any, name: str) -> object:
            try:
                return name in mask
            except error_type as error:
                return error.suggestion

        for text in texts:
            expected = answer(index, text, None, keep=True)
            problems = mask_type.problems(text, unknown="keep")
            assert [*map(attributes, problems)] == [*map(attributes, expected.problems)]
            if expected.mask is None:
                continue
            mask = mask_type.parse(text, unknown="keep")
            assert str(mask) == expected.canonical
            for name in names:
                answered = find_membership(index, expected.mask, name)
                assert contains(mask, name) == getattr(answered, "suggestion", answered)
