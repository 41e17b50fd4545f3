"""Each attack fails if its promise is broken: the tool is broken on purpose, after the preparation.

The processes of the command are forks of this one, so the tool is broken in them, too.
"""

from __future__ import annotations

import re
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from statserver_bindgen import pipeline, report
from statserver_bindgen.conformance.mask_parser import ParsedMask
from statserver_bindgen.diagnostics import Span
from statserver_bindgen.errors import TargetError
from statserver_bindgen.workspace import filesystem
from torture import attack, command, disk, kills, manifests, masks, parallel, specs, targets
from torture.attack import DEFAULT_SEED

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable
    from pathlib import Path

    from statserver_bindgen.validation.specs import LoadedSpec
    from torture.attack import Attack, Round


@pytest.fixture(scope="module", autouse=True)
def imported_command() -> None:
    """Import the command once, rather than in each process."""
    command.warm_up()


def failures(attacked: Attack, directory: Path, break_tool: Callable[[], object]) -> str:
    """Attack a broken tool, and return the messages of the failures."""

    @contextmanager
    def prepare(own: Path) -> Generator[Round]:
        with attacked.prepare(own) as run_round:
            break_tool()
            yield run_round

    broken = replace(attacked, prepare=prepare)
    result = attack.run(broken, DEFAULT_SEED, range(attacked.short), directory)
    return "\n".join(it.message for it in result.failures)


def test_an_exception_while_a_spec_is_read_is_a_failure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def load(*_: object, **__: object) -> None:
        raise ValueError

    def break_tool() -> None:
        monkeypatch.setattr(pipeline, "load", load)

    assert "ValueError" in failures(specs.ATTACK, tmp_path, break_tool)


def test_a_position_after_the_end_of_a_spec_is_a_failure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    original = pipeline.load

    def load(*arguments: Any, **named: Any) -> LoadedSpec:
        loaded = original(*arguments, **named)
        span = Span(specs.SPEC, 10**6, 1, 10**6, 2)
        wrong = (it._replace(span=span) for it in loaded.diagnostics)
        return loaded._replace(diagnostics=tuple(wrong))

    def break_tool() -> None:
        monkeypatch.setattr(pipeline, "load", load)

    assert "a line after the end" in failures(specs.ATTACK, tmp_path, break_tool)


def test_raw_characters_in_a_report_are_a_failure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def break_tool() -> None:
        monkeypatch.setattr(report, "safe", str)

    assert "raw characters" in failures(specs.ATTACK, tmp_path, break_tool)


def test_a_file_that_is_written_before_a_template_fails_is_a_failure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    original = pipeline.generate

    def generate(catalog: Any, outputs: Any, **named: Any) -> object:
        try:
            return original(catalog, outputs, **named)
        except TargetError:
            for directory in dict(outputs).values():
                (directory / "partial").touch()
            raise

    def break_tool() -> None:
        monkeypatch.setattr(pipeline, "generate", generate)

    assert "changes on the disk, ['out/partial']" in failures(targets.ATTACK, tmp_path, break_tool)


def test_an_overwritten_edit_is_a_failure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    original = pipeline.generate

    def generate(*arguments: Any, **named: Any) -> object:
        return original(*arguments, **{**named, "force": True})

    def break_tool() -> None:
        monkeypatch.setattr(pipeline, "generate", generate)

    assert "'out/both.md'] changed" in failures(manifests.ATTACK, tmp_path, break_tool)


def test_a_comparison_that_is_left_out_is_a_failure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    original = pipeline.verify

    def verify(directory: Any, **_: Any) -> object:
        return original(directory)

    def break_tool() -> None:
        monkeypatch.setattr(pipeline, "verify", verify)

    assert "is the same as a trusted one" in failures(manifests.ATTACK, tmp_path, break_tool)


def test_another_position_of_a_problem_in_a_mask_is_a_failure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def parse(*arguments: Any, **named: Any) -> ParsedMask:
        parsed = ParsedMask(*arguments, **named)
        parsed.problems = [it._replace(start=it.start + 1) for it in parsed.problems]
        return parsed

    def break_tool() -> None:
        monkeypatch.setattr(masks, "ParsedMask", parse)

    assert "expected" in failures(masks.PYTHON, tmp_path, break_tool)


def write_in_place(directory: Path, path: str, blocks: Iterable[bytes]) -> None:
    """Write a file as the tool must not: a run that ends early leaves a part of it."""
    content = b"".join(blocks)
    (directory / path).parent.mkdir(parents=True, exist_ok=True)
    with (directory / path).open("wb", buffering=0) as stream:
        for start in range(0, len(content), 20):
            stream.write(content[start : start + 20])


@pytest.mark.parametrize("attacked", [kills.ATTACK, disk.ATTACK], ids=lambda it: it.name)
def test_a_file_that_is_written_in_place_is_a_failure(
    attacked: Attack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kills, "AT_A_CALL", 1)  # a kill at a time may miss the writing
    # Before the preparation, which measures how long a run takes.
    monkeypatch.setattr(filesystem, "write_file", write_in_place)

    messages = failures(attacked, tmp_path, lambda: None)

    assert re.search("neither old nor new|wrong reports", messages)  # of an artifact or a manifest


def test_a_file_that_no_run_writes_is_a_failure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    original = filesystem.write_file

    def write(directory: Path, path: str, blocks: Iterable[bytes]) -> None:
        if path != "both.md":
            original(directory, path, blocks)

    def break_tool() -> None:
        monkeypatch.setattr(filesystem, "write_file", write)

    assert "has the files of no version" in failures(parallel.ATTACK, tmp_path, break_tool)
