"""Templates are bounded: each attack ends soon, with one sentence that names template and line."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from statserver_bindgen.rendering import budget

if TYPE_CHECKING:
    from support.trial_targets import Refused, Rendering

STEPS = (
    "the templates of one artifact take more than 120,000 loop steps and calls; loop over fewer "
    "items"
)
WORK = (
    "the templates of one artifact do too much work in operators and filters; process fewer or "
    "shorter values"
)
DEEP = "lists and mappings are more than 100 deep in each other"
BITS = "an integer has more than 4,096 bits; use smaller numbers"
WIDE = "a width or precision is too large; use at most 1,000"
POWER = "the power has more than 4,096 bits; use smaller numbers"
NESTED = "templates, macros or expressions are nested too deeply: end the recursion"
SECONDS = 60


@pytest.fixture(autouse=True)
def small_budget(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Lower the bounds that take long to reach, but not in the test of the real ones."""
    if "real" not in request.node.name:
        monkeypatch.setattr(budget, "STEPS", 120_000)
    if "work" in request.node.name:
        monkeypatch.setattr(budget, "WORK", 20_000_000)


def long(length: int) -> str:
    return f"a text has {length:,} characters; operators and filters handle at most 1,000,000"


MANY = "{% for a in range(99999) %}"
LOOPS = {
    "nested": f"{MANY}{MANY}{{% endfor %}}{{% endfor %}}",
    "filtered": f"{MANY}{{% for b in range(99999) if false %}}{{% endfor %}}{{% endfor %}}",
    "recursive": (
        "{% for a in [1] recursive %}{{ loop([1, 1]) if loop.depth < 60 else 0 }}{% endfor %}"
    ),
    "macros": (
        "{% macro f(n) %}{% if n %}{{ f(n - 1) }}{{ f(n - 1) }}{% endif %}{% endmacro %}{{ f(60) }}"
    ),
    "calls": "{% macro f() %}{{ caller() }}{{ caller() }}{% endmacro %}"
    + "{% call f() %}" * 25
    + "{% endcall %}" * 25,
    "blocks": "{% block b %}1{% endblock %}"
    f"{MANY}{MANY}{{{{ self.b() }}}}{{% endfor %}}{{% endfor %}}",
}


@pytest.mark.parametrize("name", LOOPS)
def test_loops_and_calls_are_counted(refused: Refused, name: str) -> None:
    start = time.monotonic()

    assert refused(f"\n{LOOPS[name]}") == f"x.py.j2:2: {STEPS}"
    assert time.monotonic() - start < SECONDS


def test_the_real_bound_is_a_million_steps(refused: Refused) -> None:
    steps = STEPS.replace("120,000", "1,000,000")

    assert refused(LOOPS["nested"]) == f"x.py.j2:1: {steps}"


@pytest.mark.parametrize(("rows", "times"), [(0, 1), (1, 1), (10_000, 1), (10_001, 2)])
def test_the_bounds_of_an_artifact_grow_with_the_catalog(rows: int, times: int) -> None:
    allowed = budget.Budget(rows)

    assert allowed.most_bytes == times * 64 * 2**20
    for _ in range(times * 120_000):
        allowed.step(0)
    with pytest.raises(budget.LimitError, match=f"more than {times * 120_000:,} loop steps"):
        allowed.step(0)


def test_included_templates_are_counted(refused: Refused) -> None:
    chain = {f"p{i}": f"{{% include 'p{i + 1}.part.j2' %}}" * 2 for i in range(40)}

    assert refused("{% include 'p0.part.j2' %}", **chain, p40="").endswith(f": {STEPS}")


def test_each_artifact_has_its_own_budget(rendering: Rendering) -> None:
    loop = "{% for a in range(99999) %}{% endfor %}1"

    assert {*rendering({f"{it}.py.j2": loop for it in "abc"}).values()} == {"1\n"}


