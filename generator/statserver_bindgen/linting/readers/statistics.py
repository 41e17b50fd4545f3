"""Read the requests of the Statistics API: JSON with a definition for each object.

    [{"objectId": "a1", "objectType": "Agent",
      "definition": {"category": "CurrentState", "mainMask": "*", "subject": "AgentStatus"}}]

Comments and single quotes occur.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from statserver_bindgen.linting.json_nodes import read_json
from statserver_bindgen.linting.nodes import ListNode, MappingNode, ScalarNode, child
from statserver_bindgen.linting.readers.node_settings import SectionBuilder
from statserver_bindgen.linting.readers.reading import Reading
from statserver_bindgen.linting.setting_texts import empty_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from statserver_bindgen.linting.nodes import Node
    from statserver_bindgen.linting.sections import SettingText
    from statserver_bindgen.yaml_source.source_text import SourceText


def read_statistics(source: SourceText) -> Reading:
    """Return the definitions of a file and its problems."""
    nodes = read_json(source)
    builder = SectionBuilder(source, "statistics", nodes.broken)
    entries = (entry for root in nodes.roots for entry in _entries(root))
    for number, (entry, definition) in enumerate(entries, 1):
        if entry.start in nodes.broken:
            continue
        name = _text(definition, "name") or _text(entry, "name") or _text(entry, "statisticId")
        name_text = name or empty_text(entry.start)
        builder.add(
            name_text.text or f"entry {number}", name_text, definition, _text(entry, "objectType")
        )
    return Reading(builder.sections, [*nodes.diagnostics, *builder.diagnostics()])


def _entries(node: Node) -> Iterator[tuple[MappingNode, MappingNode]]:
    """Yield each mapping with a definition, wherever it is, and the definition."""
    if isinstance(node, ListNode):
        for item in node.items:
            yield from _entries(item)
    elif isinstance(node, MappingNode):
        definition = child(node, "definition")
        if isinstance(definition, MappingNode):
            yield node, definition
            return
        for entry in node.entries:
            yield from _entries(entry.value)


def _text(node: Node, key: str) -> SettingText | None:
    value = child(node, key)
    if isinstance(value, ScalarNode) and not value.is_null and value.value.text:
        return value.value
    return None
