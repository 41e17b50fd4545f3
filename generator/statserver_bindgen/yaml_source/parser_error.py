"""What a YAML reader says when it can't go on, and the file about which it says so.

What comes in: the error of libyaml, or of the reader in pure Python. What goes out: the same for
both, to make a diagnostic of.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from statserver_bindgen.rules.yaml import YAML_SYNTAX

if TYPE_CHECKING:
    import yaml

    from statserver_bindgen.diagnostics import Diagnostic, Related
    from statserver_bindgen.yaml_source.positions import Place
    from statserver_bindgen.yaml_source.source_text import Mark, Page


class Complaint(NamedTuple):
    """What a YAML reader says when it can't go on.

    Attributes:
        page: the file.
        context: what the reader was doing, or nothing.
        began: where that began.
        text: what went wrong.
        stopped: where it went wrong.
        quote: the last quoted text that runs over several lines, if there is one.
    """

    page: Page
    context: str
    began: Mark
    text: str
    stopped: Mark
    quote: Place | None

    def says(self, *words: str) -> bool:
        """Return whether the reader uses one of these words."""
        return any(word in self.text or word in self.context for word in words)

    def problem(
        self,
        mark: Mark,
        message: str,
        hint: str | None = None,
        *,
        length: int | None = None,
        related: tuple[Related, ...] = (),
    ) -> Diagnostic:
        """Return a problem at a mark: of the word there, unless a length is given."""
        span = self.page.span(mark, length)
        return YAML_SYNTAX.at(
            span,
            message,
            hint,
            related=related,
        )


def complaint(page: Page, error: yaml.MarkedYAMLError, quote: Place | None) -> Complaint:
    """Return what a YAML reader says when it can't go on."""
    stopped = error.problem_mark or error.context_mark
    began = error.context_mark or stopped
    return Complaint(
        page,
        error.context or "",
        (began.line, began.column) if began else (0, 0),
        error.problem or "",
        (stopped.line, stopped.column) if stopped else (0, 0),
        quote,
    )
