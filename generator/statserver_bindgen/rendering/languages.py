"""Languages: the rules by which spec text is written so that it is inert in a file.

A language family and the keys of a target.yaml give a `Language`, whose rules `filters` applies.
The family `c` serves TypeScript, Java, C#, Go and Rust; a target declares where its language
differs from the family.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from posixpath import splitext
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from statserver_bindgen.frozen import Frozen

if TYPE_CHECKING:
    from collections.abc import Mapping

# Characters that are always escaped: controls, line and paragraph separators, and characters that
# hide or reorder text. They are listed because unicodedata changes with the version of Python.
UNPRINTABLE: Final = re.compile(
    "[\\x00-\\x1f\\x7f-\\x9f\\xad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180f"
    "\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u206f\\u3164\\ud800-\\udfff\\ufe00-\\ufe0f\\ufeff\\uffa0"
    "\\ufff0-\\uffff\\U0001bca0-\\U0001bca3\\U0001d173-\\U0001d17a\\U000e0000-\\U000e0fff]"
)
_HEX: Final = re.compile("X+")


class Escape(Frozen):
    r"""The escape of an unprintable character in a text literal.

    A run of `X` is the code point in hexadecimal, padded to the length of the run.

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


def rewrite(table: Mapping[str, str], characters: str = "") -> Rewrite:
    r"""Return a function that replaces the matches of each regular expression in one pass.

    A replacement may contain the match as `\g<0>`; the expressions have no groups of their own.

    Args:
        table: the expressions with their replacements.
        characters: what a text without a match has none of; a text is then searched faster.
    """
    if not table:
        return str
    expression, replacements = "|".join(f"({it})" for it in table), [*table.values()]

    def rewritten(text: str) -> str:
        if characters and not any(it in text for it in characters):
            return text
        # Compiled on first use and cached by `re`: a run needs few of the languages.
        return re.sub(expression, lambda it: it.expand(replacements[(it.lastindex or 1) - 1]), text)

    return rewritten


class Language(Frozen):
    """The rules of one language. If a rule is None, the filter that needs it is an error.

    Attributes:
        name: the family, e.g. `c`.
        quotes: the opening and the closing quote of a text literal.
        other_quotes: the quotes of a text that needs fewer escapes in them.
        escapes: in text literals, the replacement of each character.
        unprintable: in text literals, the escape of unprintable characters.
        guard: escapes what else is active in a text literal whose characters are escaped.
        separator: the text between the texts of a list, which is one literal.
        words: the literals of `truth`, `falsehood` and `none`.
        comment: escapes text in comments.
        doc: escapes text in documentation comments.
        text: escapes running text.
        markup: whether jinja escapes all printed values, as for HTML.
    """

    name: str
    quotes: tuple[str, str] | None = None
    other_quotes: tuple[str, str] | None = None
    escapes: Mapping[str, str] = MappingProxyType({})
    unprintable: Escape | None = None
    guard: Rewrite | None = None
    separator: str | None = None
    words: Mapping[str, str] | None = None
    comment: Rewrite | None = None
    doc: Rewrite | None = None
    text: Rewrite | None = None
    markup: bool = False

    def customize(self, declaration: Mapping[str, Any]) -> Language:
        """Return this language with the `literals` and `comments` of a target.yaml.

        Raises:
            ValueError: the escapes lack the character that ends a text literal.
        """
        changes: dict[str, Any] = {}
        literals = declaration.get("literals", {})
        if "quotes" in literals:
            changes["quotes"] = tuple(literals["quotes"])
        if "quotes" in literals or "escapes" in literals:
            changes["other_quotes"] = None
        if "escapes" in literals:
            changes["escapes"] = literals["escapes"]
        if "unprintable" in literals:
            changes["unprintable"] = Escape(**literals["unprintable"])
        if "words" in literals:
            changes["words"] = {**(self.words or {}), **literals["words"]}
        if "comments" in declaration:
            table = {
                re.escape(key): replacement.replace("\\", r"\\")
                for key, replacement in declaration["comments"].items()
            }
            changes["comment"] = changes["doc"] = rewrite(table)
        language = self.replace(**changes)
        if language.quotes and (end := language.quotes[1][0]) not in language.escapes:
            raise ValueError(
                f"a text literal ends at {language.quotes[1]}; add an escape for {end} to "
                "literals.escapes"
            )
        return language


_C_ESCAPES: Final = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
# A shell would end the text at a NUL character.
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

