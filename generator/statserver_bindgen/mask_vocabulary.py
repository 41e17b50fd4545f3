"""The vocabulary of masks: kinds of problems, reasons of findings, messages, characters and limits.

`load` returns the shipped spec/masks.yaml as frozen values. A test checks the file
against spec/masks.schema.json. docs/masks.md specifies when each message is used.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from statserver_bindgen import resources, shipped_data
from statserver_bindgen.frozen import Frozen

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_PLACEHOLDER: Final = re.compile(r"\{(\w+)\}")


class Placeholder(Frozen):
    """A value that messages show.

    Attributes:
        name: its name in the texts of messages, without braces.
        description: its meaning, a sentence.
        is_quoted: whether it is shown in quotes, shortened and escaped.
    """

    name: str
    description: str
    is_quoted: bool


class Part(Frozen):
    """A part of a message: literal text or a placeholder; the other attribute is None."""

    literal: str | None
    placeholder: Placeholder | None


class Message(Frozen):
    """A message.

    Attributes:
        id: its id, unique among all messages.
        text: the text with its placeholders in braces.
        parts: the same text in parts.
        placeholders: the placeholders in the order of their first use.
    """

    id: str
    text: str
    parts: tuple[Part, ...]
    placeholders: tuple[Placeholder, ...]

    def format(self, values: Mapping[str, str]) -> str:
        """Return the text with values, as they are to be shown, by the names of placeholders."""
        return "".join(
            (part.literal or "") if part.placeholder is None else values[part.placeholder.name]
            for part in self.parts
        )


class ProblemKind(Frozen):
    """A kind of problem of a text.

    Attributes:
        id: its id, for example `wrong-case`.
        severity: `error` or `warning`.
        description: its meaning, a sentence.
        messages: the messages of its problems.
    """

    id: str
    severity: str
    description: str
    messages: tuple[Message, ...]


class FindingReason(Frozen):
    """A reason of a finding.

    Attributes:
        id: its id, for example `not-on-objects`.
        description: its meaning, a sentence.
        messages: the messages of its findings.
    """

    id: str
    description: str
    messages: tuple[Message, ...]


class CharacterRange(Frozen):
    """Consecutive code points, from the first to the last."""

    first: int
    last: int


class Characters(Frozen):
    """The sets of characters that docs/masks.md names.

    Attributes:
        invisible: the ranges of its characters.
    """

    whitespace: str
    quotes: str
    brackets: str
    exclusion_signs: str
    other_signs: str
    separators: str
    invisible: tuple[CharacterRange, ...]


class Limits(Frozen):
    """The limits that docs/masks.md names.

    Attributes:
        shown: the code points of untrusted text that a message shows.
        compared: the unknown names of a text for which a suggestion is looked up.
        shown_value: the characters of any other value that a message shows.
    """

    shown: int
    compared: int
    shown_value: int


class Vocabulary(Frozen):
    """All of spec/masks.yaml, in the order of the file.

    Attributes:
        placeholders: the values that messages show.
        kinds: the kinds of problems.
        reserved_kinds: the ids of kinds that later versions will use.
        reasons: the reasons of findings.
        errors: the messages of errors, and the forms of a problem in them.
        characters: the sets of characters.
        separator_words: what is written between names instead of a comma, in lower case.
        option_keys: the options of stat types whose value is a mask.
        limits: the limits.
    """

    placeholders: tuple[Placeholder, ...]
    kinds: tuple[ProblemKind, ...]
    reserved_kinds: tuple[str, ...]
    reasons: tuple[FindingReason, ...]
    errors: tuple[Message, ...]
    characters: Characters
    separator_words: tuple[str, ...]
    option_keys: tuple[str, ...]
    limits: Limits

    @property
    def messages(self) -> tuple[Message, ...]:
        """The messages of kinds, reasons and errors."""
        owners: tuple[ProblemKind | FindingReason, ...] = (*self.kinds, *self.reasons)
        return (*(message for it in owners for message in it.messages), *self.errors)


@cache
def load() -> Vocabulary:
    """Return the shipped vocabulary."""
    raw = resources.mask_vocabulary().read_bytes()
    data = shipped_data.find_data(shipped_data.MASKS, raw)
    return build_vocabulary(shipped_data.read_yaml(raw) if data is None else data)


def build_vocabulary(data: Mapping[str, Any]) -> Vocabulary:
    """Return the vocabulary in data that satisfies the schema."""
    placeholders = {
        name: Placeholder(name, entry["description"], entry["quoted"])
        for name, entry in data["placeholders"].items()
    }

    def messages(texts: Mapping[str, str]) -> tuple[Message, ...]:
        return tuple(_message(id_, text, placeholders) for id_, text in texts.items())

    sets: dict[str, str] = {**data["characters"]}
    invisible = _ranges(sets.pop("invisible"))
    return Vocabulary(
        placeholders=tuple(placeholders.values()),
        kinds=tuple(
            ProblemKind(id_, kind["severity"], kind["description"], messages(kind["messages"]))
            for id_, kind in data["kinds"].items()
        ),
        reserved_kinds=tuple(data["reserved_kinds"]),
        reasons=tuple(
            FindingReason(id_, reason["description"], messages(reason["messages"]))
            for id_, reason in data["reasons"].items()
        ),
        errors=messages(data["errors"]),
        characters=Characters(**sets, invisible=invisible),
        separator_words=tuple(data["separator_words"]),
        option_keys=tuple(data["option_keys"]),
        limits=Limits(**data["limits"]),
    )


def _message(id_: str, text: str, placeholders: Mapping[str, Placeholder]) -> Message:
    parts = tuple(_parts(text, placeholders))
    used = dict.fromkeys(it.placeholder for it in parts if it.placeholder is not None)
    return Message(id_, text, parts, tuple(used))


def _parts(text: str, placeholders: Mapping[str, Placeholder]) -> Iterator[Part]:
    for number, part in enumerate(_PLACEHOLDER.split(text)):
        if number % 2:
            yield Part(None, placeholders[part])
        elif part:
            yield Part(part, None)


def _ranges(text: str) -> tuple[CharacterRange, ...]:
    bounds = (it.partition("-") for it in text.split())
    return tuple(CharacterRange(int(first, 16), int(last, 16)) for first, _, last in bounds)
