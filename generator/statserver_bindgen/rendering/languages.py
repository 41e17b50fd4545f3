"""Languages: how text of the spec is written so that it can't act in a file.

What comes in: the name of a language and what a target declares on top. What goes out: a
`Language`, the rules that `filters` applies. Languages come in families: `c` serves TypeScript,
Java, C#, Go and Rust, and a target declares where its language differs from the family.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

# Characters that are never written as they are: controls, line and paragraph separators, and all
# that hides or reorders text. Listed here and not asked of unicodedata, whose answer changes with
# the version of Python.
UNPRINTABLE: Final = re.compile(
    "[\\x00-\\x1f\\x7f-\\x9f\\xad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180f"
    "\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u206f\\u3164\\ud800-\\udfff\\ufe00-\\ufe0f\\ufeff\\uffa0"
    "\\ufff0-\\uffff\\U0001bca0-\\U0001bca3\\U0001d173-\\U0001d17a\\U000e0000-\\U000e0fff]"
)
_HEX: Final = re.compile("X+")


@dataclass(frozen=True, eq=False)
class Escape:
    r"""How a character that can't stand for itself is written in a text literal.

    A run of `X` stands for the code point in hexadecimal, padded to the length of the run.

    Attributes:
        short: for code points up to FFFF, e.g. `\uXXXX`.
        long: for those above, e.g. `\UXXXXXXXX`; None writes two UTF-16 surrogates with `short`.
    """

    short: str
    long: str | None = None

    def of(self, character: str) -> str:
        """Return the escape of one character."""
        code = ord(character)
        if code <= 0xFFFF:  # noqa: PLR2004 - the end of the basic multilingual plane
            return self._fill(self.short, code)
        if self.long is not None:
            return self._fill(self.long, code)
        units = character.encode("utf-16-be")
        return "".join(
            self._fill(self.short, int.from_bytes(units[at : at + 2], "big")) for at in (0, 2)
        )

    @staticmethod
    def _fill(pattern: str, code: int) -> str:
        return _HEX.sub(lambda run: f"{code:0{len(run[0])}x}", pattern)


Rewrite = Callable[[str], str]


def rewrite(table: Mapping[str, str]) -> Rewrite:
    r"""Return a function that replaces in one pass what each regular expression finds.

    A replacement may name what was found as `\g<0>`; the expressions have no groups of their own.
    """
    if not table:
        return str
    expression, replacements = "|".join(f"({it})" for it in table), [*table.values()]
    # Compiled when it is first used, and kept by `re`: a run needs few of the languages.
    return lambda text: re.sub(
        expression, lambda it: it.expand(replacements[(it.lastindex or 1) - 1]), text
    )


@dataclass(frozen=True, eq=False)
class Language:
    """The rules of one language. A rule that is None makes the filter that needs it an error.

    Attributes:
        name: the family, e.g. `c`.
        quotes: what stands around a text literal: opening and closing.
        escapes: in text literals, what each character becomes.
        unprintable: in text literals, how characters that can't be shown are written.
        words: how `truth`, `falsehood` and `none` are written.
        comment: makes text harmless in comments.
        doc: makes text harmless in documentation comments.
        text: makes running text harmless.
        markup: whether jinja escapes all that is printed, as for HTML.
    """

    name: str
    quotes: tuple[str, str] | None = None
    escapes: Mapping[str, str] = field(default_factory=dict[str, str])
    unprintable: Escape | None = None
    words: Mapping[str, str] | None = None
    comment: Rewrite | None = None
    doc: Rewrite | None = None
    text: Rewrite | None = None
    markup: bool = False

    def with_own(self, own: Mapping[str, Any]) -> Language:
        """Return this language with what a target.yaml declares under `literals` and `comments`.

        Raises:
            ValueError: the escapes leave out the character that ends a text.
        """
        changes: dict[str, Any] = {}
        literals = own.get("literals", {})
        if "quotes" in literals:
            changes["quotes"] = tuple(literals["quotes"])
        if "escapes" in literals:
            changes["escapes"] = literals["escapes"]
        if "unprintable" in literals:
            changes["unprintable"] = Escape(**literals["unprintable"])
        if "words" in literals:
            changes["words"] = {**(self.words or {}), **literals["words"]}
        if "comments" in own:
            table = {re.escape(key): it.replace("\\", r"\\") for key, it in own["comments"].items()}
            changes["comment"] = changes["doc"] = rewrite(table)
        language = replace(self, **changes)
        if language.quotes and (end := language.quotes[1][0]) not in language.escapes:
            raise ValueError(
                f"a text ends at {language.quotes[1]}, so literals.escapes has to say "
                f"what becomes of {end}"
            )
        return language


_C_ESCAPES: Final = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
# A shell would end the text at a NUL: it is shown as what it is.
_SHELL_ESCAPES: Final = {
    "\\": "\\\\",
    "'": "\\'",
    "\n": "\\n",
    "\r": "\\r",
    "\t": "\\t",
    "\0": "U+0000",
}
_XML_ESCAPES: Final = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"}
_LOWER: Final = {"truth": "true", "falsehood": "false", "none": "null"}

# The second character of `/*` and `*/` moves away from the first: no overlap brings them together.
# One of the two may be the template's: `/*{{ x | comment }}*/`.
_BLOCK_COMMENT: Final = {
    r"^(?=[*/])": " ",
    r"(?<=\*)/": " /",
    r"(?<=/)\*": " *",
    r"(?<=[*/])$": " ",
}
_XML_COMMENT: Final = {r"^(?=[->])": " ", r"(?<=-)-": " -", r"(?<=-)$": " "}

# What Markdown, with the extensions of code hosts, could take for markup. A `_` within a word can't
# be. Marks of lists, headings and tables are where they begin a word: `wrap` may put it first.
_MARKDOWN: Final = {
    r"[\\`*\[\]<>|~#$&@^]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])": r"\\\g<0>",
    r":(?=//)|(?<=www)\.|(?<![^\s:])[-+=](?=[-+=:\s]|$)": r"\\\g<0>",
    # The number of a list item has up to nine digits.
    "|".join(rf"(?<=(?<!\S)[0-9]{{{it}}})[.)](?=\s|$)" for it in range(1, 10)): r"\\\g<0>",
}

_ALL: Final = (
    Language(
        "python",
        quotes=('"', '"'),
        escapes=_C_ESCAPES,
        unprintable=Escape(r"\uXXXX", r"\UXXXXXXXX"),
        words={"truth": "True", "falsehood": "False", "none": "None"},
        # In the first two lines, a comment with `coding:` declares the encoding of the file.
        comment=rewrite({r"(?<=coding)[:=]": r" \g<0>"}),
        doc=rewrite({r'[\\"]': r"\\\g<0>"}),
    ),
    Language(
        "c",
        quotes=('"', '"'),
        escapes=_C_ESCAPES,
        unprintable=Escape(r"\uXXXX"),
        words=_LOWER,
        # Java reads its unicode escapes in comments too; TypeScript obeys those like `@ts-nocheck`;
        # a line of C or C++ goes on behind a backslash at its end.
        comment=rewrite({**_BLOCK_COMMENT, r"(?<=\\)u": " u", r"(?<!\S)@": "@ ", r"\\$": "U+005C"}),
        doc=rewrite(
            {
                r"(?<=\*)/|^/|/$": "&#47;",
                r"(?<=/)\*|\*$": "&#42;",
                r"\\(?=u|$)": "&#92;",
                "&": "&amp;",
                "<": "&lt;",
                "@": "&#64;",
            }
        ),
    ),
    Language(
        "json",
        quotes=('"', '"'),
        escapes={**_C_ESCAPES, "\b": "\\b", "\f": "\\f"},
        unprintable=Escape(r"\uXXXX"),
        words=_LOWER,
    ),
    Language(
        "toml",
        quotes=('"', '"'),
        escapes=_C_ESCAPES,
        unprintable=Escape(r"\uXXXX", r"\UXXXXXXXX"),
        words={"truth": "true", "falsehood": "false"},
        comment=rewrite({}),
    ),
    Language(
        # Standard SQL has no escape for what can't be shown: a target declares its database's.
        "sql",
        quotes=("'", "'"),
        escapes={"'": "''", "\n": "\n", "\t": "\t"},
        words={"truth": "TRUE", "falsehood": "FALSE", "none": "NULL"},
        comment=rewrite(_BLOCK_COMMENT),
    ),
    Language(
        "shell",
        quotes=("$'", "'"),
        escapes=_SHELL_ESCAPES,
        unprintable=Escape(r"\uXXXX", r"\UXXXXXXXX"),
        words={"truth": "true", "falsehood": "false", "none": "''"},
        comment=rewrite({}),
    ),
    Language(
        "xml",
        quotes=('"', '"'),
        # An attribute's line ends and tabs are blanks to a parser where they stand as they are.
        escapes={**_XML_ESCAPES, "\n": "&#10;", "\r": "&#13;", "\t": "&#9;"},
        # XML has no way to write most control characters: they are shown as what they are.
        unprintable=Escape("U+XXXX", "U+XXXXX"),
        words=_LOWER,
        comment=rewrite(_XML_COMMENT),
        text=rewrite({re.escape(key): it for key, it in _XML_ESCAPES.items()}),
        markup=True,
    ),
    Language("markdown", words={"truth": "yes", "falsehood": "no"}, text=rewrite(_MARKDOWN)),
)
LANGUAGES: Final[Mapping[str, Language]] = MappingProxyType({it.name: it for it in _ALL})

_SUFFIXES: Final = {
    "c": ".cjs .cs .cts .go .java .js .mjs .mts .rs .ts",
    "json": ".json",
    "markdown": ".md",
    "python": ".py .pyi",
    "shell": ".bash .sh",
    "sql": ".sql",
    "toml": ".toml",
    "xml": ".csproj .htm .html .props .svg .xml",
}
_BY_SUFFIX: Final = {
    suffix: name for name, suffixes in _SUFFIXES.items() for suffix in suffixes.split()
}


def of_file(path: str, otherwise: str) -> str:
    """Return the name of the language that a file's ending tells, else `otherwise`."""
    return _BY_SUFFIX.get(PurePosixPath(path).suffix, otherwise)
