"""Names in code that this project does not use.

A source goes in; its problems come out, each with line and name. A name is a problem when it is a
pronoun or participle instead of the thing's noun, when an import renames what it imports, or when
it contains a term to avoid (`plain_english.TERMS`).
"""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING, Final, NamedTuple

from support import plain_english

if TYPE_CHECKING:
    from collections.abc import Iterator

AVOID: Final = frozenset({"it", "them", "found", "told", "known", "wanted", "meant"})
# The names that readers know from the documentation of libraries and of the standard library.
CUSTOMARY_ALIASES: Final = frozenset(
    {"strategies as st", "Set as AbstractSet", "ElementTree as ET", "pandas as pd"}
)
_SHORT_SCOPE: Final = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp, ast.Lambda)
_DEFINITION: Final = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)

# `const name`, `let [name, name]`, `const { key: name }` and `function name`.
_DECLARATION: Final = re.compile(
    r"\b(?:(?:const|let|var)\s+(?P<names>\w+|\{[^=]*?\}|\[[^=]*?\])|function\s+(?P<function>\w+))"
)
# `{% for name, name in` and `{% set name`.
_TAG: Final = re.compile(r"\{%[-+]?\s*(?:for\s+(?P<loop>[\w\s,]+?)\s+in|set\s+(?P<set>\w+))\b")


class Problem(NamedTuple):
    """A name to avoid; `line` counts from 1, an import is written `name as alias`."""

    line: int
    name: str


def python(source: str) -> list[Problem]:
    """Return the names to avoid in a Python module, in order.

    A comprehension or lambda on one line may use a short name.
    """
    return sorted({*_python(ast.parse(source))})


def script(source: str) -> list[Problem]:
    """Return the names to avoid in the declarations of a JavaScript or TypeScript module."""
    return _matches(_DECLARATION, source)


def template(source: str) -> list[Problem]:
    """Return the names to avoid in the loops and assignments of a Jinja template."""
    return _matches(_TAG, source)


def terms(name: str) -> list[str]:
    """Return the terms to avoid in a name or path: `laid_out`, `LaidOut` and `laid/out.py`."""
    text = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", name)
    return [it.text for it in plain_english.problems(re.sub(r"[\W_]+", " ", text).lower())]


def _python(node: ast.AST) -> Iterator[Problem]:
    if isinstance(node, _SHORT_SCOPE) and node.lineno == node.end_lineno:
        return
    if isinstance(node, ast.alias) and node.asname not in {None, node.name}:
        alias = f"{node.name.rpartition('.')[2]} as {node.asname}"
        if alias not in CUSTOMARY_ALIASES:
            yield Problem(node.lineno, alias)
    name, line = _bound(node)
    if name in AVOID or (isinstance(node, _DEFINITION) and terms(name)):
        yield Problem(line, name)
    for child in ast.iter_child_nodes(node):
        yield from _python(child)


def _bound(node: ast.AST) -> tuple[str, int]:
    """Return the name that a node binds, or the attribute that it uses, with its line."""
    if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
        return node.id, node.lineno
    if isinstance(node, ast.Attribute):
        return node.attr, node.lineno
    if isinstance(node, ast.arg):
        return node.arg, node.lineno
    if isinstance(node, (*_DEFINITION, ast.ExceptHandler, ast.MatchAs, ast.MatchStar)):
        return node.name or "", node.lineno
    return "", 0


def _matches(pattern: re.Pattern[str], source: str) -> list[Problem]:
    return [
        Problem(source.count("\n", 0, match.start()) + 1, name)
        for match in pattern.finditer(source)
        for name in re.findall(r"\w+(?!\w|\s*:)", match[match.lastgroup or 0])
        if name in AVOID or terms(name)
    ]
