"""Read the statistics of Genesys Web Services: YAML with a key for each definition.

statistics.definitions.DemoReady:
  category: CurrentNumber
  mainMask: "*,~LoggedOut"
  objectTypes: Agent,GroupAgents
  subject: DNStatus
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from statserver_bindgen.linting.nodes import Entry, MappingNode, ScalarNode
from statserver_bindgen.linting.readers.node_settings import SectionBuilder, report_duplicates
from statserver_bindgen.linting.readers.reading import Reading
from statserver_bindgen.linting.setting_texts import part_of
from statserver_bindgen.linting.yaml_nodes import read_yaml
from statserver_bindgen.rules.configuration_files import CONFIGURATION_SYNTAX

if TYPE_CHECKING:
    from collections.abc import Iterator

    from statserver_bindgen.linting.nodes import Nodes
    from statserver_bindgen.yaml_source.source_text import SourceText

PREFIX: Final = "statistics.definitions."


def read_gws(source: SourceText) -> Reading:
    """Return the definitions of a file and its problems."""
    nodes = read_yaml(source)
    builder = SectionBuilder(source, "gws", nodes.broken)
    diagnostics = [*nodes.diagnostics]
    definitions = [*_definitions(nodes)]
    diagnostics += report_duplicates(source, definitions)
    for entry in definitions:
        name, value = part_of(entry.key.value, len(PREFIX)), entry.value
        if isinstance(value, MappingNode):
            builder.add(name.text, name, value)
        elif not (isinstance(value, ScalarNode) and value.is_null and nodes.diagnostics):
            key = entry.key.value
            span = source.span_of_offset(key.offsets[0], key.offsets[-1] - key.offsets[0])
            message = "the definition is not a mapping"
            hint = "write category, mainMask and the others indented below it"
            diagnostics.append(CONFIGURATION_SYNTAX.at(span, message, hint))
    return Reading(builder.sections, [*diagnostics, *builder.diagnostics()])


def _definitions(nodes: Nodes) -> Iterator[Entry]:
    for root in nodes.roots:
        if isinstance(root, MappingNode):
            yield from (it for it in root.entries if it.key.value.text.startswith(PREFIX))
