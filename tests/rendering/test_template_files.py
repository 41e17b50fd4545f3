"""A target reads the regular files of its directory, nothing else, and skips nothing silently."""

from __future__ import annotations

import errno
import os
import socket
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from statserver_bindgen.cli import main
from statserver_bindgen.errors import TargetError, TemplateError
from statserver_bindgen.rendering import targets, template_files
from statserver_bindgen.yaml_source.limits import Limits
from support.trial_targets import PYTHON

if TYPE_CHECKING:
    from collections.abc import Callable

    from support.trial_targets import Rendering

NAMES = ["x.py", "x.py.j2", "x.part.j2", "sub/x.py", ".x.py", "target.yaml"]
OUTSIDE = "is a symlink to a file outside of the target; copy the file there"


def link(destination: str) -> Callable[[Path, Path], object]:
    """Return a function that makes a symlink to a path in the directory of all test files."""
    return lambda path, parent: path.symlink_to(parent / destination)


def link_relative(destination: str) -> Callable[[Path, Path], object]:
    return lambda path, parent: path.symlink_to(os.path.relpath(parent / destination, path.parent))


def bind(path: Path, _parent: Path) -> None:
    with closing(socket.socket(socket.AF_UNIX)) as server:
        working = Path.cwd()
        os.chdir(path.parent)  # the path of a socket is short
        try:
            server.bind(path.name)
        finally:
            os.chdir(working)


TO_DIRECTORY = "is a symlink to a directory; copy the directory there"
OBSTACLES: dict[str, tuple[Callable[[Path, Path], object], str]] = {
    "file outside": (link("out/secret.txt"), OUTSIDE),
    "relative": (link_relative("out/secret.txt"), OUTSIDE),
    "process": (link("/proc/self/environ"), OUTSIDE),
    "link to link": (link("out/link.txt"), OUTSIDE),
    "neighbor": (link_relative("trial-2/secret.txt"), OUTSIDE),
    "directory outside": (link("out"), TO_DIRECTORY),
    "directory inside": (link_relative("trial/parts"), TO_DIRECTORY),
    "parent": (link_relative("trial"), TO_DIRECTORY),
    "broken": (link("missing"), "is a broken symlink; correct or remove it"),
    "loop": (lambda path, _: path.symlink_to(path.name), "can't be read: Too many levels of"),
    "pipe": (lambda path, _: os.mkfifo(path), "is a named pipe, not a regular file; remove it"),
    "socket": (bind, "is a socket, not a regular file; remove it"),
    "device": (link("/dev/zero"), OUTSIDE),
    "waiting pipe": (link("out/pipe"), OUTSIDE),
}


@pytest.fixture
def trial(tmp_path: Path) -> Path:
    """Return the directory of a target, with files that it must not read next to it."""
    for path in ("out", "trial-2", "trial/sub", "trial/parts"):
        (tmp_path / path).mkdir(parents=True)
    for path in ("out", "trial-2"):
        (tmp_path / path / "secret.txt").write_text("secret")
    (tmp_path / "out" / "link.txt").symlink_to("secret.txt")
    os.mkfifo(tmp_path / "out" / "pipe")
    directory = tmp_path / "trial"
    (directory / "target.yaml").write_text(f"{PYTHON}files: {{.x.py: {{language: python}}}}\n")
    return directory


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("kind", OBSTACLES)
def test_only_regular_files_of_the_directory_are_read(trial: Path, name: str, kind: str) -> None:
    make, message = OBSTACLES[kind]
    path = trial / name
    path.unlink(missing_ok=True)
    make(path, trial.parent)

    with pytest.raises(TargetError) as raised:
        targets.read_target(trial)

    assert str(raised.value).startswith(f"{path} {message}")


def test_a_refused_file_is_an_error_of_usage(trial: Path, tmp_path: Path) -> None:
    (trial / "x.txt").symlink_to(tmp_path / "out" / "secret.txt")
    (trial / ".x.py").write_text("")
    out = tmp_path / "build"

    result = CliRunner().invoke(
        main, ["generate", "--templates", str(tmp_path), "--target", f"trial={out}"]
    )

    assert result.exit_code == 2
    assert f"{trial / 'x.txt'} {OUTSIDE}" in result.stderr
    assert not out.exists()


def test_a_file_that_is_replaced_during_a_run_is_not_read(trial: Path, tmp_path: Path) -> None:
    (trial / "x.py").write_text("1")
    assert template_files.read_text(trial, "x.py") == "1"

    (trial / "x.py").unlink()
    (trial / "x.py").symlink_to(tmp_path / "out" / "secret.txt")

    with pytest.raises(TemplateError, match=OUTSIDE):
        template_files.read_text(trial, "x.py")


@pytest.mark.parametrize("parent", ["parts", "sub"])
def test_a_linked_directory_is_not_read_through(trial: Path, tmp_path: Path, parent: str) -> None:
    (trial / parent).rmdir()
    (trial / parent).symlink_to(tmp_path / "out")

    with pytest.raises(TargetError, match="is a symlink to a"):
        template_files.read_text(trial, f"{parent}/secret.txt")


