"""The runner of the attacks.

    python -m torture [--attack NAME] [--seed N] [--rounds N] [--round N] [--short] [--keep DIR]

Prints a table with the seed, the failures and the seconds of each attack. For each failure it
prints the command that repeats the round, and the directory that has its input. Exits with 1 if a
promise is broken.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

from torture import attack, command, disk, kills, manifests, masks, parallel, specs, targets
from torture.attack import DEFAULT_SEED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from torture.attack import Attack, Result

ATTACKS: Final = (
    *(specs.ATTACK, targets.ATTACK, manifests.ATTACK, masks.PYTHON, masks.TYPESCRIPT),
    *(kills.ATTACK, parallel.ATTACK, disk.ATTACK),
)
_COMMAND: Final = f"PYTHONPATH=tests {sys.executable} -m torture"
_ROW: Final = "{:<10} {:>7} {:>10} {:>9} {:>8}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run attacks as the arguments say, and return the exit code."""
    options = _parser().parse_args(arguments)
    command.warm_up()
    directory = Path(tempfile.mkdtemp(prefix="torture-", dir=options.keep))
    attacks = [it for it in ATTACKS if not options.attack or it.name in options.attack]
    failed = False
    print(_ROW.format("attack", "rounds", "seed", "failures", "seconds"), flush=True)
    for one in attacks:
        count = options.rounds or (one.short if options.short else one.rounds)
        rounds = range(count) if options.round is None else [options.round]
        result = attack.run(one, options.seed, rounds, directory / one.name)
        failures, seconds = len(result.failures), f"{result.seconds:.0f}"
        print(_ROW.format(one.name, result.rounds, result.seed, failures, seconds), flush=True)
        for line in describe_failures(one, result):
            print(line, flush=True)
        failed |= bool(failures)
    if not failed:
        shutil.rmtree(directory)
    return int(failed)


def describe_failures(attacked: Attack, result: Result) -> list[str]:
    """Return lines with the reason, the command and the input of each failure."""
    command_line = f"{_COMMAND} --attack {attacked.name} --seed {result.seed}"
    return [
        line
        for failure in result.failures
        for line in (
            f"  {attacked.promise}",
            *(f"    {line}" for line in failure.message.splitlines()),
            f"    repeat: {command_line} --round {failure.round}",
            f"    input: {failure.directory}",
        )
    ]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("python -m torture", description="Attack the tool.")
    names = [it.name for it in ATTACKS]
    parser.add_argument("--attack", action="append", choices=names, help="only this; repeatable")
    parser.add_argument("--seed", type=int, default=DEFAULT_SEED, help="the seed of all rounds")
    parser.add_argument("--rounds", type=int, help="the number of rounds of each attack")
    parser.add_argument("--round", type=int, help="only the round with this number")
    parser.add_argument("--short", action="store_true", help="the rounds that the tests run")
    parser.add_argument("--keep", type=Path, help="where inputs of failed rounds are kept")
    return parser
