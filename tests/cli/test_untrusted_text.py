"""Untrusted text in any output of the command is inert: for terminals, and for CI systems.

Each place is a function that lets the command print a text of a spec, a template directory, a
manifest or a copy. Its output has no character that is invisible or controls the terminal, no
workflow command, and as many lines as for a harmless text.
"""

from __future__ import annotations

import json
import re
import shutil
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Final

import pytest
from click.testing import CliRunner
from hypothesis import example, given, settings
from hypothesis import strategies as st

from statserver_bindgen.cli import main
from support.catalogs import as_yaml, hostile
from support.checkout import ROOT
from support.generated import FIXTURE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

COPY: Final = ROOT / "out" / "json"
INVISIBLE: Final = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u2800"
    "\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff]"
)
# An annotation that a command prints itself.
COMMAND: Final = re.compile(r"::(error|warning|notice) file=(spec\.yaml|<mask>),")
PIECES: Final = (
    *("::error::x", "::set-output name=a::b", " ::", "##[error]", "#", "#", "[", ":"),
    *("\x1b[31m", "\x1b]0;t\x07", "\x9b2J", "\r", "\n", "\x85", "\u2028", "\t", "\x00", "\x7f"),
    *("\u202e", "\u2066", "\u200b", "\U000e0041", "\ufe0f", "\u2800", "\u3164", "%0A", "a", "é"),
)
texts = st.lists(st.sampled_from(PIECES), min_size=1, max_size=6).map("".join)


def run(*arguments: str | Path) -> str:
    result = CliRunner().invoke(main, [*map(str, arguments)], prog_name="statserver-bindgen")
    assert result.exit_code in {0, 1, 2}, result.exception
    return f"{result.stdout}\n{result.stderr}"


def show(text: str) -> Iterator[str]:
    Path("spec.yaml").write_bytes(as_yaml(hostile(text)))
    yield run("show", "CallWait", "OffHook", "Queue", "--spec", "spec.yaml")
    yield run("list", "--ids", "--spec", "spec.yaml")


def show_unknown(text: str) -> Iterator[str]:
    yield run("show", "--spec", FIXTURE, f"-{text}".replace("\x00", "")[1:] or "x", "CallWait")


def unknown_filter(text: str) -> Iterator[str]:
    yield run("list", "--spec", FIXTURE, f"--timing={text}".replace("\x00", ""))


def mask(text: str) -> Iterator[str]:
    text = text.replace("\x00", "")
    yield run("mask", "--spec", FIXTURE, "--objects", "Queue", "--", text, f"CallWait,{text}")
    yield run("mask", "--spec", FIXTURE, "--report", "github", "--", text)


def validate(text: str) -> Iterator[str]:
    data = hostile(text)
    data["actions"][0]["name"] = text
    data["scopes"]["here"][text] = text
    data["catalog"]["version"] = text
    Path("spec.yaml").write_bytes(as_yaml(data))
    yield run("validate", "spec.yaml")
    yield run("validate", "spec.yaml", "--report", "github")
    yield run("validate", "spec.yaml", "--report", "json")


def verify(text: str) -> Iterator[str]:
    shutil.copytree(COPY, "copy", dirs_exist_ok=True)
    file = Path("copy/manifest.json")
    data: dict[str, Any] = json.loads((COPY / "manifest.json").read_bytes())
    data |= {"target": text, "formatter": text, "catalog": {**data["catalog"], "version": text}}
    data["generator"]["version"] = text
    file.write_text(json.dumps(data), "utf-8")
    yield run("verify", "copy")
    yield run("verify", "copy", "--against", COPY)
    data["files"][text] = "0"
    file.write_text(json.dumps(data), "utf-8")
    yield run("verify", "copy")


def diff(text: str) -> Iterator[str]:
    Path("before.yaml").write_bytes(as_yaml(hostile("before")))
    Path("spec.yaml").write_bytes(as_yaml(hostile(f"x{text}")))
    for style in ("text", "json", "github", "markdown"):
        yield run("diff", "before.yaml", "spec.yaml", "--report", style)
    side = text.replace("\x00", "").replace("/", "")
    yield run("diff", "before.yaml", f"./{side}")
    yield run("diff", f"git:{side}", "spec.yaml")
    data: dict[str, Any] = json.loads((COPY / "actions.json").read_bytes())
    data["actions"][0]["timing"] = data["catalog"]["version"] = text
    Path("actions.json").write_text(json.dumps(data), "utf-8")
    yield run("diff", "actions.json", "spec.yaml")


def check_diff(text: str) -> Iterator[str]:
    shutil.copytree(COPY, "copy", dirs_exist_ok=True)
    line = text.replace("\n", "").replace("\x00", "") or "a"
    Path("copy/LICENSE").write_text(f"{line}\n{line}", "utf-8")
    yield run("check", "--spec", ROOT / "spec/actions.yaml", "--target", "json=copy", "--diff")


def file_name(text: str) -> Iterator[str]:
    name = text.replace("\x00", "").replace("/", "") or "a"
    Path(name).mkdir(parents=True, exist_ok=True)
    yield run("validate", f"{name}/absent.yaml")
    Path(name, "spec.yaml").write_text("a: yes\n", "utf-8")
    yield run("validate", f"{name}/spec.yaml")
    yield run("verify", name)
    yield run("generate", "--spec", FIXTURE, "--target", f"json={name}/out")
    shutil.copytree(COPY, "copy", dirs_exist_ok=True)
    Path("copy", f"{name}.txt").touch()
    yield run("verify", "copy")
    Path("copy", f"{name}.txt").unlink()


def template(text: str) -> Iterator[str]:
    target = Path("templates", "t")
    target.mkdir(parents=True, exist_ok=True)
    declaration: dict[str, Any] = {"title": text, "description": text, "language": "python"}
    declaration |= {"identifiers": {"case": "snake"}, "formatter": "black"}
    options = ("--spec", FIXTURE, "--templates", "templates", "--target", "t")
    (target / "target.yaml").write_bytes(as_yaml(declaration))
    (target / "a.py.j2").write_text(f"x = = {text}\n".replace("\x00", ""), "utf-8", newline="")
    yield run("targets", "--templates", "templates")
    yield run("generate", *options)
    (target / "target.yaml").write_bytes(as_yaml({**declaration, "language": text, text: text}))
    yield run("generate", *options)


@cache
def outputs(place: Callable[[str], Iterator[str]], text: str) -> list[str]:
    """Return what the command prints in a directory of its own."""
    with TemporaryDirectory() as directory, pytest.MonkeyPatch.context() as patch:
        patch.chdir(directory)
        return [*place(text)]


@pytest.mark.parametrize(
    "place",
    [
        *(show, show_unknown, unknown_filter, mask, validate, verify, diff, check_diff),
        *(file_name, template),
    ],
)
@settings(max_examples=12)
@example("::error::x")
@example("\n::error::x")
@example(" \r::warning file=a::b\x1b[31m##[error]\u202e\u2800\ufe0f")
@given(text=texts)
def test_untrusted_text_is_inert(place: Callable[[str], Iterator[str]], text: str) -> None:
    for output, harmless in zip(outputs(place, text), outputs(place, "a"), strict=True):
        lines = output.split("\n")
        for line in lines:
            assert line.isprintable(), ascii(line)
            assert not INVISIBLE.search(line), ascii(line)
            assert not re.search(r"##\w*\[", line), line
            command = re.match(r"\s*::(\w*)", line)
            assert command is None or COMMAND.search(line), line
        if place not in {validate, template, show_unknown, mask}:
            assert len(lines) == len(harmless.split("\n")), output