@pytest.mark.parametrize(
    ("expression", "message"),
    [
        ("'x' * 10**9", long(10**9)),
        ("10**9 * 'x'", long(10**9)),
        ("('x' | text) * 2", "the filter text is not available in python"),
        ("[1] * 10**9", "a list of 1,000,000,000 items is too long; at most 1,000,000"),
        ("(1, 2) * 10**9", "a list of 2,000,000,000 items is too long; at most 1,000,000"),
        ("10**(10**7)", POWER),
        ("2**5000", POWER),
        ("(0 - 7)**5000", POWER),
        ("2**4000 * 2**4000", BITS),
        ("range(10**9)", "Range too big. The sandbox blocks ranges larger than"),
        ("'%1000000000s' % 'x'", WIDE),
        ("'%.1000000000f' % 1.5", WIDE),
        ("'%*d' % (10**9, 1)", WIDE),
        ("'%(a)1000000000s' % {'a': 1}", WIDE),
        (
            "'%((a))1000000000s' % {'(a)': 1}",
            "a key of a format can't have a bracket; rename the key",
        ),
        ("'%1000000000s' | format('x')", WIDE),
        ("'{:>1000000000}'.format('x')", WIDE),
        ("'{:>{}}'.format('x', 10**9)", WIDE),
        ("'{:.1000000000f}'.format(1.5)", WIDE),
        ("('{0}' * 9999).format('x' * 9999)", "a text has "),
        ("('%(a)s' * 9999) % {'a': 'x' * 9999}", "a text has "),
        ("'x'.center(10**9)", WIDE),
        ("'x'.ljust(10**9)", WIDE),
        ("'x'.rjust(10**9)", WIDE),
        ("'x'.zfill(10**9)", WIDE),
        ("'\\t'.expandtabs(10**9)", WIDE),
        ("('x' * 9999).replace('', 'y' * 9999)", "a text has "),
        ("('x' * 9999).join(['a'] * 9999)", "a text has "),
        ("'x' | center(10**9)", WIDE),
        ("'x' | indent(10**9)", WIDE),
        ("('\\n' * 99999) | indent(999)", "a text has "),
        ("'\\n' | indent('x' * 999999)", "a text has "),
        ("('x' * 9999) | replace('x', 'y' * 9999)", "a text has "),
        ("(['a'] * 9999) | join('x' * 9999)", "a text has "),
        ("[1] | tojson(indent=10**9)", WIDE),
        ("[1] | batch(10**9, 'x')", "a list of 1,000,000,000 items is too long"),
        ("[1] | slice(10**9)", "a list of 1,000,000,000 items is too long"),
        ("1.5 | round(10**9)", WIDE),
        ("[[1]] | sum(start=[])", "sum adds numbers; join lists with +"),
    ],
)
def test_operators_methods_and_filters_are_bounded(
    refused: Refused, expression: str, message: str
) -> None:
    start = time.monotonic()

    assert refused(f"\n{{{{ {expression} }}}}").startswith(f"x.py.j2:2: {message}")
    assert time.monotonic() - start < SECONDS


GROWING = (
    "{% set n = namespace(x=START) %}{% for i in range(99999) %}{% set n.x = STEP %}{% endfor %}"
)


@pytest.mark.parametrize(
    ("start", "step", "message"),
    [
        ("'ab'", "n.x ~ n.x", "a text has "),
        ("'ab'", "n.x + n.x", "a text has "),
        ("'ab'", "n.x.replace('a', 'aa')", "a text has "),
        ("'<'", "n.x | escape | forceescape", WORK),
        ("1", "n.x + n.x", BITS),
        ("1", "n.x - (0 - n.x)", BITS),
        ("3", "n.x * n.x", BITS),
        ("[1]", "n.x + n.x", "a list of "),
        ("[1]", "[n.x, n.x] | sort", WORK),
    ],
)
def test_values_that_grow_are_bounded(
    refused: Refused, start: str, step: str, message: str
) -> None:
    began = time.monotonic()
    template = GROWING.replace("START", start).replace("STEP", step)

    assert message in refused(template)
    assert time.monotonic() - began < SECONDS


# Python overflows its stack when it hashes a tuple in a tuple in a tuple …, and compares without an
# end two lists that contain a list twice, which contains a list twice, ….
HASHES = [
    "{n.x: 1}",
    "{1: 2}[n.x]",
    "{1: 2}.get(n.x)",
    "n.x in {1: 2}",
    "n.x not in {1: 2}",
    "dict([(n.x, 1)])",
    "[n.x] | unique | list",
    "[n.x] | unique | first",
    "n.x is in {1: 2}",
    "'a' | wrap(n.x)",
    "'a' | identifier(n.x)",
    "[{}] | map(attribute=n.x) | list",
    "[{}] | groupby(n.x) | list",
    "n.x == n.y",
    "n.x < n.y",
    "[n.x] == [n.y]",
    "[n.x, n.y] | sort",
    "[n.x, n.y] | max",
    "[n.x].index(n.y)",
    "n.x is eq n.y",
    "[n.x] | tojson",
    "[n.x] | xmlattr",
    "[n.x] | literal",
]


