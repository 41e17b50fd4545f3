"""Attacks: rounds that must all keep a promise, whatever a seed makes of them.

An `Attack` and a seed go in; a `Result` comes out, with every failed round. A round depends on
nothing but the seed and its number, so that each one can be repeated alone.
"""

from __future__ import annotations

import shutil
import time
import traceback
from contextlib import contextmanager
from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable
    from contextlib import AbstractContextManager
    from pathlib import Path

    Round = Callable[[Random, Path], None]

DEFAULT_SEED = 8_5_0
# An attack stops after as many failures: more of the same are of no use.
MOST_FAILURES = 20


class BrokenPromiseError(AssertionError):
    """A promise of the tool does not hold; the message is for the person who repeats the round."""


def require(holds: object, message: str) -> None:
    """Do nothing if a promise holds.

    Raises:
        BrokenPromiseError: it does not hold.
    """
    if not holds:
        raise BrokenPromiseError(message)


@dataclass(frozen=True)
class Attack:
    """An attack on the tool.

    Attributes:
        name: the name on the command line.
        promise: what must hold in every round, as a sentence.
        rounds: the number of rounds of the long form.
        short: the number of rounds of the short form, which takes seconds.
        prepare: a context of all rounds; it takes a directory and gives the function for a round.
            That function takes random numbers and an empty directory of its own, and raises an
            error if the promise is broken.
    """

    name: str
    promise: str
    rounds: int
    short: int
    prepare: Callable[[Path], AbstractContextManager[Round]]


class Failure(NamedTuple):
    """A round with a broken promise.

    Attributes:
        round: the number of the round.
        message: the reason.
        directory: where the input of the round is kept.
    """

    round: int
    message: str
    directory: Path


class Result(NamedTuple):
    """The result of an attack.

    Attributes:
        rounds: the number of rounds that were run.
        seed: the seed.
        failures: the rounds with a broken promise.
        seconds: the time of all rounds, with preparations.
    """

    rounds: int
    seed: int
    failures: tuple[Failure, ...]
    seconds: float


def run(attack: Attack, seed: int, rounds: Iterable[int], directory: Path) -> Result:
    """Run rounds of an attack, and keep the directories of those that fail.

    Args:
        attack: the attack.
        seed: the seed of all rounds.
        rounds: the numbers of the rounds.
        directory: an empty directory.
    """
    start = time.perf_counter()
    failures: list[Failure] = []
    count = 0
    with attack.prepare(_created(directory / "prepared")) as run_round:
        for number in rounds:
            own = _created(directory / f"round-{number}")
            try:
                run_round(Random(f"{attack.name} {seed} {number}"), own)
            except BrokenPromiseError as error:
                failures.append(Failure(number, str(error), own))
            except Exception:  # noqa: BLE001 - a defect of the tool in this process
                failures.append(Failure(number, traceback.format_exc(), own))
            else:
                shutil.rmtree(own)
            count += 1
            if len(failures) == MOST_FAILURES:
                break
    return Result(count, seed, tuple(failures), time.perf_counter() - start)


@contextmanager
def unprepared(round_: Round) -> Generator[Round]:
    """Give the function for a round that needs no preparation."""
    yield round_


def _created(directory: Path) -> Path:
    directory.mkdir(parents=True)
    return directory
