"""The planner, without a disk: the state of each file, and the writes and removals."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statserver_bindgen.artifact import digest
from statserver_bindgen.diagnostics import Span
from statserver_bindgen.workspace.file_states import IRREGULAR
from statserver_bindgen.workspace.manifest import Manifest, Provenance, RecordedManifest, parse
from statserver_bindgen.workspace.plan import Plan, make_plan

PROVENANCE = Provenance("python", "actions", "1.0.0", "c" * 64, "black 26", "1.0.0")
OLD, NEW, USER = (digest(it) for it in (b"old", b"new", b"user"))


def planned(**files: str) -> Manifest:
    return Manifest(PROVENANCE, files)


def recorded(manifest: Manifest | None) -> RecordedManifest:
    return RecordedManifest() if manifest is None else parse(manifest.to_bytes())


def make(files: dict[str, str], manifest: Manifest | None, disk: dict[str, str | None]) -> Plan:
    """Return the plan of files by sha256, for a recorded manifest and the files on disk."""
    absent = dict.fromkeys([*files, *(manifest.paths if manifest else ())])
    return make_plan(Manifest(PROVENANCE, files), recorded(manifest), {**absent, **disk})


def rules(plan: Plan) -> list[tuple[str, str]]:
    return [(it.template.rule.id, it.path) for it in plan.diagnostics]


def test_a_directory_that_is_as_planned_needs_no_run() -> None:
    plan = make({"a": NEW}, planned(a=NEW), {"a": NEW})
    assert (plan.diagnostics, plan.touched, plan.unchanged) == ((), (), 1)


def test_in_an_empty_directory_every_file_is_missing() -> None:
    plan = make({"a": NEW, "b": NEW}, None, {})
    assert rules(plan) == [
        ("file-missing", "a"),
        ("file-missing", "b"),
        ("file-missing", "manifest.json"),
    ]
    assert plan.write == ("a", "b")
    assert plan.written == ("a", "b", "manifest.json")


@pytest.mark.parametrize(
    ("manifest", "disk", "state", "write", "overwrite"),
    [
        (planned(a=OLD), None, "file-missing", True, False),
        (planned(a=OLD), OLD, "file-stale", True, False),
        (planned(a=OLD), USER, "file-edited", False, True),
        (planned(a=OLD), NEW, None, False, False),
        (planned(), None, "file-missing", True, False),
        (planned(), OLD, "file-untracked", False, True),
        (planned(), NEW, None, False, False),
        (Manifest(PROVENANCE, {"a": USER}, {"a": OLD}), OLD, "file-stale", True, False),
        (Manifest(PROVENANCE, {"a": OLD}, {"a": USER}), OLD, "file-stale", True, False),
        (Manifest(PROVENANCE, {}, {"a": OLD}), USER, "file-edited", False, True),
    ],
    ids=[
        "absent",
        "as recorded",
        "edited",
        "edited, but as planned",
        "absent and not recorded",
        "untracked",
        "untracked, but as planned",
        "written by an interrupted run",
        "not written by an interrupted run",
        "edited after an interrupted run",
    ],
)
def test_states_of_a_planned_file(
    manifest: Manifest, disk: str | None, state: str | None, *, write: bool, overwrite: bool
) -> None:
    plan = make({"a": NEW}, manifest, {"a": disk})
    assert [rule for rule, path in rules(plan) if path == "a"] == ([state] if state else [])
    assert plan.write == (("a",) if write else ())
    assert plan.overwrite == (("a",) if overwrite else ())
    assert bool(plan.blocking) == overwrite
    assert plan.forced().write == (("a",) if write or overwrite else ())
    assert plan.forced().blocking == ()


@pytest.mark.parametrize(
    ("manifest", "disk", "state", "remove"),
    [
        (planned(a=OLD), None, None, False),
        (planned(a=OLD), OLD, "file-orphaned", True),
        (planned(a=OLD), USER, "file-left-alone", False),
        (planned(a=OLD), IRREGULAR, "file-left-alone", False),
        (Manifest(PROVENANCE, {"a": NEW}, {"a": OLD}), OLD, "file-orphaned", True),
        (Manifest(PROVENANCE, {}, {"a": OLD}), USER, "file-left-alone", False),
    ],
    ids=[
        "absent",
        "as recorded",
        "edited",
        "replaced by a symlink",
        "written by an interrupted run",
        "edited after an interrupted run",
    ],
)
def test_states_of_a_file_that_is_no_longer_planned(
    manifest: Manifest, disk: str | None, state: str | None, *, remove: bool
) -> None:
    plan = make({}, manifest, {"a": disk})
    assert [rule for rule, path in rules(plan) if path == "a"] == ([state] if state else [])
    assert plan.remove == plan.forced().remove == (("a",) if remove else ())
    assert not plan.blocking


def test_an_edited_file_that_is_no_longer_planned_is_reported_once_as_a_note() -> None:
    plan = make({}, planned(a=OLD), {"a": USER})
    (note,) = plan.warnings
    assert note.in_directory(PurePosixPath("out/python")).severity == "note"
    assert rules(make({}, plan.manifest, {})) == []


def test_a_manifest_with_another_provenance_is_stale() -> None:
    other = Manifest(
        Provenance("python", "actions", "0.9.0", "b" * 64, "black 26", "1.0.0"), {"a": NEW}
    )
    plan = make({"a": NEW}, other, {"a": NEW})
    assert rules(plan) == [("manifest-stale", "manifest.json")]
    assert (plan.write, plan.written) == ((), ("manifest.json",))


def test_a_manifest_that_is_formatted_differently_is_stale() -> None:
    raw = planned(a=NEW).to_bytes().replace(b"  ", b"    ")
    plan = make_plan(planned(a=NEW), parse(raw), {"a": NEW})
    assert rules(plan) == [("manifest-stale", "manifest.json")]


def test_an_interrupted_run_is_reported_with_the_files_that_it_did_not_write() -> None:
    plan = make(
        {"a": NEW, "b": NEW}, Manifest(PROVENANCE, {"a": OLD}, {"a": NEW}), {"a": OLD, "b": NEW}
    )
    assert rules(plan) == [("file-stale", "a"), ("run-interrupted", "manifest.json")]


def test_an_unreadable_manifest_is_one_diagnostic_and_is_written_again() -> None:
    raw = b"<<<<<<< HEAD\n" + planned(a=OLD, b=OLD).to_bytes()
    plan = make_plan(planned(a=NEW), parse(raw), {"a": NEW})
    assert rules(plan) == [("manifest-unreadable", "manifest.json")]
    assert (plan.blocking, plan.written) == ((), ("manifest.json",))


def test_an_untracked_manifest_blocks_the_run() -> None:
    plan = make_plan(planned(a=NEW), parse(b'{"short_name": "my web app"}'), {"a": NEW})
    assert rules(plan) == [("manifest-unreadable", "manifest.json")]
    assert plan.blocking
    assert not plan.forced().blocking


def test_a_diagnostic_has_a_path_and_a_hint() -> None:
    (path_diagnostic, _) = make({"a": NEW}, planned(a=OLD), {"a": USER}).diagnostics
    diagnostic = path_diagnostic.in_directory(PurePosixPath("out/python"))
    assert (diagnostic.rule.id, diagnostic.severity, diagnostic.span) == (
        "file-edited",
        "error",
        Span("out/python/a"),
    )
    assert diagnostic.message == "was edited since it was generated"
    assert diagnostic.hint is not None
    assert "--force" in diagnostic.hint


def test_a_syntax_error_in_a_manifest_has_its_position() -> None:
    plan = make_plan(planned(), parse(b'{\n"statserver-bindgen",\n'), {})
    diagnostic = plan.diagnostics[0].in_directory(PurePosixPath("out"))
    assert diagnostic.span == Span("out/manifest.json", 2, 21, 2, 22)
    assert diagnostic.message == "can't be read: it is not JSON (Expecting ':' delimiter)"


# On a system that ignores case, Name and name are one file.


def test_a_name_that_changes_its_case_is_removed_and_written_again() -> None:
    plan = make({"name": NEW}, planned(Name=OLD), {"Name": OLD, "name": OLD})
    assert (plan.remove, plan.write, plan.overwrite) == (("Name",), ("name",), ())
    same = make({"name": OLD}, planned(Name=OLD), {"Name": OLD, "name": OLD})
    assert (same.remove, same.write) == (("Name",), ("name",))


def test_on_a_system_with_case_the_old_name_is_removed_and_the_new_one_written() -> None:
    plan = make({"name": NEW}, planned(Name=OLD), {"Name": OLD, "name": None})
    assert (plan.remove, plan.write, plan.overwrite) == (("Name",), ("name",), ())


# Laws

DIGESTS = st.sampled_from([OLD, NEW, USER])
FILES = st.dictionaries(st.sampled_from(["a", "b", "d/c"]), DIGESTS)
MANIFESTS = st.none() | st.builds(Manifest, st.just(PROVENANCE), FILES, st.none() | FILES)
DISK = st.fixed_dictionaries(dict.fromkeys(("a", "b", "d/c"), st.none() | DIGESTS))


def is_recorded(manifest: Manifest | None, path: str, on_disk: str | None) -> bool:
    return manifest is not None and on_disk in {
        manifest.files.get(path),
        (manifest.pending or {}).get(path),
    }


@given(FILES, MANIFESTS, DISK)
def test_only_missing_or_recorded_files_are_written_and_only_recorded_ones_removed(
    files: dict[str, str], manifest: Manifest | None, disk: dict[str, str | None]
) -> None:
    plan = make(files, manifest, disk)
    assert all(disk[path] is None or is_recorded(manifest, path, disk[path]) for path in plan.write)
    assert all(
        is_recorded(manifest, path, disk[path]) and path not in files for path in plan.remove
    )
    assert plan.forced().remove == plan.remove
    assert {*plan.forced().write} == {path for path in files if disk[path] != files[path]}


@given(FILES, MANIFESTS, DISK)
def test_after_a_run_nothing_is_left_to_do(
    files: dict[str, str], manifest: Manifest | None, disk: dict[str, str | None]
) -> None:
    plan = make(files, manifest, disk).forced()
    after = {**disk, **{path: files[path] for path in plan.write}, **dict.fromkeys(plan.remove)}
    assert make(files, plan.manifest, after).diagnostics == ()


@given(FILES, FILES, MANIFESTS, DISK, st.data())
def test_files_of_an_interrupted_run_are_recorded_for_the_next_run(
    files: dict[str, str],
    later: dict[str, str],
    manifest: Manifest | None,
    disk: dict[str, str | None],
    data: st.DataObject,
) -> None:
    plan = make(files, manifest, disk).forced()
    done = data.draw(st.sets(st.sampled_from(["a", "b", "d/c"])))
    interrupted = {
        **disk,
        **{path: files[path] for path in plan.write if path in done},
        **{path: None for path in plan.remove if path in done},
    }
    for path, on_disk in interrupted.items():
        is_unchanged = is_recorded(manifest, path, disk[path]) and on_disk == disk[path]
        if on_disk is not None and (is_unchanged or on_disk == files.get(path)):
            assert is_recorded(plan.interim, path, on_disk)
    next_plan = make(later, plan.interim, interrupted)
    assert not {path for path in next_plan.overwrite if path in plan.write and path in done}
    assert ("run-interrupted", "manifest.json") in rules(next_plan)


@given(FILES, MANIFESTS, DISK)
def test_an_interrupted_run_records_only_files_of_the_tool(
    files: dict[str, str], manifest: Manifest | None, disk: dict[str, str | None]
) -> None:
    interim = make(files, manifest, disk).interim
    for path, on_disk in disk.items():
        if on_disk is not None and is_recorded(interim, path, on_disk):
            assert is_recorded(manifest, path, on_disk) or on_disk == files.get(path)


@pytest.mark.parametrize(("before", "after"), [(None, "black 26"), ("black 26", None)])
def test_between_two_formatters_the_interim_manifest_names_none(
    before: str | None, after: str | None
) -> None:
    manifest = Manifest(PROVENANCE._replace(formatter=before), {"a": OLD})
    plan = make_plan(
        Manifest(PROVENANCE._replace(formatter=after), {"a": NEW}), recorded(manifest), {"a": OLD}
    )
    assert plan.interim.formatted_digests("black 26") == {}
