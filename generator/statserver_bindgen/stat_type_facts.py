"""Facts about stat types: keys, categories, subjects and what they require of each other.

`load` returns the shipped spec/stat_types.yaml as frozen values. A test checks the file against
spec/stat_types.schema.json. Every fact has its basis, which messages print.
"""

from __future__ import annotations

from functools import cache, cached_property
from typing import TYPE_CHECKING, Any, Final, Literal

from statserver_bindgen import resources, shipped_data
from statserver_bindgen.frozen import Frozen
from statserver_bindgen.suggestions import lower

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

Confidence = Literal["documented", "inferred"]
Counted = Literal["statuses", "actions", "campaign_actions"]
# The attributes of a requirement, in their order.
_LISTS: Final = ("categories", "subjects", "object_types", "keys", "names", "and_names")
_TEXTS: Final = ("need", "use", "replacement")


class Basis(Frozen):
    """The confidence and the source of a fact.

    Attributes:
        confidence: `documented` or `inferred`.
        source: the title of its source.
    """

    confidence: Confidence
    source: str

    @property
    def is_inferred(self) -> bool:
        """Whether no documentation states the fact, so that it gives notes only."""
        return self.confidence == "inferred"

    def __str__(self) -> str:
        """Return confidence and source, e.g. `documented: RTME 8.5.1 CreateDef`."""
        return f"{self.confidence}: {self.source}"


class Key(Frozen):
    """A key of a section.

    Attributes:
        name: its spelling in the configuration of Stat Server.
        role: what it defines of a stat type, or None.
        spellings: its spellings in other formats.
        basis: the basis of the fact.
    """

    name: str
    role: str | None
    spellings: Mapping[str, tuple[str, ...]]
    basis: Basis

    def names_in(self, file_format: str) -> tuple[str, ...]:
        """Return its spellings in a format, the usual one first."""
        return self.spellings.get(file_format, (self.name,))


class Category(Frozen):
    """A category.

    Attributes:
        name: its name.
        kind: `historical`, `current`, `state`, `compound`, `historical_custom_value`,
            `current_custom_value`, `formula` or `java`.
        same_as: the category of which it is another spelling; else its name.
        basis: the basis of the fact.
    """

    name: str
    kind: str
    same_as: str
    basis: Basis


class Subject(Frozen):
    """A subject.

    Attributes:
        name: its name.
        counts: what it counts.
        same_as: the subject of which it is an alias; else its name.
        basis: the basis of the fact.
    """

    name: str
    counts: Counted
    same_as: str
    basis: Basis


class Group(Frozen):
    """Object types that one stat type can have together.

    Attributes:
        id: its id.
        title: the kind of its objects, for messages.
        object_types: the object types.
        basis: the basis of the fact.
    """

    id: str
    title: str
    object_types: tuple[str, ...]
    basis: Basis


class Requirement(Frozen):
    """A fact about categories or subjects; attributes that it does not have are empty.

    Attributes:
        categories: the categories that it is about.
        subjects: subjects: those that it is about, or those that the categories require.
        object_types: object types that the categories or subjects require.
        keys: keys that the categories require, or do not use.
        names: the action names that a mask may contain.
        and_names: action names that are valid in addition.
        need: of a mask: `required`, `optional`, `unused` or `unknown`.
        use: of actions: `durable`, `interaction_related` or `durable_interaction_related`.
        replacement: what Stat Server uses instead.
        basis: the basis of the fact.
    """

    categories: tuple[str, ...]
    subjects: tuple[str, ...]
    object_types: tuple[str, ...]
    keys: tuple[str, ...]
    names: tuple[str, ...]
    and_names: tuple[str, ...]
    need: str
    use: str
    replacement: str
    basis: Basis


