"""Attack on parsing masks: random and mutated texts, in the Python and the TypeScript package.

The reference parser gives the expected problems and the expected canonical text.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from statserver_bindgen import mask_vocabulary
from statserver_bindgen.conformance.catalog_index import CatalogIndex
from statserver_bindgen.conformance.forms import LONGEST_LIST
from statserver_bindgen.conformance.kinds import LEVELS
from statserver_bindgen.conformance.mask_parser import ParsedMask
from statserver_bindgen.conformance.mask_problems import Problem
from statserver_bindgen.conformance.mask_questions import MaskQuestions
from statserver_bindgen.conformance.mask_samples import MaskSamples, join_parts
from statserver_bindgen.conformance.mask_sets import Mask, format_canonical
from support import npm_package
from support.checkout import ROOT
from support.python_package import imported_package
from support.specs import shipped_catalog
from torture import fragments
from torture.attack import Attack, BrokenPromiseError, require

if TYPE_CHECKING:
    from collections.abc import Generator
    from contextlib import AbstractContextManager
    from pathlib import Path
    from random import Random

    from torture.attack import Round

_TEXTS: Final = 200
_SETS: Final = mask_vocabulary.load().characters
_ALPHABET: Final[tuple[str, ...]] = (
    *(
        "*",
        "~",
        ",",
        ",",
        ",",
        "_",
        "a",
        "Z",
        "9",
        "(",
        ")",
        "é",
        "ß",
        "\u0130",
        "\u0131",
        "\u017f",
        "\u212a",
    ),
    *(
        *_SETS.whitespace,
        *_SETS.quotes,
        *_SETS.separators,
        *fragments.HOSTILE,
        "{{ 7 }}",
        "%s",
        "</script>",
        "\\",
    ),
)
# Asks the questions of a file.
_SCRIPT: Final = ROOT / "tests" / "typescript" / "consumer" / "torture.mjs"
# One half of a pair: not a character, and not in a text that is encoded.
_HALF: Final = "\ud800"


@cache
def index() -> CatalogIndex:
    """Return the index of the shipped catalog, whose packages are attacked."""
    return CatalogIndex(shipped_catalog())


@cache
def _samples() -> tuple[str, ...]:
    return tuple(it for it in map(join_parts, MaskSamples(index())) if len(it) < 1000)


def make_text(random: Random) -> str:
    """Return a text: random, or a mutation of a sample or of a list of names."""
    names = index().names
    kind = random.randrange(4)
    if kind == 0:
        return "".join(random.choices(_ALPHABET, k=random.randrange(12)))
    if kind == 1:
        parts = random.choices((*names, *_ALPHABET), k=random.randrange(1, 10))
        return random.choice((",", "", ", ")).join(parts)
    if kind == 2:
        text = ",".join(random.choice(("", "~")) + it for it in random.sample(names, 5))
    else:
        text = random.choice(_samples())
    for _ in range(random.randrange(1, 5)):
        text = _mutate(random, text)
    return text


def _mutate(random: Random, text: str) -> str:
    name: str = random.choice(index().names)
    at, to = sorted((random.randint(0, len(text)), random.randint(0, len(text))))
    match random.randrange(6):
        case 0:
            return text[:at] + random.choice(_ALPHABET) + text[at:]
        case 1:
            return text[:at] + text[at + 1 :]
        case 2:
            return text[:at] + text[at:to] * 2 + text[to:]
        case 3:
            return text[:at] + text[at:to].swapcase() + text[to:]
        case 4:
            return text[to:] + text[:at]
        case _:
            return text[:at] + name + text[to:]


@contextmanager
def _prepare_python(directory: Path) -> Generator[Round]:
    del directory
    with imported_package() as package:

        def run_round(random: Random, own: Path) -> None:
            for _ in range(_TEXTS):
                text = make_text(random)
                if random.random() < 0.02:
                    text += _HALF
                (own / "mask.json").write_text(json.dumps(text), "utf-8")
                for unknown in ("refuse", "keep"):
                    _compare(package, text, unknown)

        yield run_round


def _compare(package: Any, text: str, unknown: str) -> None:
    expected = ParsedMask(index(), text, keep=unknown == "keep")
    problems = [
        tuple(getattr(problem, field) for field in Problem._fields)
        for problem in package.Mask.problems(text, unknown=unknown)
    ]
    require(problems == expected.problems, f"{text!r}: {problems}, expected {expected.problems}")
    for start, length, *_ in problems:
        require(start >= 0 and length >= 0 and start + length <= len(text),
                f"{text!r}: a problem outside of the text, {start}, {length}")  # fmt: skip
    try:
        mask = package.Mask.parse(text, unknown=unknown)
    except package.MaskError:
        require(expected.is_rejected, f"{text!r} is rejected")
    else:
        require(not expected.is_rejected, f"{text!r} is accepted")
        canonical = format_canonical(index(), Mask.of_items(expected.items))
        require(str(mask) == canonical, f"{text!r}: {mask}, expected {canonical}")
        again = package.Mask.parse(canonical, unknown=unknown)
        require(again == mask, f"{text!r}: its canonical text {canonical!r} is another mask")


@contextmanager
def _prepare_typescript(directory: Path) -> Generator[Round]:
    source = directory / "typescript"
    shutil.copytree(
        npm_package.PACKAGE, source, ignore=shutil.ignore_patterns(*npm_package.NOT_SOURCE)
    )
    tools = npm_package.TOOLS / "node_modules"
    require(tools.is_dir(), "tests/typescript/node_modules is missing: run `npm ci` there")
    (source / "node_modules").symlink_to(tools, target_is_directory=True)
    (directory / "tarball").mkdir()
    tarball = npm_package.packed(source, directory / "tarball")
    project = directory / "project"
    project.mkdir()
    npm_package.install(tarball, project)
    with attack_project(project) as run_round:
        yield run_round


@contextmanager
def attack_project(project: Path) -> Generator[Round]:
    """Give the function for a round in a project that has the TypeScript package installed."""
    for script in (npm_package.TOOLS / "consumer" / "conformance.mjs", _SCRIPT):
        if not (project / script.name).exists():
            shutil.copy(script, project)

    def run_round(random: Random, own: Path) -> None:
        texts = [make_text(random) for _ in range(_TEXTS)]
        corpus = own / "corpus.json"
        corpus.write_text(json.dumps(_questions(texts)), "utf-8")
        done = subprocess.run(
            ["node", project / _SCRIPT.name, corpus],
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        if done.returncode:
            raise BrokenPromiseError(done.stdout + done.stderr)

    yield run_round


def _questions(texts: list[str]) -> dict[str, Any]:
    """Return questions about texts, with the answers of the reference, as a corpus."""
    return {
        "longest_list": LONGEST_LIST,
        "levels": [{"name": LEVELS[-1].name, "kinds": ["mask"], "keys": []}],
        "questions": {"mask": [*MaskQuestions(index()).mask_of(texts)]},
    }


_PROMISE: Final = (
    "The package and the reference agree on the problems and the canonical text of a mask, every "
    "offset is in the text, and no error but that of a rejected mask is raised."
)
PYTHON: Final = Attack("masks-py", _PROMISE, rounds=100, short=3, prepare=_prepare_python)
TYPESCRIPT: Final = Attack("masks-ts", _PROMISE, rounds=50, short=2, prepare=_prepare_typescript)


def in_project(project: Path) -> Attack:
    """Return the attack on the package that is installed in a project."""

    def prepare(_: Path) -> AbstractContextManager[Round]:
        return attack_project(project)

    return replace(TYPESCRIPT, prepare=prepare)
