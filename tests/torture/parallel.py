"""Attack on locking: runs in the same and in nested output directories at once."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from torture import command
from torture.attack import Attack, require
from torture.made_up import FIRST, TARGETS, VERSIONS, MadeUp
from torture.trees import leftovers, snapshot

if TYPE_CHECKING:
    from collections.abc import Generator
    from pathlib import Path
    from random import Random

    from torture.attack import Round

_PROCESSES: Final = (4, 5, 6, 8)
_NESTED: Final = "nested"
# The output directory of the second target is in that of the first one.
_DIRECTORIES: Final = {"one": "out", "two": f"out/{_NESTED}"}


@contextmanager
def _prepare(directory: Path) -> Generator[Round]:
    made_up = MadeUp(directory)

    def run_round(random: Random, own: Path) -> None:
        if random.random() < 0.7:
            _generate(made_up, own, FIRST)
        started = [
            command.Process(_arguments(random, made_up, own), own)
            for _ in range(random.choice(_PROCESSES))
        ]
        for outcome in [it.end() for it in started]:
            command.keep_contract(outcome)
            allowed = {0} if outcome.arguments[0] == "generate" else {0, 1}
            vanished = "does not exist" in outcome.stderr  # before any run created it
            require(outcome.code in allowed or vanished, f"an unexpected exit code: {outcome}")
        _require_one_version(made_up, own)
        outcome = _generate(made_up, own, FIRST)
        require("waiting" not in outcome.stderr, f"a lock is left: {outcome}")
        checked = command.run("check", *made_up.arguments(FIRST, own, _DIRECTORIES), cwd=own)
        require(checked.code == 0, f"differences after the last run: {checked}")

    yield run_round


def _arguments(random: Random, made_up: MadeUp, own: Path) -> tuple[str, ...]:
    """Return the arguments of one of the runs."""
    name = random.choice(("generate", "generate", "generate", "check", "verify"))
    targets = random.choice((TARGETS, TARGETS, TARGETS[:1], TARGETS[1:], TARGETS[::-1]))
    directories = {it: _DIRECTORIES[it] for it in targets}
    if name == "verify":
        return (name, *(str(own / it) for it in directories.values()))
    return (name, *made_up.arguments(random.choice(VERSIONS), own, directories))


def _generate(made_up: MadeUp, own: Path, version: str) -> command.Outcome:
    outcome = command.run("generate", *made_up.arguments(version, own, _DIRECTORIES), cwd=own)
    require(outcome.code == 0, f"a run alone fails: {outcome}")
    return outcome


def _require_one_version(made_up: MadeUp, own: Path) -> None:
    """Check that each output directory has the files of one version, or was never written."""
    entries = snapshot(own / "out")
    require(not leftovers(entries), f"temporary files are left: {leftovers(entries)}")
    nested = f"{_NESTED}/"
    trees = {
        "one": {path: it for path, it in entries.items() if not path.startswith(nested)},
        "two": {path[len(nested) :]: it for path, it in entries.items() if path.startswith(nested)},
    }
    for target, tree in trees.items():
        matching = [it for it in VERSIONS if made_up.has(target, it, tree)]
        require(matching or not tree, f"{target} has the files of no version: {sorted(tree)}")


ATTACK: Final = Attack(
    "parallel",
    "After runs at once, each output directory has the files of one of them, no lock and no "
    "temporary file is left, and every run ends as if it were alone.",
    rounds=50,
    short=4,
    prepare=_prepare,
)