# The two characters of `/*` and `*/` are separated, also where one of them is the template's:
# `/*{{ x | comment }}*/`.
_BLOCK_COMMENT: Final = {
    r"^(?=[*/])": " ",
    r"(?<=\*)/": " /",
    r"(?<=/)\*": " *",
    r"(?<=[*/])$": " ",
}
_XML_COMMENT: Final = {r"^(?=[->])": " ", r"(?<=-)-": " -", r"(?<=-)$": " "}

# The characters that are markup in Markdown and in the extensions of code hosts. A `_` inside a
# word is not. List, heading and table markup is escaped wherever a word begins: `wrap` may move it
# to the start of a line.
_MARKDOWN_CASES: Final = (
    r"(?<=[\\`*\[\]<>|~#$&@^])",
    r"(?<=_)(?:(?<![A-Za-z0-9]_)|(?![A-Za-z0-9]))",
    r"(?<=:)(?=//)|(?<=www\.)|(?<=[-+=])(?<![^\s:][-+=])(?=[-+=:\s]|$)",
    # The number of a list item has up to nine digits.
    *(rf"(?<=(?<!\S)[0-9]{{{it}}}[.)])(?=\s|$)" for it in range(1, 10)),
)
# The expression begins with all these characters: `re` skips others quickly.
_MARKDOWN: Final = {rf"[-\\`*\[\]<>|~#$&@^_:+=.)](?:{'|'.join(_MARKDOWN_CASES)})": r"\\\g<0>"}

_CSV_ESCAPE: Final = Escape(r"\uXXXX", r"\UXXXXXXXX")
# A spreadsheet evaluates a cell that begins with one of these characters; some accept their forms
# for Asian text, too. Where a semicolon separates cells, it begins a cell within the quotes.
_FORMULA: Final = "(?:^|;)[\\s\"']*[-=+@\u2212\ufe62\ufe63\ufe66\ufe6b\uff0b\uff0d\uff1d\uff20]"


def _guard_cell(text: str) -> str:
    """Escape each character with which a spreadsheet begins a formula, where a cell can begin."""
    return re.sub(_FORMULA, lambda it: it[0][:-1] + _CSV_ESCAPE.of(it[0][-1]), text)


_ALL: Final = (
    Language(
        "python",
        quotes=('"', '"'),
        other_quotes=("'", "'"),  # as black chooses them
        escapes=_C_ESCAPES,
        unprintable=Escape(r"\uXXXX", r"\UXXXXXXXX"),
        words={"truth": "True", "falsehood": "False", "none": "None"},
        # In the first two lines of a file, a comment with `coding:` declares its encoding.
        comment=rewrite({r"(?<=coding)[:=]": r" \g<0>"}),
        doc=rewrite({r'[\\"]': r"\\\g<0>"}, '\\"'),
    ),
    Language(
        "c",
        quotes=('"', '"'),
        escapes=_C_ESCAPES,
        unprintable=Escape(r"\uXXXX"),
        words=_LOWER,
        # Java reads unicode escapes in comments too, TypeScript obeys comments like `@ts-nocheck`,
        # and in C and C++ a backslash at the end continues a line.
        comment=rewrite({**_BLOCK_COMMENT, r"(?<=\\)u": " u", r"(?<!\S)@": "@ ", r"\\$": "U+005C"}),
        doc=rewrite(
            {
                r"(?<=\*)/|^/|/$": "&#47;",
                r"(?<=/)\*|\*$": "&#42;",
                r"\\(?=u|$)": "&#92;",
                "&": "&amp;",
                "<": "&lt;",
                # XML text can't contain `]]>`, even where `]` is the template's.
                r"(?<=\])>|^>": "&gt;",
                "@": "&#64;",
            },
            "/*\\&<>@",
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
        # A record is one line: line breaks and tabs are escaped, and so is a backslash.
        "csv",
        quotes=('"', '"'),
        escapes={'"': '""', "\\": _CSV_ESCAPE.of("\\")},
        unprintable=_CSV_ESCAPE,
        guard=_guard_cell,
        separator=" ",
        words={"truth": "true", "falsehood": "false", "none": ""},
    ),
    Language(
        # Standard SQL has no escape for unprintable characters: a target declares its database's.
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
        # A parser reads unescaped line breaks and tabs in an attribute as spaces.
        escapes={**_XML_ESCAPES, "\n": "&#10;", "\r": "&#13;", "\t": "&#9;"},
        # XML can't express most control characters, so their code point is written.
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
    "csv": ".csv",
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


def language_of(path: str) -> str | None:
    """Return the name of the language of a file by its ending, or None if no language has it."""
    return _BY_SUFFIX.get(splitext(path)[1])