OWN = {
    "'a' | wrap(n.x)": "the width of wrap is a number, not ",
    "'a' | identifier(n.x)": "unknown case",
}


@pytest.mark.parametrize("growth", ["(N,)", "({'a': N}.items() | list)[0]", "(N, N)", "[N, N]"])
@pytest.mark.parametrize("use", HASHES)
def test_deep_values_are_neither_hashed_nor_compared(
    refused: Refused, growth: str, use: str
) -> None:
    steps = "".join(f"{{% set n.{it} = {growth.replace('N', f'n.{it}')} %}}" for it in "xy")
    deep = f"{{% set n = namespace(x=(), y=()) %}}{{% for i in range(999) %}}{steps}{{% endfor %}}"

    assert OWN.get(use, DEEP) in refused(f"{deep}{{{{ ({use}) ~ '' }}}}")


@pytest.mark.parametrize("tag", ["include n.x", "include [n.x]", "import n.x as m", "extends n.x"])
def test_the_names_of_templates_are_not_deep(refused: Refused, tag: str) -> None:
    growing = GROWING.replace("START", "()").replace("STEP", "(n.x,)")

    assert DEEP in refused(f"{growing}{{% {tag} %}}")


@pytest.mark.parametrize(
    "body",
    [
        "{% set x = s[1:] %}",
        "{% if 'zz' in s %}{% endif %}",
        "{% if s == s ~ '' %}{% endif %}",
        "{% set x = s | upper %}",
        "{% set x = s.upper() %}",
        "{% set x = range(99999) | list %}",
        "{% set x = range(99999) | sum %}",
        "{% set x = range(99999) | map('string') %}",
        "{% set x = s | list %}",
        "{% set x = s is in [s] %}",
    ],
)
def test_the_work_of_loops_is_bounded(refused: Refused, body: str) -> None:
    start = time.monotonic()

    message = refused("{% set s = 'x' * 999999 %}" + f"{MANY}{body}{{% endfor %}}")

    assert message == f"x.py.j2:1: {WORK}"
    assert time.monotonic() - start < SECONDS


def test_a_long_body_counts_as_work(refused: Refused) -> None:
    body = "{% set x = 1 %}" * 2000

    assert refused(f"{MANY}{MANY}{body}{{% endfor %}}{{% endfor %}}") == f"x.py.j2:1: {WORK}"


def test_an_artifact_is_bounded(refused: Refused) -> None:
    assert refused("\n{% for i in range(99) %}\n{{ 'x' * 999999 }}\n{% endfor %}") == (
        "x.py.j2:3: the artifact has more than 64 MiB; split it"
    )


def test_the_size_of_an_artifact_counts_bytes(refused: Refused) -> None:
    assert refused("{% for i in range(40) %}{{ '\u20ac' * 999999 }}{% endfor %}").endswith(
        "the artifact has more than 64 MiB; split it"
    )


@pytest.mark.parametrize(
    "template",
    [
        "\n{% include 'x.py.j2' %}",
        "\n{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}",
        "\n{% extends 'x.py.j2' %}",
        f"\n{{{{ {'(' * 3000}1{')' * 3000} }}}}",
        f"\n{{{{ {'-' * 3000}1 }}}}",
        f"\n{{{{ 1{' + 1' * 3000} }}}}",
        f"\n{'{% if 1 %}' * 3000}{'{% endif %}' * 3000}",
    ],
    ids=["include", "macro", "extends", "brackets", "signs", "sums", "ifs"],
)
def test_an_endless_recursion_is_one_sentence(refused: Refused, template: str) -> None:
    assert refused(template) in {f"x.py.j2:1: {NESTED}", f"x.py.j2:2: {NESTED}"}


def test_a_lack_of_memory_is_one_sentence(
    refused: Refused, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr(budget.Budget, "handle", fail)

    assert refused("\n{{ 'a' | upper }}") == (
        "x.py.j2:2: the template needs more memory than there is; generate less text"
    )


def test_nothing_is_evaluated_when_a_template_is_compiled(rendering: Rendering) -> None:
    never = "{% if false %}{{ 'x' * 10**9 }}{{ 9**9**9 }}{{ 'x' | center(10**9) }}{% endif %}1"

    assert rendering({"x.py.j2": never}) == {"x.py": "1\n"}
