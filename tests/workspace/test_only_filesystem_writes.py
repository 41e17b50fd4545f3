"""Only `workspace.filesystem` writes: every other module is searched for calls that change a disk.

The search is by name, in the syntax tree. It finds `open` with a mode that writes, methods of paths
and functions of `os` that change the disk, and any use of `shutil` or `tempfile`.
"""

from __future__ import annotations

import ast
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

import statserver_bindgen
from support.checkout import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

PACKAGE: Final = Path(statserver_bindgen.__file__).parent
WRITER: Final = "workspace/filesystem.py"
EXCEPTIONS: Final = {
    "cli/streams.py": "what a broken stream still buffers goes to the null device",
}

PATH_METHODS: Final = {
    *("write_text", "write_bytes", "mkdir", "rmdir", "unlink", "rename", "touch", "chmod"),
    *("symlink_to", "hardlink_to", "copy", "copy_into", "move", "move_into"),
}
OS_NAMES: Final = {
    *("chmod", "chown", "copy_file_range", "ftruncate", "link", "makedirs", "mkdir", "mkfifo"),
    *("mknod", "pwrite", "remove", "removedirs", "rename", "renames", "replace", "rmdir"),
    *("sendfile", "symlink", "truncate", "unlink", "utime", "write"),
    *("O_CREAT", "O_WRONLY", "O_RDWR", "O_APPEND", "O_TRUNC"),
}
MODULES: Final = {"shutil", "tempfile"}


def find_writes(source: str) -> list[tuple[int, str]]:
    """Return the line and the name of each call or import that may write."""
    return [
        (node.lineno, name)
        for node in ast.walk(ast.parse(source))
        if isinstance(node, (ast.Import, ast.ImportFrom, ast.Attribute, ast.Call))
        for name in (*imported_writes(node), *named_writes(node))
    ]


def imported_writes(node: ast.AST) -> Iterator[str]:
    match node:
        case ast.Import(names=names):
            yield from {it.name for it in names} & MODULES
        case ast.ImportFrom(module="os", names=names):
            yield from {it.name for it in names} & {*OS_NAMES, "open"}
        case ast.ImportFrom(module=str(module)):
            yield from {module} & MODULES
        case _:
            pass


def named_writes(node: ast.AST) -> Iterator[str]:
    match node:
        case ast.Attribute(value=ast.Name(id="os"), attr=name):
            yield from {name} & OS_NAMES
        case ast.Attribute(attr=name):
            yield from {name} & PATH_METHODS
        case ast.Call(func=ast.Attribute(value=ast.Name(id="os"))):
            pass  # the flags of os.open, and the names of all others, are attributes
        case ast.Call(func=ast.Name(id="open")):
            yield from ["open"] if opens_to_write(node, position=1) else []
        case ast.Call(func=ast.Attribute(attr="open")):
            yield from ["open"] if opens_to_write(node, position=0) else []
        # The `replace` of a text has two arguments or more.
        case ast.Call(func=ast.Attribute(attr="replace"), args=[_], keywords=[]):
            yield "replace"
        case _:
            pass


def opens_to_write(call: ast.Call, position: int) -> bool:
    """Return whether the mode of an `open` writes; a mode that is not a literal may."""
    named = [it.value for it in call.keywords if it.arg == "mode"]
    modes = named or call.args[position : position + 1]
    return any(
        not isinstance(mode, ast.Constant) or bool({*"wax+"} & {*str(mode.value)}) for mode in modes
    )


def modules() -> list[str]:
    return sorted(path.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("*.py"))


@pytest.mark.parametrize("module", [it for it in modules() if it not in {WRITER, *EXCEPTIONS}])
def test_no_other_module_writes(module: str) -> None:
    assert find_writes((PACKAGE / module).read_text("utf-8")) == []


@pytest.mark.parametrize("module", [WRITER, *EXCEPTIONS])
def test_the_writer_and_each_exception_do_write(module: str) -> None:
    assert find_writes((PACKAGE / module).read_text("utf-8")) != []


def test_the_whole_package_is_searched() -> None:
    assert PACKAGE.is_relative_to(ROOT)
    assert {"pipeline.py", "workspace/writer.py", "cli/commands.py"} < {*modules()}


@pytest.mark.parametrize(
    "source",
    [
        "open('a', 'w')",
        "open('a', mode='xb')",
        "open('a', 'r+')",
        "open('a', mode)",
        "path.open('a')",
        "path.open(mode='wb')",
        "io.open('a', 'w')",
        "(directory / 'a').write_text('')",
        "path.write_bytes(b'')",
        "path.mkdir(parents=True)",
        "path.rmdir()",
        "path.unlink()",
        "path.rename(other)",
        "path.replace(other)",
        "path.touch()",
        "path.symlink_to(other)",
        "list(map(Path.unlink, paths))",
        "os.replace('a', 'b')",
        "os.remove('a')",
        "os.makedirs('a')",
        "os.open('a', os.O_RDWR | os.O_CREAT)",
        "from os import open, O_CREAT",
        "from os import unlink",
        "import shutil",
        "def f():\n    import tempfile",
        "from tempfile import NamedTemporaryFile",
    ],
)
def test_each_kind_of_write_is_found(source: str) -> None:
    assert find_writes(source) != []


@pytest.mark.parametrize(
    "source",
    [
        "open('a')",
        "open('a', 'rb')",
        "path.open('rb')",
        "path.open(encoding='utf-8')",
        "path.read_text('utf-8')",
        "text.replace('a', 'b')",
        "dataclasses.replace(plan, write=())",
        "replace(plan, write=())",
        "os.open('a', os.O_RDONLY | os.O_DIRECTORY)",
        "os.path.realpath('a')",
        "from os import stat_result",
        "sys.stdout.write('a')",
    ],
)
def test_code_that_does_not_write_is_accepted(source: str) -> None:
    assert find_writes(source) == []
