"""Changes of a text: random numbers, a text and fragments go in, the changed text comes out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from random import Random


def mutate(random: Random, text: bytes, fragments: Sequence[str]) -> bytes:
    """Return a text after one to four changes.

    Args:
        random: the random numbers.
        text: the text.
        fragments: what is inserted, besides the text's own parts.
    """
    for _ in range(random.choice((1, 1, 1, 2, 2, 3, 4))):
        change = random.choice(_CHANGES)
        text = change(random, text, fragments)
    return text


def insert(random: Random, text: bytes, fragments: Sequence[str]) -> bytes:
    """Insert a fragment anywhere."""
    at = random.randint(0, len(text))
    return text[:at] + random.choice(fragments).encode() + text[at:]


def _insert_at_word(random: Random, text: bytes, fragments: Sequence[str]) -> bytes:
    """Insert a fragment after a space: where a value or a key begins."""
    spaces = [at for at, byte in enumerate(text) if byte in b" \n"]
    at = random.choice(spaces) + 1 if spaces else 0
    return text[:at] + random.choice(fragments).encode() + text[at:]


def _flip(random: Random, text: bytes, fragments: Sequence[str]) -> bytes:
    del fragments
    if not text:
        return text
    changed = bytearray(text)
    for _ in range(random.choice((1, 1, 2, 8))):
        changed[random.randrange(len(changed))] ^= 1 << random.randrange(8)
    return bytes(changed)


def _drop(random: Random, text: bytes, fragments: Sequence[str]) -> bytes:
    """Remove a part of up to 40 bytes."""
    del fragments
    start = random.randint(0, len(text))
    return text[:start] + text[start + random.choice((1, 1, 2, 5, 40)) :]


def _change_lines(random: Random, text: bytes, fragments: Sequence[str]) -> bytes:
    """Drop, repeat, move, indent or join lines."""
    del fragments
    lines = text.splitlines(keepends=True)
    if not lines:
        return text
    at, to = random.randrange(len(lines)), random.randrange(len(lines))
    match random.randrange(5):
        case 0:
            del lines[at]
        case 1:
            lines[at] *= random.choice((2, 3, 50))
        case 2:
            lines.insert(to, lines.pop(at))
        case 3:
            lines[at] = random.choice((b" ", b"  ", b"\t", b"      ")) + lines[at]
        case _:
            lines[at] = lines[at].rstrip(b"\r\n")
    return b"".join(lines)


def _truncate(random: Random, text: bytes, fragments: Sequence[str]) -> bytes:
    del fragments
    return text[: random.randint(0, len(text))]


def _concatenate(random: Random, text: bytes, fragments: Sequence[str]) -> bytes:
    """Append the text, or a part of it, to itself."""
    start = random.choice((0, random.randint(0, len(text))))
    separator = random.choice(("", "\n", *fragments)).encode()
    return text + separator + text[start:]


def _swap(random: Random, text: bytes, fragments: Sequence[str]) -> bytes:
    """Replace one part between spaces by another one of the text."""
    del fragments
    parts = text.split(b" ")
    parts[random.randrange(len(parts))] = random.choice(parts)
    return b" ".join(parts)


def _recode(random: Random, text: bytes, fragments: Sequence[str]) -> bytes:
    """Change the encoding, the byte-order mark or the line endings."""
    del fragments
    if random.random() < 0.5:
        return random.choice((text.replace(b"\n", b"\r\n"), text.replace(b"\n", b"\r")))
    decoded = text.decode("utf-8", "replace")
    return decoded.encode(random.choice(("utf-8-sig", "utf-16", "utf-32", "utf-7")), "replace")


_CHANGES: Final[tuple[Callable[[Random, bytes, Sequence[str]], bytes], ...]] = (
    *(insert, insert, insert, _insert_at_word, _insert_at_word, _insert_at_word),
    *(_flip, _flip, _drop, _drop, _change_lines, _change_lines, _swap, _swap),
    *(_truncate, _concatenate, _recode),
)
