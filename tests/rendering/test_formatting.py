"""Formatting: the output of black, the texts it is not called for, and invalid Python."""

from __future__ import annotations

import ast
import json
import os
import subprocess
import sys
from functools import cache
from typing import TYPE_CHECKING, Any

import black
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from statserver_bindgen import formatted_digests, pipeline, resources
from statserver_bindgen.artifact import Artifact, digest
from statserver_bindgen.errors import BindgenError, TemplateError
from statserver_bindgen.rendering.formatting import STYLE, format_artifacts, format_text, style
from statserver_bindgen.rendering.renderer import render
from support.catalogs import HOSTILE, hostile, specs
from support.generated import loaded
from support.lifecycles import lifecycles

if TYPE_CHECKING:
    from pathlib import Path

LONG = "names = [" + ", ".join(f'"CallAnswered{it}"' for it in range(6)) + "]\n"

pieces = st.sampled_from(
    ["x=1\n", "y = {'a':1,\n 'b':2,}\n", "\n\n\n", "# note\n", "def f(a,b):\n  return a\n", LONG]
)
modules = st.builds(
    Artifact,
    st.sampled_from(["a.py", "b.py", "c.py"]),
    st.lists(pieces, max_size=4).map(lambda lines: "".join(lines).rstrip("\n") + "\n"),
    st.just("black"),
)


def formatted(text: str) -> str:
    """Return the formatted text of a Python artifact."""
    (artifact,) = format_artifacts([Artifact("a.py", text, "black")], {})
    return artifact.text


def test_python_is_formatted() -> None:
    assert formatted("x=[1,2,]\ny='a'\n") == 'x = [\n    1,\n    2,\n]\ny = "a"\n'


def test_lines_are_at_most_88_wide() -> None:
    assert max(map(len, formatted(LONG).splitlines())) <= 88
    assert formatted(f'x = "{"a" * 82}"\n') == f'x = "{"a" * 82}"\n'


@pytest.mark.parametrize(
    "text",
    [
        "match x:\n    case 1:\n        pass\n",
        "type A = int\n",
        "def f[T](x: T) -> T: ...\n",
        "x = f'{f'{1}'}'\n",
    ],
)
def test_the_syntax_of_newer_pythons_is_read(text: str) -> None:
    assert formatted(text).split() == text.replace("'{f'{1}'}'", "\"{f'{1}'}\"").split()


@pytest.mark.parametrize("text", ["\n", "# only a comment\n", "\\\n"])
def test_a_text_ends_with_one_newline(text: str) -> None:
    assert formatted(text).endswith("\n")
    assert not formatted(text).endswith("\n\n")


def test_artifacts_without_formatter_are_unchanged(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "black", None)
    artifacts = (Artifact("README.md", "x=1\n"), Artifact("a.json", "{}\n"))
    assert format_artifacts(artifacts, {}) == artifacts


def test_black_is_not_imported_for_texts_with_a_known_digest(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "black", None)
    artifact = Artifact("a.py", "x=1\n", "black")
    assert format_artifacts([artifact], {"a.py": digest(b"x=1\n")}) == (artifact,)
    with pytest.raises(ImportError):
        format_artifacts([artifact], {"b.py": digest(b"x=1\n")})


def test_the_shipped_digests_are_those_of_the_shipped_catalog() -> None:
    assert resources.formatted_digests().read_text("utf-8") == formatted_digests.write(), (
        "run `make generate`"
    )


def test_black_is_not_imported_for_the_shipped_catalog(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "black", None)
    catalog = pipeline.load(resources.spec()).catalog
    assert catalog is not None
    assert not pipeline.generate(catalog, {"python": tmp_path}).refused
    changed = catalog.replace(version="99.0.0")
    with pytest.raises(ImportError):
        pipeline.generate(changed, {"python": tmp_path / "other"})


def test_shipped_digests_of_another_style_year_are_not_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    digests = tmp_path / "digests.json"
    monkeypatch.setattr(resources, "formatted_digests", lambda: digests)
    monkeypatch.setitem(sys.modules, "black", None)
    artifact = Artifact("a.py", "x=1\n", "black")
    data = {"formatter": "black 25", "files": {"python/a.py": digest(b"x=1\n")}}
    digests.write_text(json.dumps(data))
    with pytest.raises(ImportError):
        format_artifacts([artifact], {})
    digests.write_text(json.dumps({**data, "formatter": STYLE}))
    assert format_artifacts([artifact], {}) == (artifact,)


