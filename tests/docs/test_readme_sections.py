"""No part of the README gets lost: the contents list its sections, and prose explains each command.

Whatever a merge drops is missed by one of them: a section by the contents, the contents by the
sections, the text on a command by the commands of the tool, and a link by the documents.
"""

from __future__ import annotations

import re
from typing import Final

import pytest

from statserver_bindgen.cli import main
from support import markdown_pages
from support.checkout import ROOT

README: Final = (ROOT / "README.md").read_text("utf-8")
PAGE: Final = markdown_pages.read(README)
PROSE: Final = re.sub(r"^```.*?^```$", "", README, flags=re.MULTILINE | re.DOTALL)
DOCUMENTS: Final = sorted(
    path.relative_to(ROOT).as_posix()
    for path in (*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), ROOT / "LICENSE")
    if path.name != "README.md"
)


def link_to(heading: str) -> str:
    """Return a link to the only heading of this text."""
    (anchor,) = markdown_pages.read(f"# {heading}").anchors
    return f"[{heading}](#{anchor})"


def test_the_contents_list_every_section_in_order() -> None:
    sections = [text for level, text in PAGE.headings if level == "h2"]
    (contents,) = re.findall(r"^\*\*Contents:\*\* ((?:.+\n)+)", README, re.MULTILINE)

    assert " ".join(contents.split()) == " · ".join(map(link_to, sections))


@pytest.mark.parametrize("command", sorted(main.commands))
def test_prose_explains_every_command(command: str) -> None:
    assert re.search(rf"`(?:statserver-bindgen )?{command}(?:`| )", PROSE)


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_document_is_linked(document: str) -> None:
    assert document in {link.partition("#")[0] for link in PAGE.links}
