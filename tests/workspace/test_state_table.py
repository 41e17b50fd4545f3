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
    template: state.value
    for templates in (file_states.PLANNED, file_states.UNPLANNED, file_states.MANIFEST)
    for state, template in templates.items()
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


def recorded_manifests() -> Iterator[tuple[str, Manifest]]:
    """Yield manifests that record the path `a` or not: after a run, or after an interrupted one."""
    yield "no", Manifest(PROVENANCE, {})
    yield "no", Manifest(PROVENANCE, {}, {})
    yield "yes", Manifest(PROVENANCE, {"a": RECORDED})
    yield "yes", Manifest(PROVENANCE, {"a": PLANNED})
    yield "yes", Manifest(PROVENANCE, {}, {"a": PENDING})
    yield "yes", Manifest(PROVENANCE, {"a": RECORDED}, {"a": PENDING})
    yield "yes", Manifest(PROVENANCE, {"a": RECORDED}, {})


def file_rows() -> Iterator[Row]:
    """Yield a row for each combination of the three columns on the left."""
    disk = (None, PLANNED, RECORDED, PENDING, OTHER, IRREGULAR)
    for planned, (is_recorded, manifest), on_disk in product(
        ("yes", "no"), recorded_manifests(), disk
    ):
        if planned == is_recorded == "no":
            continue  # nothing leads to such a path
        files = {"a": PLANNED} if planned == "yes" else {}
        recorded = {manifest.files.get("a"), (manifest.pending or {}).get("a")}
        made = make_plan(Manifest(PROVENANCE, files), parse(manifest.to_bytes()), {"a": on_disk})
        if on_disk is None:
            column = "absent"
        elif on_disk == files.get("a"):
            column = "as planned"
        else:
            column = "as recorded" if on_disk in recorded else "other"
        yield (planned, is_recorded, column, *outcome(made))


def outcome(made: Plan) -> Row:
    """Return the state of the path `a`, and the actions of check, generate and --force."""
    templates = [it.template for it in made.diagnostics if it.path == "a"]
    state, severity = "-", "-"
    if templates:
        (template,) = templates
        state, severity = STATES[template], template.severity
    if "a" in made.overwrite:
        assert made.blocking
        assert "a" in made.forced().write
        return state, severity, "refuse", "overwrite"
    assert not made.blocking
    return state, severity, action(made), action(made.forced())


def action(made: Plan) -> str:
    if "a" in made.write:
        return "write"
    if "a" in made.remove:
        return "remove"
    return "keep" if "a" in made.manifest.files else "forget"


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
