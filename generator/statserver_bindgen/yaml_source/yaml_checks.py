"""What YAML allows and this tool does not, because it does not mean what it looks like.

What comes in: places in a file, as they are read. What goes out: problems, up to a bound.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from statserver_bindgen.diagnostics import Related, Span
from statserver_bindgen.rules.yaml import (
    ALIAS,
    ANCHOR,
    DUPLICATE_KEY,
    EMPTY_FILE,
    KEY_NOT_TEXT,
    MERGE_KEY,
    MULTIPLE_DOCUMENTS,
    TAG,
    TOO_DEEP,
    TOO_LONG_TEXT,
    TOO_MANY_PROBLEMS,
    TOO_MANY_VALUES,
    TYPE_CHANGING_SCALAR,
    YAML_SYNTAX,
)
from statserver_bindgen.terminal_text import quoted, safe

if TYPE_CHECKING:
    from statserver_bindgen.diagnostics import Diagnostic, Rule
    from statserver_bindgen.yaml_source.events import Event
    from statserver_bindgen.yaml_source.limits import Limits
    from statserver_bindgen.yaml_source.scalars import Changing
    from statserver_bindgen.yaml_source.source_text import Page


class Stop(Exception):  # noqa: N818 - no error: the way out of reading
    """There is no reading on.

    Attributes:
        complete: whether what was read so far is all that was meant to be read.
    """

    def __init__(self, *, complete: bool = False) -> None:
        super().__init__()
        self.complete = complete


class Findings:
    """The problems of one file.

    Attributes:
        page: the file.
        problems: what is wrong so far.
    """

    def __init__(self, page: Page, limits: Limits) -> None:
        self.page = page
        self.problems: list[Diagnostic] = []
        self._limits = limits

    def add(
        self,
        rule: Rule,
        span: Span,
        message: str,
        hint: str,
        related: tuple[Related, ...] = (),
    ) -> None:
        """Add a problem.

        Raises:
            Stop: there are too many.
        """
        self.problems.append(rule.at(span, message, hint, related=related))
        if len(self.problems) >= self._limits.problems:
            message = f"there are more than {len(self.problems)} problems; reading stops here"
            hint = "correct what is shown, then look again"
            self.problems.append(
                TOO_MANY_PROBLEMS.at(
                    span,
                    message,
                    hint,
                )
            )
            raise Stop

    def empty(self) -> None:
        """The file holds nothing."""
        nothing = not self.page.text.strip()
        message = "the file is empty" if nothing else "the file holds nothing but comments"
        hint = "write the sections that the schema asks for"
        self.add(EMPTY_FILE, Span(self.page.file), message, hint)
        raise Stop

    def second_document(self, event: Event) -> None:
        """Another document begins; the first one is all that counts."""
        self.add(
            MULTIPLE_DOCUMENTS,
            self.page.span_of(event),
            "a second document begins here",
            "a file holds one document: remove this line, or move what follows to its own file",
        )
        raise Stop(complete=True)

    def too_deep(self, event: Event) -> None:
        """One more list or mapping inside the others would be too many."""
        self.add(
            TOO_DEEP,
            self.page.span_of(event),
            f"lists and mappings stand more than {self._limits.depth} deep in one another",
            "check brackets and indentation: no spec needs so many",
        )
        raise Stop

    def too_many_values(self, event: Event) -> None:
        """One more key or value would be too many."""
        self.add(
            TOO_MANY_VALUES,
            self.page.span_of(event),
            f"the file has more than {self._limits.values} keys and values",
            "split it",
        )
        raise Stop

    def too_long(self, event: Event) -> None:
        """A text is longer than any that is meant to be read."""
        self.add(
            TOO_LONG_TEXT,
            self.page.span_of(event),
            f"a text of {len(event.value)} characters; at most {self._limits.text} are read",
            "shorten it; if it was not meant to be so long, look for an open quote",
        )

    def anchor(self, event: Event) -> Span:
        """A value has a name, to be used again; return where the name stands."""
        span = self._sign(event, f"&{event.anchor}")
        self.add(
            ANCHOR,
            span,
            f"&{safe(event.anchor or '')} names this value for use elsewhere",
            "remove it and write values out; put text that begins with & into double quotes",
        )
        return span

    def alias(self, event: Event, named: Span | None) -> None:
        """A name stands for a value from elsewhere."""
        self.add(
            ALIAS,
            self.page.span_of(event),
            f"*{safe(event.anchor or '')} stands for a value from elsewhere",
            "write the value out; put text that begins with * into double quotes",
            () if named is None else (Related("it is named here", named),),
        )

    def tag(self, event: Event) -> None:
        """A value says what type it has."""
        rest = self.page.after((event.start_mark.line, event.start_mark.column))
        word = rest[max(rest.find("!"), 0) :].split(maxsplit=1)[0]
        self.add(
            TAG,
            self._sign(event, word),
            f"{quoted(word)} is a tag, which changes what a value is",
            "remove it; put text that begins with ! into double quotes",
        )

    def duplicate_key(self, event: Event, first: Span) -> None:
        """A key stands a second time in its mapping."""
        self.add(
            DUPLICATE_KEY,
            self.page.span_of(event),
            f"the key {quoted(event.value)} stands here again",
            "keep one of the two",
            (Related("it stands here first", first),),
        )

    def merge_key(self, event: Event) -> None:
        """A mapping is mixed into this one."""
        self.add(
            MERGE_KEY,
            self.page.span_of(event),
            "<< mixes another mapping into this one",
            "write the keys out",
        )

    def key_not_text(self, event: Event, kind: str) -> None:
        """A key is a number, a list … ."""
        self.add(
            KEY_NOT_TEXT,
            self.page.span_of(event),
            f"this key is {kind}, not text",
            "put it into double quotes where text is meant",
        )

    def changing(self, event: Event, it: Changing) -> None:
        """A word without quotes is not read as what it looks like."""
        hint = f"write {quoted(it.text)} where text is meant"
        if it.instead is not None:
            hint = f"write {it.instead} where that is meant, {quoted(it.text)} where text is meant"
        message = f"{quoted(it.text)[1:-1]} without quotes is {it.becomes}"
        self.add(TYPE_CHANGING_SCALAR, self.page.span_of(event), message, hint)

    def no_colon(self, key: Span, name: str) -> None:
        """A key in braces has no colon, so that YAML takes it for a key without a value."""
        before, colon, after = name.partition(":")
        if colon and after:
            message = "a space is missing after the colon"
            hint = f"write {quoted(f'{before}: {after}')[1:-1]}"
        else:
            message = f"no colon follows the key {quoted(name)}"
            hint = "write key: value, and a comma between two entries"
        self.add(YAML_SYNTAX, key, message, hint)

    def half_character(self, event: Event) -> None:
        """A surrogate came out of an escape; libyaml refuses these by itself."""
        self.add(
            YAML_SYNTAX,
            self.page.span_of(event),
            "an escape in this text is half a character",
            "write the character itself, or its one escape, e.g. \\U0001f600",
        )

    def _sign(self, event: Event, sign: str) -> Span:
        """Return the span of a sign that stands at the start of an event or after it."""
        mark = event.start_mark
        ahead = max(self.page.after((mark.line, mark.column)).find(sign), 0)
        return self.page.span((mark.line, mark.column + ahead), len(sign))
