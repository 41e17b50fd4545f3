"""The generated tables of docs/masks.md: kinds, reasons and messages from the vocabulary of masks.

`python -m statserver_bindgen.mask_tables` reads the page from standard input and prints it with the
tables replaced; `make docs` writes them to docs/masks.md.
"""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING, Final

from statserver_bindgen import mask_vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from statserver_bindgen.mask_vocabulary import FindingReason, Message, ProblemKind

_SECTION: Final = re.compile(r"(<!-- generated: (\w+) -->\n).*?(?=<!-- end -->)", re.DOTALL)


def replace_tables(page: str) -> str:
    """Return the text of docs/masks.md with the tables of the shipped vocabulary."""
    return _SECTION.sub(lambda it: f"{it[1]}\n{_TABLES[it[2]]()}\n", page)


def _kinds() -> str:
    kinds = mask_vocabulary.load().kinds
    rows = ((f"`{it.id}`", it.severity, it.description) for it in kinds)
    return f"{_table(('kind', 'severity', 'description'), rows)}\n{_messages_of('kind', kinds)}"


def _reasons() -> str:
    reasons = mask_vocabulary.load().reasons
    rows = ((f"`{it.id}`", it.description) for it in reasons)
    return f"{_table(('reason', 'description'), rows)}\n{_messages_of('reason', reasons)}"


def _errors() -> str:
    rows = (_cells(it) for it in mask_vocabulary.load().errors)
    return _table(("message", "text"), rows)


_TABLES: Final = {"kinds": _kinds, "reasons": _reasons, "errors": _errors}


def _messages_of(owner: str, owners: Iterable[ProblemKind | FindingReason]) -> str:
    rows = ((f"`{it.id}`", *_cells(message)) for it in owners for message in it.messages)
    return _table((owner, "message", "text"), rows)


def _cells(message: Message) -> Iterator[str]:
    yield f"`{message.id}`"
    yield f"`{message.text}`".replace("|", r"\|")


def _table(head: tuple[str, ...], rows: Iterable[Iterable[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in lines)


if __name__ == "__main__":
    page = sys.stdin.buffer.read().decode()
    sys.stdout.buffer.write(replace_tables(page).encode())
