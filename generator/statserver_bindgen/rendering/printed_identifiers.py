"""Identifiers that templates print: two entries of a section can't have the same one.

The tool checks names in the case of each target when it reads a spec. A template can print them in
another case, and the names of the vocabulary too. Rendering notes what is printed; the check here
looks at all entries of these sections, and reports a problem at the entry of the spec.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from statserver_bindgen.diagnostics import Related, Span
from statserver_bindgen.identifiers import CASES
from statserver_bindgen.rules.table import IDENTIFIER_COLLISION, RESERVED_WORD

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from statserver_bindgen.catalog import Catalog
    from statserver_bindgen.diagnostics import Diagnostic
    from statserver_bindgen.rendering.targets import Target
    from statserver_bindgen.rendering.values import Origin


def check(
    catalog: Catalog, target: Target, printed: Iterable[tuple[Origin, str]]
) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each entry whose identifier is reserved or that of an earlier entry.

    Args:
        catalog: the catalog that was rendered.
        target: the target of the templates.
        printed: the attributes that were printed, each with the case.
    """
    for origin, case in sorted(printed):
        section = "names" if origin == ("actions", "name") else origin.section
        entries = cast("Sequence[Any]", getattr(catalog, section))
        first: dict[str, int] = {}
        for index, entry in enumerate(entries):
            text = getattr(entry, origin.attribute)
            identifier = CASES[case](text)
            if identifier in target.identifiers.reserved:
                yield RESERVED_WORD.at(
                    find_span(catalog, section, entry),
                    f"{text} becomes {identifier}, which is reserved in the target {target.name}",
                    "rename it, or remove the identifier from reserved in target.yaml",
                )
            other = first.setdefault(identifier, index)
            if other != index:
                yield IDENTIFIER_COLLISION.at(
                    find_span(catalog, section, entry),
                    f"{getattr(entries[other], origin.attribute)} and {text} both become "
                    f"{identifier} in: {target.name}",
                    "names must differ in more than case and underscores",
                    related=(
                        Related(
                            "see the earlier entry",
                            find_span(catalog, section, entries[other]),
                        ),
                    ),
                )


def find_span(catalog: Catalog, section: str, entry: Any) -> Span:
    """Return the span of an entry: that of its name in a row, or of its key in the vocabulary."""
    if catalog.spans is None:
        return Span(catalog.id)
    if section in {"actions", "names"}:
        action = entry if section == "actions" else entry.actions[0]
        return catalog.spans.value_span(("actions", action.row, "name"))
    key = entry.name if section in {"known_names", "statuses"} else entry.id
    return catalog.spans.key_span((section, key))
