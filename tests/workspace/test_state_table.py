"""The tables in the planner's docstring: each row is derived from the planner itself."""

from __future__ import annotations

import re
from itertools import product
from typing import TYPE_CHECKING, Final, TypeAlias

from statserver_bindgen.artifact import digest
from statserver_bindgen.artifact_paths import MANIFEST
from statserver_bindgen.workspace import file_states, plan
from statserver_bindgen.workspace.file_states import IRREGULAR
from statserver_bindgen.workspace.manifest import (
    Manifest,
    Provenance,
    RecordedManifest,
    parse,
)
from statserver_bindgen.workspace.plan import make_plan

if TYPE_CHECKING:
    from collections.abc import Iterator

    from statserver_bindgen.workspace.plan import Plan

Row: TypeAlias = tuple[str, ...]

PROVENANCE: Final = Provenance("python", "actions", "1.0.0", "c" * 64, None, "1.0.0")
PLANNED, RECORDED, PENDING, OTHER = (digest(it) for it in (b"planned", b"old", b"new", b"user"))
STATES: Final = {
    template: template.state.value
    for template in vars(file_states).values()
    if isinstance(template, file_states.DiagnosticTemplate) and template.state is not None
}


def documented(first_column: str) -> list[Row]:
    """Return the rows of the table in the docstring whose header starts with this column."""
    lines = str(plan.__doc__).splitlines()
    header = next(
        number for number, line in enumerate(lines) if line.startswith(f"    {first_column}  ")
    )
    rows: list[Row] = []
    for line in lines[header + 1 :]:
        if not line.startswith("    "):
            break
        rows.append(tuple(re.split(r" {2,}", line.strip())))
    return rows


def recorded_manifests(path: str) -> Iterator[tuple[str, Manifest]]:
    """Yield manifests that record the path or not: after a run, or after an interrupted one."""
    yield "no", Manifest(PROVENANCE, {})
    yield "no", Manifest(PROVENANCE, {}, {})
    yield "yes", Manifest(PROVENANCE, {path: RECORDED})
    yield "yes", Manifest(PROVENANCE, {path: PLANNED})
    yield "yes", Manifest(PROVENANCE, {}, {path: PENDING})
    yield "yes", Manifest(PROVENANCE, {path: RECORDED}, {path: PENDING})
    yield "yes", Manifest(PROVENANCE, {path: RECORDED}, {})


def file_rows() -> Iterator[Row]:
    """Yield a row for each combination of the three columns on the left."""
    # A file on disk: its sha256, and that with LF instead of CR LF.
    disk: tuple[tuple[str | None, str | None], ...] = (
        *((None, None), (PLANNED, None), (RECORDED, None), (PENDING, None)),
        *((OTHER, OTHER), (OTHER, PLANNED), (OTHER, RECORDED), (IRREGULAR, None)),
    )
    for path, planned, (on_disk, with_lf) in product(("a", ".a"), ("yes", "no"), disk):
        for is_recorded, manifest in recorded_manifests(path):
            if planned == is_recorded == "no":
                continue  # nothing leads to such a path
            files = {path: PLANNED} if planned == "yes" else {}
            recorded = {manifest.files.get(path), (manifest.pending or {}).get(path)} - {None}
            made = make_plan(
                Manifest(PROVENANCE, files),
                parse(manifest.to_bytes()),
                {path: on_disk},
                {path: with_lf},
            )
            if on_disk is None:
                column = "absent"
            elif on_disk == files.get(path):
                column = "as planned"
            elif on_disk in recorded:
                column = "hidden" if path == ".a" and planned == "no" else "as recorded"
            else:
                is_converted = with_lf in recorded | {*files.values()}
                column = "converted" if is_converted else "other"
            yield (planned, is_recorded, column, *outcome(path, made))


def outcome(path: str, made: Plan) -> Row:
    """Return the state of a path, and the actions of check, generate and --force."""
    templates = [it.template for it in made.diagnostics if it.path == path]
    state, severity = "-", "-"
    if templates:
        (template,) = templates
        state, severity = STATES[template], template.severity
    if path in made.overwrite:
        assert made.blocking
        assert path in made.forced().write
        return state, severity, "refuse", "overwrite"
    assert not made.blocking
    return state, severity, action(path, made), action(path, made.forced())


def action(path: str, made: Plan) -> str:
    if path in made.write:
        return "write"
    if path in made.remove:
        return "remove"
    return "keep" if path in made.manifest.files else "forget"


def test_the_table_of_file_states_is_what_the_planner_does() -> None:
    rows = documented("planned")
    assert len(rows) == len({*rows})
    assert {*file_rows()} == {*rows}


def manifest_rows() -> Iterator[Row]:
    planned = Manifest(PROVENANCE, {"a": PLANNED})
    contents: dict[str, list[bytes | None]] = {
        "as planned": [planned.to_bytes()],
        "absent": [None],
        "another manifest": [
            Manifest(PROVENANCE, {"a": RECORDED}).to_bytes(),
            planned.to_bytes().replace(b"  ", b"    "),
        ],
        "converted": [planned.to_bytes().replace(b"\n", b"\r\n")],
        "a manifest with `pending`": [
            Manifest(PROVENANCE, {"a": RECORDED}, {"a": PLANNED}).to_bytes(),
            Manifest(PROVENANCE, {"a": PLANNED}, {}).to_bytes(),
        ],
        "unreadable, with the tool's name": [b"<<<<<<< HEAD\n" + planned.to_bytes()],
        "unreadable, without the tool's name": [b'{"short_name": "an app"}'],
    }
    for column, variants in contents.items():
        for raw in variants:
            recorded = RecordedManifest() if raw is None else parse(raw)
            made = make_plan(planned, recorded, {"a": PLANNED})
            templates = [it.template for it in made.diagnostics if it.path == MANIFEST]
            state, severity = "-", "-"
            if templates:
                (template,) = templates
                state, severity = STATES[template], template.severity
            generate = "write" if MANIFEST in made.written else "keep"
            if made.blocking:
                assert not made.forced().blocking
                yield column, state, severity, "refuse", "overwrite"
            else:
                yield column, state, severity, generate, generate


def test_the_table_of_manifest_states_is_what_the_planner_does() -> None:
    rows = documented("on disk")
    assert len(rows) == len({*rows})
    assert {*manifest_rows()} == {*rows}


def test_each_state_is_in_a_table() -> None:
    states = {row[3] for row in documented("planned")} | {row[1] for row in documented("on disk")}
    assert states - {"-"} == {it.value for it in file_states.FileState}
