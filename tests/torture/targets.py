"""Attack on targets: mutations of a target.yaml, of templates and of copied files, and links."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from support.checkout import ROOT
from support.generated import FIXTURE
from torture import command, fragments, mutations
from torture.attack import Attack, require
from torture.trees import differences, leftovers, snapshot, write

if TYPE_CHECKING:
    from collections.abc import Generator
    from pathlib import Path
    from random import Random

    from torture.attack import Round

_SECRET: Final = "SECRET-8db2f7"  # noqa: S105 - a text that must not reach an artifact
_NAME: Final = "attacked"
_DECLARATION: Final = """\
title: Attacked
description: A target with every key.
language: sql
identifiers:
  case: upper_snake
  reserved: [SELECT, FROM]
literals:
  quotes: ["'", "'"]
  escapes: {"'": "''"}
  unprintable: {short: "' || char(0xXXXX) || '", long: "' || char(0xXXXXXX) || '"}
  words: {truth: "TRUE", falsehood: "FALSE", none: "NULL"}
files:
  LICENSE: {language: markdown}
  sub/part.txt: {language: markdown}
manifests: [sub]
"""
_LOOP: Final = '{% for action in catalog.actions %}{% include "row.part.j2" %}{% endfor %}\n'
_KEYS: Final = (
    *(
        "files:\n",
        "manifests: [.]\n",
        "manifests: [..]\n",
        "formatter: black\n",
        "language: python",
    ),
    *("../", "/etc/", "secret.txt", "CON", "nul.txt", "manifest.json", ".git/config", "x" * 300),
    *("case: kebab\n", "reserved: [CALL_ANSWERED]\n", "literals: {quotes: []}\n", "comments: {}\n"),
)
_COMMAND: Final = ("--templates", "templates", "--target", f"{_NAME}=out", "--spec", FIXTURE)
_LINKS: Final = (
    "../../secret.txt",
    "/proc/self/environ",
    "/dev/zero",
    "..",
    ".",
    "missing",
    "LICENSE",
)


@contextmanager
def _prepare(directory: Path) -> Generator[Round]:
    example = ROOT / "docs" / "examples" / "targets" / "sql"
    target = {
        **{it.name: it.read_bytes() for it in example.glob("*.j2")},
        "target.yaml": _DECLARATION.encode(),
        "LICENSE": b"a copied file\n",
        "row.part.j2": b"{{ action.label | text }}\n",
        "sub/part.txt.j2": _LOOP.encode(),
    }
    write(directory / "templates" / _NAME, target)
    write(directory, {"secret.txt": _SECRET, "out/untracked.txt": "kept"})
    outcome = command.run("generate", *_COMMAND, cwd=directory)
    require(outcome.code == 0, f"the original target fails: {outcome}")
    before = snapshot(directory)

    def run_round(random: Random, own: Path) -> None:
        write(own, before)
        templates = own / "templates" / _NAME
        _mutate(random, templates, target)
        attacked = snapshot(own)
        outcome = command.run("generate", *_COMMAND, cwd=own)
        after = snapshot(own)
        changed = differences(attacked, after)
        outside = [it for it in changed if not it.startswith("out/")]
        require(not outside, f"changes outside of the output directory, {outside}, by: {outcome}")
        require(outcome.code == 0 or not changed, f"changes on the disk, {changed}, by: {outcome}")
        require(after["out/untracked.txt"] == b"kept", f"an untracked file changed: {outcome}")
        require(not leftovers(after), f"temporary files are left: {outcome}")
        secrets = [it for it, content in after.items() if it.startswith("out/") and _leaks(content)]
        require(not secrets, f"{secrets} have the content of a file outside of the target")
        if outcome.code == 0:
            outcome = command.run("check", *_COMMAND, cwd=own)
            require(outcome.code == 0, f"differences after generate: {outcome}")

    yield run_round


def _mutate(random: Random, templates: Path, target: dict[str, bytes]) -> None:
    """Change one file of a target, or add a link or a directory."""
    kind = random.randrange(20)
    if kind == 0:
        (templates / random.choice(("link.txt", "link.sql.j2", "link"))).symlink_to(
            random.choice(_LINKS)
        )
    elif kind == 1:
        path = random.choice([*target])
        (templates / path).unlink()
        (templates / path).symlink_to(random.choice(_LINKS))
    elif kind == 2:
        (templates / random.choice(("a\u202eb.txt", "nul.txt", "a b", "x" * 240, "é.sql"))).touch()
    else:
        path = random.choice(["target.yaml", "target.yaml", *target])
        syntax = fragments.YAML + _KEYS if path == "target.yaml" else fragments.JINJA
        text = mutations.mutate(random, target[path], fragments.HOSTILE + syntax)
        (templates / path).write_bytes(text)


def _leaks(content: bytes) -> bool:
    return _SECRET.encode() in content or b"root:x:" in content or b"PATH=" in content


ATTACK: Final = Attack(
    "targets",
    "A target renders, or it gives one sentence and writes nothing; no file outside of its "
    "directory is read into an artifact, and no file outside of the output directory changes.",
    rounds=2_000,
    short=30,
    prepare=_prepare,
)
