"""The API of the generated Python package: one line for each name that programs can use.

In: the directory of a package on disk. Out: its API, read by griffe without importing it. A line
that changes or disappears is a break; a new line is an addition.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import griffe

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NAME: Final = "statserver_actions"
OPERATORS: Final = frozenset(
    {
        *("__and__", "__bool__", "__contains__", "__eq__", "__getitem__", "__hash__", "__init__"),
        *("__iter__", "__len__", "__new__", "__or__", "__str__", "__sub__"),
    }
)
"""The special methods that programs call by an operator, or by the name of the class."""


def read_api(source: Path) -> list[str]:
    """Return the API of the package in a directory of packages."""
    package = griffe.load(NAME, search_paths=[source], resolve_aliases=True, allow_inspection=False)
    lines: set[str] = set()
    for module in (package, package["literals"]):
        prefix = "" if module is package else f"{module.name}."
        for name in map(str, module.exports or ()):
            lines.update(_describe(prefix + name, _target(module[name])))
    return sorted(lines)


def _target(entry: griffe.Object | griffe.Alias) -> griffe.Object:
    return entry.final_target if isinstance(entry, griffe.Alias) else entry


def _describe(path: str, entry: griffe.Object) -> Iterator[str]:
    """Yield the lines of a name and of its members."""
    if isinstance(entry, griffe.Class):
        yield f"class {path}({', '.join(dict.fromkeys(_bases(entry)))})"
        for name, member in entry.all_members.items():
            if _is_public(name, member):
                yield from _describe(f"{path}.{name}", _target(member))
    elif isinstance(entry, griffe.Function):
        kinds = sorted(entry.labels & {"classmethod", "staticmethod"})
        yield " ".join([*kinds, f"def {entry.signature(name=path)}"])
    elif isinstance(entry, griffe.Attribute):
        kind = "property " if "property" in entry.labels else ""
        value = f" = {entry.value}" if entry.annotation is None else f": {entry.annotation}"
        yield kind + path + value


def _bases(entry: griffe.Class) -> Iterator[str]:
    """Yield the bases of a class; those of a private base instead of it."""
    for base in entry.bases:
        name = str(base)
        resolved = {it.name: _target(it) for it in entry.resolved_bases}.get(name)
        is_exported = name in (entry.package.exports or ())
        if isinstance(resolved, griffe.Class) and not is_exported:
            yield from _bases(resolved)
        else:
            yield name


def _is_public(name: str, member: griffe.Object | griffe.Alias) -> bool:
    """Return whether programs use a member: a public name, or an operator."""
    if name.startswith("__") and name.endswith("__"):
        return name in OPERATORS and _target(member).is_function
    return not name.startswith("_")
