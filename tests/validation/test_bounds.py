"""Limits of a validation: at most a thousand diagnostics, and bounded work and memory.

Work is counted, not timed. Memory is the peak of a process of its own.
"""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING, Any, Final

import pytest

from statserver_bindgen.diagnostics import Diagnostic, Rule
from statserver_bindgen.validation import references, schema_errors, schema_messages
from statserver_bindgen.yaml_source.limits import LIMITS
from support.catalogs import IDENTIFIERS
from support.checkout import ROOT
from support.specs import load_spec

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

MIB: Final = 2**20
VALID: Final = (ROOT / "tests" / "rejected" / "valid.yaml").read_text("utf-8")
FLAGS: Final = "timing: durable, interaction_related: true, restricted_cluster: true"
ROW: Final = f"  - {{name: OffHook, object_class: regular_dn, {FLAGS}}}\n"
UNKNOWN: Final = f"  - {{name: OffHook, object_class: regular, {FLAGS}}}\n"
N: Final = 3_000
CLASSES: Final = "".join(
    f"  c{n}: {{title: C, description: C., object_types: [Agent], modes: [{'regular, ' * 99}]}}\n"
    for n in range(12)
)

MANY_PROBLEMS: Final = {
    "YAML: type-changing scalars": "a: [" + "yes, " * N + "]\n",
    "YAML: tabs": "a:\n" + "\tb\n" * N,
    "YAML: merge conflicts": "<<<<<<< a\n" * N,
    "YAML: directives": "%TAG ! b\n" * N + "---\na: b\n",
    "schema: unknown keys": VALID + "".join(f"k{n}: 1\n" for n in range(N)),
    "schema: invalid rows": VALID + "  - {name: a, timing: b}\n" * N,
    "schema: repeated items": VALID.replace("\nscopes:\n", f"\n{CLASSES}scopes:\n"),
    "table: equal rows": VALID + ROW * N,
    "table: unknown references": VALID + UNKNOWN * N,
    "identifiers: reserved": VALID
    + "".join(
        f"  - {{name: Actions, scope: s{n}, object_class: regular_dn, {FLAGS}}}\n" for n in range(N)
    ),
    "all checks": VALID
    + "".join(
        f"  - {{name: N{n}, scope: x, object_class: y, {FLAGS}}}\n"
        f"  - {{name: n{n}, timing: yes, object_class: y}}\n"
        for n in range(400)
    ),
}


@pytest.mark.parametrize("text", MANY_PROBLEMS.values(), ids=MANY_PROBLEMS)
def test_at_most_a_thousand_problems_are_reported_and_the_last_line_reports_that(text: str) -> None:
    diagnostics = load_spec(text.encode(), IDENTIFIERS).diagnostics
    assert len(diagnostics) == LIMITS.problems + 1
    assert diagnostics[-1].rule.id == "too-many-problems"
    assert diagnostics[-1].message == "more than 1,000 problems; the others are not reported"
    assert "too-many-problems" not in {it.rule.id for it in diagnostics[:-1]}


@pytest.mark.parametrize("count", [LIMITS.problems - 1, LIMITS.problems])
def test_a_thousand_problems_are_all_reported(count: int) -> None:
    rows = "".join(f"  - {{name: n{n}, object_class: regular_dn, {FLAGS}}}\n" for n in range(count))
    diagnostics = load_spec((VALID + rows).encode(), IDENTIFIERS).diagnostics
    assert [it.rule.id for it in diagnostics] == ["wrong-form"] * count


@pytest.mark.parametrize("text", MANY_PROBLEMS.values(), ids=MANY_PROBLEMS)
def test_diagnostics_and_suggestions_are_made_only_for_what_is_printed(
    text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    diagnostics: list[Diagnostic] = []
    suggestions: list[object] = []

    def at(*arguments: Any, **named: Any) -> Diagnostic:
        diagnostics.append(make(*arguments, **named))
        return diagnostics[-1]

    def counted(function: Callable[..., Any]) -> Callable[..., Any]:
        def suggest(*arguments: Any) -> Any:
            suggestions.append(arguments)
            return function(*arguments)

        return suggest

    make = Rule.at
    monkeypatch.setattr(Rule, "at", at)
    for module in (schema_errors, schema_messages, references):
        name = "did_you_mean" if module is references else "closest"
        monkeypatch.setattr(module, name, counted(getattr(module, name)))
    load_spec(text.encode(), IDENTIFIERS)
    assert len(suggestions) <= LIMITS.problems + 1
    assert len(diagnostics) <= 2 * LIMITS.problems + 20


SHAPES: Final = {
    "equal rows": VALID + ROW * 20_000,
    "rows": VALID
    + "".join(f"  - {{name: A{n}, object_class: regular_dn, {FLAGS}}}\n" for n in range(20_000)),
    "one text": f'a: "{"x" * 4 * MIB}"\n',
    "wide text": f"a: {'x' * 3 * MIB}😀\n",
    "lines of a text": "a: |\n" + "  x\n" * MIB,
    "keys": "".join(f"k{n}: 1\n" for n in range(400_000)),
    "unread keys": VALID + f"  - {{{', '.join(f'k{n}: 1' for n in range(300_000))}}}\n",
    "tabs": "a:\n" + "\ta\n" * MIB,
    "comments": "#\n" * 2 * MIB,
    "line breaks": "\r" * 4 * MIB,
    "brackets": "[\n" * 2 * MIB,
    "lists": "a: [" + "[b]," * MIB + "]\n",
    "mappings": "a: [" + "{b: c}," * (MIB // 2) + "]\n",
    "items": "a: [" + ",".join(f"{n:x}" for n in range(700_000)) + "]\n",
    "quotes": "a: [" + '"",' * MIB + "]\n",
    "anchors": "a: [" + ", ".join(f"&a{n} 1" for n in range(400_000)) + "]\n",
    "control characters": "ab\x07" * MIB,
    "invalid UTF-8": b"a: \xfc\n" * MIB,
    "UTF-16": (VALID + ROW * 20_000).encode("utf-16"),
    "merge conflicts": "<<<<<<< a\n" * (MIB // 2),
    "directives": "%TAG ! a\n" * (MIB // 2),
    "CR LF": (VALID + ROW * 20_000).replace("\n", "\r\n"),
}
PEAK: Final = """
import resource, sys
from pathlib import Path
from statserver_bindgen.cli import main
try:
    main(["validate", sys.argv[1]])
except SystemExit as end:
    assert end.code in (0, 1), end.code
status = Path("/proc/self/status")
if status.exists():  # the peak of this program alone, in KiB
    peak = int(status.read_text().partition("VmHWM:")[2].split()[0]) * 1024
else:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(peak, file=sys.stderr)
"""


@pytest.mark.parametrize("content", SHAPES.values(), ids=SHAPES)
def test_validate_needs_less_memory_than_20_times_the_input_and_100_mib(
    content: str | bytes, tmp_path: Path
) -> None:
    raw = content.encode() if isinstance(content, str) else content
    assert len(raw) > MIB
    path = tmp_path / "spec.yaml"
    path.write_bytes(raw)
    run = subprocess.run(
        [sys.executable, "-c", PEAK, path], check=True, capture_output=True, text=True
    )
    assert int(run.stderr.split()[-1]) < 20 * len(raw) + 100 * MIB
