"""Only text, numbers and booleans can be printed: no object, and so no address in memory."""

from __future__ import annotations

import re
from itertools import product
from typing import TYPE_CHECKING

import pytest

from statserver_bindgen.errors import TemplateError
from statserver_bindgen.rendering.budget import Budget
from statserver_bindgen.rendering.jinja_filters import jinja_filters

if TYPE_CHECKING:
    from support.trial_targets import Rendering

# Expressions of every kind of object that a template can reach.
OBJECTS = [
    "joiner()",
    "joiner",
    "cycler(1)",
    "cycler(1).next",
    "namespace()",
    "namespace",
    "range(3)",
    "range",
    "dict",
    "dict(a=1)",
    "dict(a=1).items()",
    "dict(a=1).get",
    "fail",
    "macro_",
    "self",
    "self.block_",
    "loop",
    "loop.cycle",
    "module_",
    "'a'.upper",
    "'a'.format",
    "catalog",
    "catalog.actions",
    "catalog.title",
    "conformance",
    "[joiner()]",
    "(joiner(), 1)",
    "{'a': joiner()}",
    "{joiner(): 1}",
    "[[joiner()]]",
    "[catalog]",
    "none",
    "missing_",
    "('a' | map('upper'))",
    "([1, 2] | reverse)",
    "caller",
    "varargs",
]
# Those that are tried in files that escape, too.
ESCAPED = {"joiner()", "[joiner()]", "macro_", "module_"}
# Whatever makes text of a value.
PRINTERS = [
    "OBJECT",
    "OBJECT ~ ''",
    "'' ~ OBJECT",
    "'' + OBJECT",
    "'%s' % OBJECT",
    "'%r' % (OBJECT,)",
    "'%(a)s' % {'a': OBJECT}",
    "'{}'.format(OBJECT)",
    "'{!r}'.format(OBJECT)",
    "'{a!s:>9}'.format(a=OBJECT)",
    "'{:{}}'.format(1, OBJECT)",
    "''.join([OBJECT])",
    "', '.join(OBJECT)",
    "'a'.replace('a', OBJECT)",
    "'a'.center(9, OBJECT)",
    "[OBJECT] | join",
    "[1, 2] | join(OBJECT)",
    "OBJECT | join(',')",
    "'%s' | format(OBJECT)",
    "'%(a)s' | format(a=OBJECT)",
    "[OBJECT] | map('string') | join",
    "[OBJECT] | map('upper') | first",
    "'a' | replace('a', OBJECT)",
    "'a b' | truncate(1, true, OBJECT, 0)",
    "'a\n' | indent(OBJECT)",
    "OBJECT | default('', true) | string",
    "{'a': OBJECT} | xmlattr",
    "{'a': OBJECT} | urlencode",
    "{'a': OBJECT} | tojson",
    "[OBJECT] | tojson",
    "(OBJECT | attr('__class__')) ~ ''",
    "OBJECT | literal",
    "OBJECT | doc",
    "[OBJECT] | literal",
    "OBJECT | wrap",
    "OBJECT | identifier",
    *(f"OBJECT | {it}" for it in sorted(jinja_filters(Budget))),
]
ADDRESS = re.compile(
    r"0x[0-9a-f]{6,}|<(class|function|bound|built-in|generator|object|jinja|macro)", re.IGNORECASE
)
# What defines a name in an object, around the expression: only a few objects need it.
DEFINITIONS = {
    "module_": '{% import "m.part.j2" as module_ %}EXPRESSION',
    "macro_": "{% macro macro_() %}{% endmacro %}EXPRESSION",
    "self": "{% block block_ %}{% endblock %}EXPRESSION",
    "loop": "{% for i in [1] %}EXPRESSION{% endfor %}",
    "caller": "{% macro f() %}EXPRESSION{% endmacro %}{% call f() %}{% endcall %}",
    "varargs": "{% macro f() %}EXPRESSION{% endmacro %}{{ f(1) }}",
}


def template(expression: str, value: str) -> str:
    """Return a template that prints an expression with an object."""
    definition = DEFINITIONS.get(value.partition(".")[0], "EXPRESSION")
    return definition.replace("EXPRESSION", f"{{{{ {expression} }}}}")


def test_no_expression_prints_an_object(rendering: Rendering) -> None:
    printed: list[str] = []
    for printer, value in product(PRINTERS, OBJECTS):
        expression = printer.replace("OBJECT", f"({value})")
        for ending in ("py", "xml") if value in ESCAPED else ("py",):
            files = {f"x.{ending}.j2": template(expression, value)}
            if value == "module_":
                files["m.part.j2"] = "{% macro a() %}{% endmacro %}"
            try:
                texts = "".join(rendering(files).values())
            except TemplateError:
                continue
            if ADDRESS.search(texts):
                printed.append(f"{expression}: {texts}")

    assert printed == []


@pytest.mark.parametrize("value", sorted({*OBJECTS} - {"catalog.title", "missing_"}))
def test_each_object_reaches_the_check(rendering: Rendering, value: str) -> None:
    files = {
        "x.py.j2": template(f"({value}) ~ ''", value),
        "m.part.j2": "{% macro a() %}{% endmacro %}",
    }

    with pytest.raises(TemplateError, match="can't be printed"):
        rendering(files)


@pytest.mark.parametrize(
    "expression",
    [
        "joiner() | string",
        "'%s' | format(cycler(1))",
        "[1] | string",
        "[joiner()] | string",
        "none ~ ''",
        "range(3) ~ ''",
        "namespace() ~ ''",
        "'a'.upper ~ ''",
        "'{}'.format(joiner)",
    ],
)
def test_an_object_is_refused_with_its_type(rendering: Rendering, expression: str) -> None:
    message = (
        r"x\.py\.j2:1: a value of type \w+ can't be printed; print text, a number or a boolean"
    )

    with pytest.raises(TemplateError, match=message):
        rendering({"x.py.j2": f"{{{{ {expression} }}}}"})


def test_text_numbers_and_booleans_can_be_printed(rendering: Rendering) -> None:
    template = (
        "{{ 'a' ~ 1 ~ true ~ 1.5 }} {{ '%s %5.1f' % ('b', 2) }} {{ '{:>3}'.format(7) }} "
        "{{ [1, 'c'] | join('-') }} {{ 'x,y'.split(',')[1] }} {{ {'k': [1, none]} | tojson }}"
    )

    assert rendering({"x.py.j2": template}) == {
        "x.py": 'a1True1.5 b   2.0   7 1-c y {"k": [1, null]}\n'
    }


@pytest.mark.parametrize("name", ["random", "pprint", "striptags", "urlize", "wordwrap"])
def test_some_filters_of_jinja_are_not_available(rendering: Rendering, name: str) -> None:
    with pytest.raises(TemplateError, match=f"No filter named '{name}'"):
        rendering({"x.py.j2": f"{{{{ 'a' | {name} }}}}"})
