"""The index of names: every name that a mask may contain, by letter, with the names to look up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypothesis import given, settings

from statserver_bindgen.name_index import index_names
from support.generated import fixture_catalog, lifecycle_catalog, loaded
from support.lifecycles import lifecycles

if TYPE_CHECKING:
    from statserver_bindgen.catalog import Catalog
    from statserver_bindgen.name_index import IndexEntry


def entries(catalog: Catalog) -> dict[str, IndexEntry]:
    """Return the entries of the index by name."""
    return {it.name: it for letter in index_names(catalog) for it in letter.entries}


def looked_up(entry: IndexEntry) -> list[str]:
    """Return the names that an entry leads to."""
    return [it.name for it in entry.action_names]


@settings(max_examples=40)
@given(lifecycles())
def test_the_index_of_any_catalog_has_every_name_once(data: dict[str, Any]) -> None:
    catalog = loaded(data)
    expected = [it.name for it in catalog.names]
    expected += [it.name for it in catalog.former_names]
    expected += [it.name for it in catalog.split_names]
    expected += [it.name for it in catalog.removed_names]
    expected += [it.name for it in catalog.known_names]
    listed = [it.name for letter in index_names(catalog) for it in letter.entries]
    assert sorted(listed) == sorted(expected)
    assert listed == sorted(listed, key=lambda name: (name.lower(), name))


@settings(max_examples=40)
@given(lifecycles())
def test_the_names_of_a_letter_begin_with_it(data: dict[str, Any]) -> None:
    index = index_names(loaded(data))
    assert [it.letter for it in index] == sorted({it.letter for it in index})
    for letter in index:
        assert {it.name[0].upper() for it in letter.entries} == {letter.letter}


def test_a_name_of_the_table_leads_to_itself() -> None:
    entry = entries(fixture_catalog())["CallWait"]
    assert (entry.kind, looked_up(entry)) == (None, ["CallWait"])


def test_a_known_name_leads_to_its_readings() -> None:
    entry = entries(fixture_catalog())["Login"]
    assert (entry.kind, looked_up(entry)) == ("everyday_word", ["AgentLogin", "LoggedIn"])


def test_a_known_name_of_a_later_release_has_the_release() -> None:
    entry = entries(fixture_catalog())["Routable"]
    assert (entry.kind, entry.release, looked_up(entry)) == ("later_release", "8.5.1", [])


def test_former_names_lead_to_the_names_of_today() -> None:
    index = entries(lifecycle_catalog())
    renamed, split = index["CallForwarded"], index["CallHandled"]
    assert (renamed.kind, looked_up(renamed)) == ("former_name", ["CallRouted"])
    assert (split.kind, looked_up(split)) == ("split_name", ["CallTreated"])


def test_a_removed_name_leads_to_its_replacements() -> None:
    index = entries(lifecycle_catalog())
    replaced, ended = index["CallHold"], index["CallLost"]
    assert (replaced.kind, replaced.since, looked_up(replaced)) == (
        *("removed_name", "2.0.0"),
        ["CallOnHold"],
    )
    assert (ended.kind, ended.since, looked_up(ended)) == ("removed_name", "2.0.0", [])


@settings(max_examples=40)
@given(lifecycles())
def test_every_row_is_in_the_group_of_its_object_class_and_timing(data: dict[str, Any]) -> None:
    catalog = loaded(data)
    pairs = [(it.object_class, it.timing) for it in catalog.groups]
    assert pairs == [(one, other) for one in catalog.object_classes for other in catalog.timings]
    for group in catalog.groups:
        of_class = [it for it in catalog.actions if it.object_class == group.object_class]
        assert [*group.actions] == [it for it in of_class if it.timing == group.timing]
