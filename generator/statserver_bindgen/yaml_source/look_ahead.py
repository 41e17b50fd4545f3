"""The events that a YAML reader withholds when it fails while it looks ahead.

A list or mapping may be a key, so a reader looks for a colon in the next 1,024 characters of the
line before it returns the event that begins it. An error in those characters comes first. From
version 0.2.6 on, libyaml has a depth limit of its own, 1,000 levels, and reports it as such an
error. Cut at the error, the text has nothing to look ahead to: the withheld events come, and our
depth limit applies to them, whichever version or loader reads.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any

import yaml
from yaml.scanner import ScannerError

from statserver_bindgen.yaml_source.events import parse

if TYPE_CHECKING:
    from collections.abc import Sequence

    from statserver_bindgen.yaml_source.events import Event


def resume(
    text: str, error: yaml.MarkedYAMLError, last: Event | None, *, levels: int, loader: Any
) -> tuple[Sequence[Event], yaml.MarkedYAMLError]:
    """Return the withheld events if they exceed the depth limit, and the error to report if not.

    Args:
        text: the text that was read.
        error: why the reader stopped.
        last: the last event before the error.
        levels: how many more lists and mappings may be opened after that event.
        loader: PyYAML's loader.
    """
    mark = error.context_mark or error.problem_mark
    if mark is None or not isinstance(error, ScannerError):
        return (), error  # a parser has returned all events before its error
    ahead = text[last.end_mark.index if last else 0 : mark.index]
    # A bracket opens two levels at most: `[a: ` is a list and a mapping. A line may open one more.
    if 1 + 2 * (ahead.count("[") + ahead.count("{")) <= levels:
        return (), error
    returned = _count(text, loader)
    withheld: list[Event] = []
    try:
        for event in islice(parse(text[: mark.index] + "\n", loader), returned, None):
            withheld.append(event)
            if isinstance(event, yaml.CollectionStartEvent):
                levels -= 1
                if levels < 0:
                    return withheld, error
            elif isinstance(event, yaml.CollectionEndEvent):
                levels += 1
    except ScannerError as earlier:  # a line that must have a colon has none
        return (), earlier
    except yaml.MarkedYAMLError:  # the cut itself
        pass
    return (), error


def _count(text: str, loader: Any) -> int:
    """Return how many events a reader returns before its error."""
    count = 0
    try:
        for _ in parse(text, loader):
            count += 1
    except yaml.MarkedYAMLError:
        pass
    return count
