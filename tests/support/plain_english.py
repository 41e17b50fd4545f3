"""Terms that this project does not use, and what to write instead.

A text goes in; its problems come out, each with line, term and replacement. The list is here once:
the table of docs/glossary.md repeats it for contributors, and a test compares the two.
"""

from __future__ import annotations

import ast
import re
import tokenize
from io import StringIO
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator


class Term(NamedTuple):
    """A term to avoid.

    Attributes:
        avoid: the term as docs/glossary.md prints it.
        write: the replacement, or several.
        pattern: a regular expression for the term; a space matches a line break, too.
    """

    avoid: str
    write: str
    pattern: str


class Problem(NamedTuple):
    """A term to avoid in a text; `line` counts from 1, `text` is the term as it is written."""

    line: int
    text: str
    write: str


TERMS: Final = (
    Term("tell, told", "report, print, list, show, return", r"tell(?:s|ing)?|told"),
    Term(
        "somebody, nobody, whoever",
        "the user, the caller, or the imperative",
        r"somebody|nobody|whoever",
    ),
    Term("stands (for *is*)", "is", r"stands?(?! (?:for|in for|out)\b)|stood"),
    Term("lies (for *is*)", "is", r"lies|lie (?:beside|below|in|on|there)"),
    Term("anew", "again, rewritten, regenerated", r"anew"),
    Term("laid out, lays out", "formatted, formats", r"laid out|lays? out"),
    Term("what is wrong", "the problem, the error", r"(?:what|everything that|all that) is wrong"),
    Term("what there is", "the noun: value, position",
         r"(?:what|how many) there (?:is|are)"),
    Term("is no mask, is no name", "is not a valid mask, unknown name",
         r"(?<!there\s)is no (?:\w+ )?(?:mask|name|action|text|key|path|number)"),
    Term("take *X* for *Y*", "treat *X* as *Y*",
         r"taken for|(?:takes?|taking) (?:\S+ ){1,4}for (?:an? (?:error|note|part)|another)"),
    Term("worth a word", "reported, a note", r"worth a word"),
    Term("line ends", "line endings", r"line ends(?! (?:with|in|at)\b)"),
    Term("blanks, a blank", "whitespace, a space", r"blanks|an? blank(?! (?:line|page))"),
    Term("the right form", "a valid value, the format", r"right form"),
    Term("lines up with nothing", "the indentation does not match", r"lines? up with nothing"),
    Term("say nothing but", "print only", r"(?:say|says|said) nothing"),
    Term("good manners", "conventions", r"good manners"),
    Term("held against", "compared with", r"held against|holds? \w+ against"),
    Term("folder", "directory, output directory", r"folders?"),
    Term("target root", "output directory", r"target roots?"),
    Term("foreign", "untracked (file), untrusted (text)", r"foreign(?! keys?)"),
    Term("not ours, of others", "untracked, not written by the tool",
         r"(?:is|are|not) ours|(?:file|files|folder|text) of others"),
)  # fmt: skip

_ANY: Final = re.compile(
    "|".join(
        rf"(?P<term{number}>\b(?:{term.pattern})\b)".replace(" ", r"\s+")
        for number, term in enumerate(TERMS)
    ),
    re.IGNORECASE,
)


def problems(text: str) -> list[Problem]:
    """Return each term to avoid in a text, in order."""
    return [
        Problem(
            line=text.count("\n", 0, match.start()) + 1,
            text=" ".join(match[0].split()),
            write=TERMS[int((match.lastgroup or "").removeprefix("term"))].write,
        )
        for match in _ANY.finditer(text)
    ]


def strings(source: str) -> list[tuple[int, str]]:
    """Return the string literals of a Python module with their lines, except docstrings.

    An f-string is one text, with `{}` for each value in it.
    """
    return [*_strings(ast.parse(source))]


def documentation(source: str) -> list[tuple[int, str]]:
    """Return the docstrings and comments of a Python module with their lines.

    Comments on consecutive lines are one text.
    """
    docstrings = [
        (node.lineno, node.value.value)
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    ]
    return sorted([*docstrings, *_comments(source)])


def _strings(node: ast.AST) -> Iterator[tuple[int, str]]:
    if isinstance(node, ast.JoinedStr):
        parts = (it.value if isinstance(it, ast.Constant) else "{}" for it in node.values)
        yield node.lineno, "".join(map(str, parts))
    elif isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.lineno, node.value
    for child in ast.iter_child_nodes(node):
        is_docstring = isinstance(child, ast.Expr) and isinstance(child.value, ast.Constant)
        is_part = isinstance(node, ast.JoinedStr) and isinstance(child, ast.Constant)
        if not (is_docstring or is_part):
            yield from _strings(child)


def _comments(source: str) -> Iterator[tuple[int, str]]:
    lines: list[str] = []
    start = 0
    for token in tokenize.generate_tokens(StringIO(source).readline):
        if token.type != tokenize.COMMENT:
            continue
        if lines and token.start[0] != start + len(lines):
            yield start, "\n".join(lines)
            lines = []
        if not lines:
            start = token.start[0]
        lines.append(token.string.lstrip("#: "))
    if lines:
        yield start, "\n".join(lines)
