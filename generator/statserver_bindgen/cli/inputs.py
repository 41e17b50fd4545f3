"""What the words of a command name: a catalog, or what is to be generated where.

What comes in: options as typed. What goes out: a catalog or jobs; or the command ends.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from statserver_bindgen.cli.console import FINDINGS
from statserver_bindgen.errors import SpecUnavailable

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from statserver_bindgen.catalog import Catalog
    from statserver_bindgen.cli.console import Terminal
    from statserver_bindgen.identifiers import Identifiers
    from statserver_bindgen.workspace.writer import PlannedOutput


def jobs(  # noqa: PLR0913 - as many as there are options
    terminal: Terminal,
    *,
    spec: str | None,
    out: Path,
    names: Iterable[str],
    templates: Sequence[Path],
    no_format: bool,
) -> tuple[PlannedOutput, ...]:
    """Return what is to be generated where: everything rendered and formatted, nothing written."""
    from statserver_bindgen import jobs as prepared
    from statserver_bindgen import resources
    from statserver_bindgen.rendering import targets as known

    wanted = dict(_target(it) for it in names)
    chosen = known.select(tuple(wanted), [*templates, resources.templates()])
    catalog = load(spec, {it.name: it.identifiers for it in chosen}, terminal)
    roots = {it.name: wanted.get(it.name) or out / it.name for it in chosen}
    return prepared.prepare(catalog, {it: roots[it.name] for it in chosen}, formatted=not no_format)


def _target(text: str) -> tuple[str, Path | None]:
    name, equals, folder = text.partition("=")
    if equals and not folder:
        raise click.BadParameter(f"{text} names no folder after =", param_hint="--target")
    return name, Path(folder) if folder else None


def load(spec: str | None, policies: Mapping[str, Identifiers], terminal: Terminal) -> Catalog:
    """Return the catalog of the spec that is meant, or end the command with what is wrong."""
    from statserver_bindgen import resources
    from statserver_bindgen import spec as specs
    from statserver_bindgen.yaml_source.limits import LIMITS

    enough = LIMITS.file + 1  # the reader tells of a larger one, without having all of it
    if spec == "-":
        file, raw = "<stdin>", sys.stdin.buffer.read(enough)
    else:
        beside = Path("spec", "actions.yaml")
        path = Path(spec) if spec else beside if beside.is_file() else resources.spec()
        file = str(path)
        try:
            with path.open("rb") as stream:
                raw = stream.read(enough)
        except OSError as error:
            raise SpecUnavailable(f"the spec {path} can't be read: {error.strerror}") from error
    terminal.say(f"spec: {file}")
    loaded = specs.load(file, raw, policies)
    if loaded.catalog is None:
        terminal.problems(loaded.diagnostics, {file: loaded.text})
        click.get_current_context().exit(FINDINGS)
    return loaded.catalog
