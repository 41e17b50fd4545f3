"""Templates become Python: parsed by Jinja, bounded for a sandbox, and compiled by Jinja.

The bounds are put into the syntax tree: every loop and every body of a template, a macro
or a block counts its steps, and texts are joined by a function that checks them. Shipped templates
that are compiled when the wheel is built (`precompiled`) have no bounds.
"""

from __future__ import annotations

import re
from textwrap import indent
from typing import TYPE_CHECKING, Final, TypeVar, cast

from jinja2 import nodes
from jinja2.visitor import NodeTransformer

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from jinja2 import Environment

# Filters of the compiled code. No template can use them: their names are not valid in a template.
COUNTED_LOOP: Final = "counted loop"
COUNTED_BODY: Final = "counted body"
CHARGED: Final = "charged value"
JOINED: Final = "joined text"

_Node = TypeVar("_Node", bound=nodes.Node)
_Reference = TypeVar("_Reference", nodes.Include, nodes.Import, nodes.FromImport, nodes.Extends)


def python_source(environment: Environment, source: str, name: str, filename: str) -> str:
    """Return the Python source of a template, with bounds if the environment is a sandbox.

    Raises:
        TemplateSyntaxError: the template has an error.
    """
    tree = environment.parse(source, name, filename)
    if environment.sandboxed:
        tree = _Bounds(environment).visit(tree)
    return environment.compile(tree, name, filename, raw=True, defer_init=True)


def module_source(templates: Mapping[tuple[str, bool], str]) -> str:
    """Return the source of a module with a function for each template of a target.

    The function returns what the module of the template would define, for globals that are those of
    the function: Jinja adds to them what the code needs.

    Args:
        templates: the Python source of each template, by its name and by whether output is escaped.
    """
    module = '"""The templates of a target, compiled when the wheel was built."""\n'
    for number, source in enumerate(templates.values()):
        module += f"\n\ndef template_{number}():\n"
        body = _move_lines(source, module.count("\n"))
        module += indent(f"{body.rstrip()}\nreturn locals()\n", "    ")
    entries = "".join(f"    {key!r}: template_{number},\n" for number, key in enumerate(templates))
    return f"{module}\n\nTEMPLATES = {{\n{entries}}}\n"


def _move_lines(source: str, count: int) -> str:
    """Return a compiled template that maps its lines to code that is `count` lines further down."""
    code, name, lines = source.rpartition("debug_info = ")
    return f"{code}{name}{re.sub('(?<==)[0-9]+', lambda it: str(int(it[0]) + count), lines)}"


class _Bounds(NodeTransformer):
    def __init__(self, environment: Environment) -> None:
        self._environment = environment

    def visit_Template(self, node: nodes.Template) -> nodes.Template:  # noqa: N802
        return self._counted(node)

    def visit_For(self, node: nodes.For) -> nodes.For:  # noqa: N802
        weight = _weight(node.body)
        self.generic_visit(node)
        node.iter = self._filter(COUNTED_LOOP, cast("nodes.Expr", node.iter), nodes.Const(weight))
        return node

    def visit_Macro(self, node: nodes.Macro) -> nodes.Macro:  # noqa: N802
        return self._counted(node)

    def visit_CallBlock(self, node: nodes.CallBlock) -> nodes.CallBlock:  # noqa: N802
        return self._counted(node)

    def visit_Block(self, node: nodes.Block) -> nodes.Block:  # noqa: N802
        return self._counted(node)

    def visit_Concat(self, node: nodes.Concat) -> nodes.Expr:  # noqa: N802
        self.generic_visit(node)
        return self._filter(
            JOINED, cast("nodes.Expr", nodes.List(node.nodes).set_lineno(node.lineno))
        )

    def visit_Compare(self, node: nodes.Compare) -> nodes.Compare:  # noqa: N802
        # A comparison takes as long as the shorter operand is; `in` searches the right one, or
        # hashes the left one.
        self.generic_visit(node)
        if any(operand.op in {"in", "notin"} for operand in node.ops):
            node.expr = self._charged(node.expr)
        for operand in node.ops:
            operand.expr = self._charged(operand.expr)
        return node

    def visit_Getitem(self, node: nodes.Getitem) -> nodes.Getitem:  # noqa: N802
        self.generic_visit(node)
        if isinstance(node.arg, nodes.Slice):
            node.node = self._charged(node.node)
        return node

    def visit_Pair(self, node: nodes.Pair) -> nodes.Pair:  # noqa: N802
        # Keys of mappings and names of templates are hashed.
        self.generic_visit(node)
        node.key = self._charged(node.key)
        return node

    def visit_Include(self, node: nodes.Include) -> nodes.Include:  # noqa: N802
        return self._named(node)

    def visit_Import(self, node: nodes.Import) -> nodes.Import:  # noqa: N802
        return self._named(node)

    def visit_FromImport(self, node: nodes.FromImport) -> nodes.FromImport:  # noqa: N802
        return self._named(node)

    def visit_Extends(self, node: nodes.Extends) -> nodes.Extends:  # noqa: N802
        return self._named(node)

    def _named(self, node: _Reference) -> _Reference:
        """Return a node that names a template."""
        self.generic_visit(node)
        node.template = self._charged(node.template)
        return node

    def _charged(self, node: nodes.Expr) -> nodes.Expr:
        constants = (nodes.Const, nodes.TemplateData)
        return node if isinstance(node, constants) else self._filter(CHARGED, node)

    def _counted(self, node: _Node) -> _Node:
        """Return a node whose body begins with a statement that counts it."""
        body: list[nodes.Node] = getattr(node, "body")  # noqa: B009 - of several types
        weight = _weight(body)
        self.generic_visit(node)
        count = nodes.ExprStmt(self._filter(COUNTED_BODY, nodes.Const(weight)))
        count.set_lineno(node.lineno)
        body.insert(0, count)
        return node

    def _filter(self, name: str, value: nodes.Expr, *values: nodes.Expr) -> nodes.Filter:
        call = nodes.Filter(value, name, [*values], [], None, None)
        call.set_lineno(value.lineno or 1)
        call.set_environment(self._environment)
        return call


def _weight(body: Sequence[nodes.Node]) -> int:
    """Return how many nodes a body has."""
    return len(body) + sum(1 for node in body for _ in node.find_all(nodes.Node))
