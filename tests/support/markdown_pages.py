"""Markdown pages as a code host reads them, by a parser that shares no code with the tool.

In: the text of a page. Out: what it shows, as plain texts in which no mark of Markdown is left,
and where its links lead.
"""

from __future__ import annotations

import re
import subprocess
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from markdown_it import MarkdownIt

from support.checkout import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from markdown_it.token import Token

Table = tuple[tuple[str, ...], ...]


def _parser() -> MarkdownIt:
    """Return one for tables, text that is struck through, and addresses that become links."""
    parser = MarkdownIt("gfm-like")
    linkify: Any = parser.linkify
    linkify.set({"fuzzy_link": False})  # every "a.com" would be a link: not on a code host
    return parser


PARSER: Final = _parser()


@dataclass(frozen=True)
class Page:
    """What a reader sees of a page, in its order."""

    headings: tuple[tuple[str, str], ...]
    """Level (`h2`) and text."""
    texts: tuple[tuple[str, str], ...]
    """The element (`p`, `li`, `th`, `td`, `h2`) and text: code blocks are left out."""
    tables: tuple[Table, ...]
    """Rows of cells; the first is the head."""
    links: tuple[str, ...]
    addresses: tuple[str, ...]
    """Texts that became links because they resemble addresses."""
    markup: frozenset[str]
    """The kinds of tokens in it, such as `html_inline`, `image` or `em_open`."""

    @property
    def anchors(self) -> frozenset[str]:
        """The anchors that a code host gives to headings; a repeated one gets `-1`."""
        anchors: set[str] = set()
        for _, text in self.headings:
            name = re.sub(r"[^\w\- ]", "", text.lower()).replace(" ", "-")
            numbered = (f"{name}-{it}" if it else name for it in range(len(anchors) + 1))
            anchors.add(next(it for it in numbered if it not in anchors))
        return frozenset(anchors)


def read(text: str) -> Page:
    """Return the visible parts of a page."""
    tokens = PARSER.parse(text)
    texts = tuple(_texts(tokens))
    inline = [child for it in tokens for child in it.children or ()]
    opened = [it for it in inline if it.type == "link_open"]
    return Page(
        headings=tuple(it for it in texts if re.fullmatch("h[1-6]", it[0])),
        texts=texts,
        tables=tuple(_tables(tokens)),
        links=tuple(str(it.attrs["href"]) for it in opened if it.markup != "linkify"),
        addresses=tuple(str(it.attrs["href"]) for it in opened if it.markup == "linkify"),
        markup=frozenset(it.type for it in [*tokens, *inline]),
    )


def dead_links(pages: Mapping[str, Page]) -> list[tuple[str, str]]:
    """Return each link without a target among these pages of one directory, with its page.

    Links to other sites are left out.
    """
    return [
        (path, link)
        for path, page in pages.items()
        for link in page.links
        if "://" not in link and not _leads_somewhere(pages, path, link)
    ]


def markdownlint(
    tools: Path,
    directory: Path,
    some: Iterable[Path],
    settings: Path = ROOT / ".markdownlint.jsonc",
) -> list[str]:
    """Return a line for each problem that markdownlint reports, by default with our settings."""
    linter = tools / "node_modules/markdownlint-cli2/markdownlint-cli2-bin.mjs"
    names = [f":{it.relative_to(directory).as_posix()}" for it in some]  # not globs
    done = subprocess.run(
        ["node", linter, "--config", settings, "--no-globs", *names],
        cwd=directory,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    faults = done.stderr.splitlines()
    assert done.returncode == bool(faults), done.stderr
    assert f"Linting: {len(names)} file" in done.stdout
    return faults


def _leads_somewhere(pages: Mapping[str, Page], path: str, link: str) -> bool:
    file, _, anchor = link.partition("#")
    target = pages.get(file or path)
    return target is not None and (not anchor or anchor in target.anchors)


def _shown(inline: Token) -> str:
    """Return the text of inline Markdown."""
    breaks = ("softbreak", "hardbreak")
    children = inline.children or ()
    return "".join(" " if it.type in breaks else it.content for it in children).strip()


def _texts(tokens: Iterable[Token]) -> Iterator[tuple[str, str]]:
    holders: list[str] = []
    for token in tokens:
        if token.nesting == 1:
            holders.append(token.tag)
        elif token.nesting == -1:
            holders.pop()
        elif token.type == "inline":
            holder = holders[-1]
            # The paragraph inside an item is not seen.
            yield ("li" if holders[-2:] == ["li", "p"] else holder), _shown(token)


def _tables(tokens: Iterable[Token]) -> Iterator[Table]:
    rows: list[list[str]] = []
    is_cell = False
    for token in tokens:
        if token.type == "table_open":
            rows = []
        elif token.type == "tr_open":
            rows.append([])
        elif token.type in {"th_open", "td_open"}:
            is_cell = True
        elif token.type == "inline" and is_cell:
            rows[-1].append(_shown(token))
            is_cell = False
        elif token.type == "table_close":
            yield tuple(tuple(it) for it in rows)
