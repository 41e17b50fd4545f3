"""msgspec structs with fields of the package. Hooks convert masks and unknown actions."""

from typing import Any

import msgspec
from statserver_actions import Action, Mask, ObjectType, UnknownAction


class StatType(msgspec.Struct):
    """A stat type in a message."""

    object_type: ObjectType
    main_mask: Mask
    counts: dict[Action, int] = {}


def encode_value(value: object) -> str:
    """Return the text of a value that msgspec does not know."""
    if isinstance(value, (Mask, UnknownAction)):
        return str(value)
    raise NotImplementedError(type(value))


def decode_value(value_type: type, value: Any) -> object:
    """Return the value of a text."""
    if value_type is Mask:
        return Mask.parse(value)
    raise NotImplementedError(value_type)


stat_type = StatType(ObjectType.AGENT, Mask.parse("~LoggedOut, *"), {Action.CALL_WAIT: 7})
text = msgspec.json.encode(stat_type, enc_hook=encode_value)
print(text.decode())

decoder = msgspec.json.Decoder(StatType, dec_hook=decode_value)
decoded = decoder.decode(text)
assert decoded == stat_type
print(decoded)


def print_error(invalid: bytes) -> None:
    """Print the error of a message."""
    try:
        decoder.decode(invalid)
    except msgspec.ValidationError as error:
        print(error)


# msgspec reads enums itself, and its message has no suggestion.
print_error(b'{"object_type": "Agnet", "main_mask": "*"}')
print_error(b'{"object_type": "Agent", "main_mask": "CallWiat"}')
