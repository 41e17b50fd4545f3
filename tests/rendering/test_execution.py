"""Nothing executes that is not shipped: no cache, no pickle, no file of a user or a repository."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import jinja2
import pytest

import statserver_bindgen
from statserver_bindgen import resources

if TYPE_CHECKING:
    from collections.abc import Mapping

# Prints the files that a run opens and the code that it unpickles, one event a line.
AUDIT = """
import sys
sys.path.insert(0, sys.argv.pop(1))
events = []
sys.addaudithook(lambda name, values: events.append((name, str(values[0]))) if values else None)
from statserver_bindgen.cli import main
try:
    main(sys.argv[1:], prog_name="statserver-bindgen")
except SystemExit as status:
    assert status.code == 0, status
for event in events:
    if event[0] in {"open", "pickle.find_class", "os.listdir", "os.scandir", "os.mkdir"}:
        print(*event)
"""
CODE = """
import os, pathlib
pathlib.Path(os.environ["MARK"]).touch()
"""


class Planted:
    """Runs code when it is unpickled."""

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return exec, (CODE,)


def plant(directory: Path) -> None:
    """Write code to every path where a cache of templates or of Python can be."""
    for parent in ("", ".cache", "statserver-bindgen", ".cache/statserver-bindgen", "__pycache__"):
        (directory / parent).mkdir(parents=True, exist_ok=True)
        for name in ("__jinja2_0.cache", "sitecustomize.py", "jinja2.py", "yaml.py", "black.py"):
            (directory / parent / name).write_bytes(
                CODE.encode() if name.endswith(".py") else b"j2\x05" + pickle.dumps(Planted())
            )


def audit(cwd: Path, *arguments: str | Path, **variables: str) -> list[tuple[str, str]]:
    tool = Path(statserver_bindgen.__file__).parent.parent
    done = subprocess.run(
        [sys.executable, "-I", "-c", AUDIT, tool, *arguments],
        cwd=cwd,
        env={**os.environ, **variables},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    lines = [it.partition(" ") for it in done.stdout.splitlines()]
    return [(event, value) for event, _, value in lines]


@pytest.fixture
def target(tmp_path: Path) -> Path:
    """Return a directory of templates with code in a file that is copied."""
    directory = tmp_path / "templates" / "trial"
    directory.mkdir(parents=True)
    (directory / "jinja2.py").write_text(CODE)
    (directory / "target.yaml").write_text("title: T\ndescription: D.\nlanguage: python\n")
    (directory / "x.py.j2").write_text("{{ catalog.title | doc }}")
    return directory


@pytest.mark.parametrize("name", ["XDG_CACHE_HOME", "HOME", "TMPDIR"])
@pytest.mark.parametrize("is_relative", [False, True])
def test_planted_code_is_not_executed(
    tmp_path: Path, target: Path, name: str, *, is_relative: bool
) -> None:
    planted = tmp_path / "planted"
    plant(planted)
    mark = tmp_path / "mark"
    variables: Mapping[str, str] = {
        name: "." if is_relative else str(planted),
        "MARK": str(mark),
    }
    out = tmp_path / "out"

    events = audit(
        planted, "generate", "--templates", target.parent, "--target", f"trial={out}", **variables
    )

    opened = [value for event, value in events if event == "open"]
    assert (out / "x.py").is_file()
    assert not mark.exists()
    assert [it for it in events if it[0] == "pickle.find_class"] == []
    assert str(target / "x.py.j2") in opened
    paths = [planted / it for it in opened if not it.isdigit()]  # not descriptors
    assert [it for it in paths if it.is_relative_to(planted) and it.suffix != ".lock"] == []


def test_a_run_writes_only_to_the_output_directory(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()

    audit(
        tmp_path, "generate", "--target", f"json={tmp_path / 'out'}",
        HOME=str(home), XDG_CACHE_HOME=str(home / "cache"), PYTHONDONTWRITEBYTECODE="",
    )  # fmt: skip

    assert sorted(it.name for it in tmp_path.iterdir()) == ["home", "out"]
    assert [*home.iterdir()] == []


def test_shipped_templates_are_next_to_the_code() -> None:
    package = Path(statserver_bindgen.__file__).parent

    assert resources.templates().parent in {package, package.parent.parent}


def test_no_environment_has_a_cache_of_byte_code(monkeypatch: pytest.MonkeyPatch) -> None:
    caches: list[object] = []
    create = jinja2.Environment.__init__

    def record(self: jinja2.Environment, *values: object, **named: object) -> None:
        create(self, *values, **named)  # type: ignore[arg-type]
        caches.append(self.bytecode_cache)

    monkeypatch.setattr(jinja2.Environment, "__init__", record)
    spec = statserver_bindgen.load(resources.spec())
    assert spec.catalog is not None
    statserver_bindgen.check(spec.catalog, {"json": "out/json"})

    assert set(caches) == {None}
