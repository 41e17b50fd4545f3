"""The check of the names of targets in a configuration: each target and part exists."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from statserver_bindgen import resources
from statserver_bindgen.errors import TargetError
from statserver_bindgen.rules.configuration import UNKNOWN_TARGET
from statserver_bindgen.suggestions import did_you_mean
from statserver_bindgen.terminal_text import listed, quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from statserver_bindgen.diagnostics import Diagnostic
    from statserver_bindgen.validation.valid_view import ValidView


def check_names(valid: ValidView, templates: Iterable[Path]) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each name of an unknown target or part.

    Directories and declarations that can't be read are left to the commands that need them.

    Args:
        valid: the valid part of a configuration.
        templates: the directories of targets that it names.
    """
    names = [it for it in valid.keys("targets") if not valid.is_reported("targets", it)]
    if not names:
        return
    from statserver_bindgen.rendering.targets import discover

    with suppress(TargetError):
        directories = discover([*templates, resources.templates()])
        for name in names:
            if problem := _find_problem(name, directories):
                yield UNKNOWN_TARGET.at(valid.key_span(("targets", name)), *problem)


def _find_problem(text: str, directories: Mapping[str, Path]) -> tuple[str, str] | None:
    """Return the problem of a name with a hint, or None if the target and its part exist."""
    from statserver_bindgen.rendering.declarations import read_declaration

    name, colon, part = text.partition(":")
    if name not in directories:
        hint = did_you_mean(name, directories) or f"use one of: {listed([*directories])}"
        return f"unknown target {quoted(name)}", hint
    parts: list[str] = []
    if colon:
        with suppress(TargetError):
            parts = read_declaration(directories[name]).get("manifests", parts)
            if part not in parts:
                others = f"use one of: {listed(parts)}" if parts else "name the whole target"
                hint = did_you_mean(part, parts) or others
                return f"the target {quoted(name)} has no part {quoted(part)}", hint
    return None