def test_a_symlink_to_a_file_of_the_target_is_read(rendering: Rendering, tmp_path: Path) -> None:
    (tmp_path / "trial").mkdir()
    (tmp_path / "trial" / "y.py").symlink_to("x.py")

    assert rendering({"x.py": "a"}) == {"x.py": "a\n", "y.py": "a\n"}


def test_a_linked_target_is_an_error(trial: Path, tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "other").symlink_to(trial)

    with pytest.raises(TargetError, match="other is a symlink to a directory; copy the target"):
        targets.discover([tmp_path / "templates"])


def test_a_broken_link_in_the_directory_of_targets_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "other").symlink_to("missing")

    with pytest.raises(TargetError, match="other is a broken symlink; correct or remove it"):
        targets.discover([tmp_path])


@pytest.mark.parametrize(("function", "name"), [("scandir", "sub"), ("open", "x.py")])
def test_an_unreadable_file_or_directory_is_an_error(
    trial: Path, monkeypatch: pytest.MonkeyPatch, function: str, name: str
) -> None:
    for path in (".x.py", "x.py"):
        (trial / path).write_text("")
    access = getattr(os, function)

    def deny(path: object, *flags: int) -> object:
        if str(path).rstrip("/").endswith(name):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        return access(path, *flags)

    monkeypatch.setattr(os, function, deny)

    with pytest.raises(TargetError, match=rf"{name} can't be read: Permission denied"):
        [template_files.read_text(trial, it.source) for it in targets.read_target(trial).files]


@pytest.mark.parametrize(
    "name", ["x.py~", "x.py.orig", "x.py.rej", ".x.py.swp", "x.swp", "x.swo", "#x.py#", "a~/b.py"]
)
def test_backups_of_editors_are_excluded(rendering: Rendering, name: str) -> None:
    assert rendering({name: "a", "x.py": "b"}) == {"x.py": "b\n"}


def test_a_declared_file_is_never_excluded(rendering: Rendering) -> None:
    files = {"a/x.orig": "a", ".github/x.yml.j2": "b", ".git/config": "c"}
    declared = "files: {a/x.orig: {language: json}, .github/x.yml: {language: json}}\n"

    assert rendering(files, PYTHON + declared) == {".github/x.yml": "b\n", "a/x.orig": "a\n"}


# The text of a file.


@pytest.mark.parametrize("name", ["x.py", "x.py.j2", "x.part.j2"])
@pytest.mark.parametrize(
    ("content", "rule", "position"),
    [
        (b"\xef\xbb\xbfa", "byte-order-mark", (1, 1)),
        (b"a\n\xff", "wrong-encoding", (2, 1)),
        ("a".encode("utf-16"), "wrong-encoding", None),
        (b"a\x00", "control-character", (1, 2)),
        (b"a\nb\x1b[0m", "control-character", (2, 2)),
        ("a\ufeff".encode(), "control-character", (1, 2)),
        ("a\u202e".encode(), "invisible-character", (1, 2)),
    ],
)
def test_files_follow_the_rules_of_specs(  # noqa: PLR0913, PLR0917
    rendering: Rendering,
    tmp_path: Path,
    name: str,
    content: bytes,
    rule: str,
    position: tuple[int, int] | None,
) -> None:
    path = tmp_path / "trial" / name
    path.parent.mkdir()
    path.write_bytes(content)

    with pytest.raises(TemplateError, match="is not valid text") as raised:
        rendering({"y.py.j2": '{% include "x.part.j2" %}'})

    first = raised.value.diagnostics[0]
    assert (first.rule.id, first.span.file) == (rule, str(path))
    assert position is None or (first.span.line, first.span.column) == position


@pytest.mark.parametrize("name", ["x.py", "x.py.j2"])
def test_a_file_that_is_too_large_is_an_error(
    rendering: Rendering, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr("statserver_bindgen.yaml_source.limits.LIMITS", Limits(file=1000))

    with pytest.raises(TemplateError, match=rf"{name} has more than 0 MiB; split it"):
        rendering({name: "a" * 2000})


def test_no_more_than_the_limit_is_read(trial: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("statserver_bindgen.yaml_source.limits.LIMITS", Limits(file=10))

    assert len(template_files.read_bytes(trial, "target.yaml") or b"") == 11


def test_target_yaml_is_read_once(trial: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (trial / ".x.py").write_text("")
    reads: list[str] = []
    read = template_files.read_bytes

    def record(directory: Path, path: str) -> bytes | None:
        reads.append(path)
        return read(directory, path)

    monkeypatch.setattr(template_files, "read_bytes", record)

    targets.select(["trial"], [trial.parent])
    assert reads == ["target.yaml"]


@pytest.mark.parametrize("name", ["x.py", "x.py.j2"])
def test_every_line_ending_becomes_lf(rendering: Rendering, name: str) -> None:
    assert rendering({name: "a\rb\r\nc\n"}) == {"x.py": "a\nb\nc\n"}