class StatTypeFacts(Frozen):
    """All of spec/stat_types.yaml, in the order of the file.

    Attributes:
        keys: the known keys, those with a role first.
        required_keys: the keys that every stat type needs.
        hidden_keys: the prefixes of keys that are switched off.
        other_sections: the names of sections that are not stat types, by their `lower`.
        annex_prefixes: the object type of each prefix of sections of an annex.
        groups: the compatibility groups.
        subjects: the subjects.
        subject_objects: the object types on which subjects count.
        telephony_on_campaigns: the campaigns that take the subjects of telephony.
        statuses: the basis of the statuses that the catalog lists.
        unsupported_object_types: the basis of the modes of object types.
        unsupported: the categories and subjects that restricted cluster mode does not support.
        categories: the categories.
        category_facts: the facts about categories, by what they are about.
    """

    keys: tuple[Key, ...]
    required_keys: tuple[Requirement, ...]
    hidden_keys: Mapping[str, Basis]
    other_sections: Mapping[str, Basis]
    annex_prefixes: Mapping[str, str]
    groups: tuple[Group, ...]
    subjects: tuple[Subject, ...]
    subject_objects: tuple[Requirement, ...]
    telephony_on_campaigns: tuple[str, ...]
    statuses: Basis
    unsupported_object_types: Basis
    unsupported: tuple[Requirement, ...]
    categories: tuple[Category, ...]
    category_facts: Mapping[str, tuple[Requirement, ...]]

    def find_requirement(self, about: str, category: str | None) -> Requirement | None:
        """Return the fact about a category in a list of `category_facts`, or None."""
        return None if category is None else self._by_category[about].get(category)

    @cached_property
    def _by_category(self) -> Mapping[str, Mapping[str, Requirement]]:
        return {
            about: {name: fact for fact in facts for name in fact.categories}
            for about, facts in self.category_facts.items()
        }

    @cached_property
    def category_by_lower(self) -> Mapping[str, Category]:
        """The categories by their `lower`."""
        return {lower(it.name): it for it in self.categories}

    @cached_property
    def subject_by_lower(self) -> Mapping[str, Subject]:
        """The subjects by their `lower`."""
        return {lower(it.name): it for it in self.subjects}

    @cached_property
    def keys_of_categories(self) -> frozenset[str]:
        """The keys that a category requires."""
        return frozenset(name for fact in self.category_facts["keys"] for name in fact.keys)

    @cached_property
    def objects_by_subject(self) -> Mapping[str, Requirement]:
        """The fact about the object types of each subject."""
        return {name: fact for fact in self.subject_objects for name in fact.subjects}

    @cached_property
    def group_by_object_type(self) -> Mapping[str, Group]:
        """The compatibility group of each object type."""
        return {name: group for group in self.groups for name in group.object_types}

    @cached_property
    def roles_by_key(self) -> Mapping[str, Mapping[str, Key]]:
        """The key of each spelling, by `lower`, for each format with spellings of its own.

        Any other format has the spellings under the empty text.
        """
        formats = {"", *(name for key in self.keys for name in key.spellings)}
        return {
            name: {lower(text): key for key in self.keys for text in key.names_in(name)}
            for name in formats
        }

    def find_key(self, text: str, file_format: str) -> Key | None:
        """Return the key with a spelling in a format, in any case, or None."""
        keys = self.roles_by_key.get(file_format, self.roles_by_key[""])
        return keys.get(lower(text))


@cache
def load() -> StatTypeFacts:
    """Return the shipped facts."""
    raw = resources.stat_types().read_bytes()
    data = shipped_data.find_data(shipped_data.STAT_TYPES, raw)
    return build_facts(shipped_data.read_yaml(raw) if data is None else data)


def build_facts(data: Mapping[str, Any]) -> StatTypeFacts:
    """Return the facts in data that satisfies the schema."""
    sources: Mapping[str, str] = data["sources"]
    bases: dict[tuple[str, str], Basis] = {}

    def basis(entry: Mapping[str, Any]) -> Basis:
        pair = (entry["confidence"], entry["source"])
        return bases.setdefault(pair, Basis(pair[0], sources[pair[1]]))

    def requirement(entry: Mapping[str, Any]) -> Requirement:
        lists, texts = _values(entry, _LISTS, tuple), _values(entry, _TEXTS, str)
        return Requirement(**lists, **texts, basis=basis(entry))

    def requirements(entries: Iterable[Mapping[str, Any]]) -> tuple[Requirement, ...]:
        return tuple(map(requirement, entries))

    restricted = data["restricted_cluster"]
    return StatTypeFacts(
        keys=tuple(
            Key(name, entry.get("role"), _tuples(entry.get("spellings", {})), basis(entry))
            for name, entry in data["keys"].items()
        ),
        required_keys=requirements(data["required_keys"]),
        hidden_keys={it["prefix"]: basis(it) for it in data["hidden_keys"]},
        other_sections={
            lower(name): basis(entry) for name, entry in data["other_sections"].items()
        },
        annex_prefixes={
            name: entry["object_type"] for name, entry in data["annex_prefixes"].items()
        },
        groups=tuple(
            Group(id_, entry["title"], tuple(entry["object_types"]), basis(entry))
            for id_, entry in data["compatibility_groups"].items()
        ),
        subjects=tuple(
            Subject(name, entry["counts"], entry.get("same_as", name), basis(entry))
            for name, entry in data["subjects"].items()
        ),
        subject_objects=requirements(data["subject_objects"]),
        telephony_on_campaigns=tuple(data["telephony_on_campaigns"]["object_types"]),
        statuses=basis(data["statuses"]),
        unsupported_object_types=basis(restricted["object_types"]),
        unsupported=requirements([*restricted["categories"], *restricted["subjects"]]),
        categories=tuple(
            Category(name, entry["kind"], entry.get("same_as", name), basis(entry))
            for name, entry in data["categories"].items()
        ),
        category_facts={
            about: requirements(entries) for about, entries in data["category_facts"].items()
        },
    )


def _values(
    entry: Mapping[str, Any], names: Iterable[str], make: Callable[..., Any]
) -> dict[str, Any]:
    """Return the values that an entry has or lacks, made of those in the data."""
    return {name: make(entry.get(name, "")) for name in names}


def _tuples(spellings: Mapping[str, Iterable[str]]) -> Mapping[str, tuple[str, ...]]:
    return {name: tuple(texts) for name, texts in spellings.items()}
