"""Read a dump of applications in JSON or YAML, with the options of each.

{"applications": [{"name": "demo", "options": {
  "Demo_Waiting": {"Category": "CurrentNumber", "MainMask": "CallWait"}}}]}
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from statserver_bindgen.linting.json_nodes import read_json, starts_json
from statserver_bindgen.linting.nodes import ListNode, MappingNode, child
from statserver_bindgen.linting.readers.node_settings import SectionBuilder, report_duplicates
from statserver_bindgen.linting.readers.reading import Reading
from statserver_bindgen.linting.yaml_nodes import read_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator

    from statserver_bindgen.linting.nodes import Node
    from statserver_bindgen.yaml_source.source_text import SourceText


def read_application(source: SourceText) -> Reading:
    """Return the sections of all applications of a file and its problems."""
    nodes = read_json(source) if starts_json(source.text) else read_yaml(source)
    builder = SectionBuilder(source, "application", nodes.broken)
    diagnostics = [*nodes.diagnostics]
    for root in nodes.roots:
        for options in _options(root):
            diagnostics += report_duplicates(source, options.entries)
            for entry in options.entries:
                if isinstance(entry.value, MappingNode):
                    builder.add(entry.key.value.text, entry.key.value, entry.value)
    return Reading(builder.sections, [*diagnostics, *builder.diagnostics()])


def _options(root: Node) -> Iterator[MappingNode]:
    """Yield the options of each application."""
    applications = child(root, "applications")
    items = applications.items if isinstance(applications, ListNode) else [applications]
    starts: set[int] = set()  # an alias of YAML repeats an application
    for application in items:
        options = None if application is None else child(application, "options")
        if isinstance(options, MappingNode) and options.start not in starts:
            starts.add(options.start)
            yield options