def assert_black_changes_nothing(data: dict[str, Any]) -> None:
    (target,) = pipeline.find_targets(["python"])
    copied = {it.path for it in target.files if not it.is_template}
    artifacts = [it for it in render(loaded(data), target) if it.path not in copied]
    assert {it.formatter for it in artifacts} == {"black", None}
    for artifact in artifacts:
        assert artifact.formatter is None or formatted_once(artifact.text) == artifact.text


@cache
def formatted_once(text: str) -> str:
    """Format a text; many artifacts are the same for all catalogs."""
    return format_text(Artifact("a.py", text, "black"))


@settings(max_examples=20)
@given(st.one_of(specs(lengthen=40), lifecycles(lengthen=40)))
def test_templates_write_what_black_leaves_unchanged(data: dict[str, Any]) -> None:
    assert_black_changes_nothing(data)


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
def test_hostile_text_is_written_as_black_leaves_it(text: str) -> None:
    assert_black_changes_nothing(hostile(text))


@pytest.mark.parametrize("length", range(15, 61))
def test_lines_are_broken_where_black_breaks_them(length: int) -> None:
    """One object type, class, scope and name each, all of one length, around every limit."""
    text = repr(hostile("x")).replace("Queue", "Q" * length).replace("'one'", f"'{'o' * length}'")
    text = text.replace("'OffHook'", f"'OffHook_{'h' * length}'")
    text = text.replace("Tenant", "T" * length).replace("'Line'", f"'{'L' * length}'")
    data = ast.literal_eval(text)
    (object_type,) = data["object_types"].values()
    assert_black_changes_nothing(data)
    data["object_types"] = {"Q" * length: {**object_type, "modes": ["regular"], "source": "book"}}
    assert_black_changes_nothing(data)


def test_the_tool_starts_without_black() -> None:
    modules = "statserver_bindgen.rendering.formatting, statserver_bindgen.workspace.writer"
    heavy = "{'black', 'difflib', 'tempfile', 'jinja2', 'jsonschema', 'yaml', 'click'}"
    code = f"import sys, {modules}; print(*sorted({heavy} & sys.modules.keys()))"
    path = {"PYTHONPATH": os.pathsep.join(sys.path)}
    assert (
        subprocess.check_output([sys.executable, "-c", code], env={**os.environ, **path}) == b"\n"
    )


@given(st.lists(modules, unique_by=lambda it: it.path, max_size=3))
def test_known_digests_change_no_byte(artifacts: list[Artifact]) -> None:
    once = format_artifacts(artifacts, {})
    assert format_artifacts(once, {}) == once
    assert format_artifacts(once, {it.path: digest(it.text.encode()) for it in once}) == once
    digests = {it.path: digest(it.text.encode()) for it in once}
    assert format_artifacts(artifacts, digests) == once


@pytest.mark.parametrize(
    ("text", "line", "source"),
    [
        ("x = 1\ny = = 2\n", 2, "y = = 2"),
        ("x = 1\n\n\ndef f(:\n", 4, "def f(:"),
        ("x = '''\n", 1, "x = '''"),
    ],
)
def test_invalid_python_is_an_error_at_its_line(text: str, line: int, source: str) -> None:
    with pytest.raises(TemplateError) as raised:
        format_artifacts([Artifact("src/a.py", text, "black")], {})
    assert str(raised.value) == (
        f"src/a.py:{line}: the templates generate invalid Python: {source}"
    )


def test_another_style_year_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(black, "__version__", "25.12.0")
    with pytest.raises(BindgenError, match=r"black 25\.12\.0 is installed; install black 26"):
        formatted("x = 1\n")


def test_the_style_is_set_if_an_artifact_has_a_formatter() -> None:
    assert style([Artifact("a.md", "\n"), Artifact("a.py", "\n", "black")]) == STYLE == "black 26"
    assert style([Artifact("a.md", "\n")]) is None
