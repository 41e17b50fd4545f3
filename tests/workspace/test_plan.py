"""Planning, without a disk: what each state is, and what a run would do about it."""

from __future__ import annotations

from dataclasses import replace
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


def make(files: dict[str, str], known: Manifest | None, disk: dict[str, str | None]) -> Plan:
    """Return the plan of files by sha256, given what the manifest says and what is on disk."""
    nothing = dict.fromkeys([*files, *(known.paths if known else ())])
    return make_plan(Manifest(PROVENANCE, files), recorded(known), {**nothing, **disk})


def rules(it: Plan) -> list[tuple[str, str]]:
    return [(found.template.rule.id, found.path) for found in it.diagnostics]


def test_where_all_is_as_planned_there_is_nothing_to_tell_or_to_do() -> None:
    it = make({"a": NEW}, planned(a=NEW), {"a": NEW})
    assert (it.diagnostics, it.touched, it.unchanged) == ((), (), 1)


def test_an_empty_folder_is_missing_everything() -> None:
    it = make({"a": NEW, "b": NEW}, None, {})
    assert rules(it) == [
        ("file-missing", "a"),
        ("file-missing", "b"),
        ("file-missing", "manifest.json"),
    ]
    assert it.write == ("a", "b")
    assert it.written == ("a", "b", "manifest.json")


@pytest.mark.parametrize(
    ("known", "disk", "state", "write", "overwrite"),
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
        "gone",
        "as we wrote it",
        "edited",
        "edited to what is planned",
        "never there",
        "not ours",
        "not ours, but as planned",
        "written by a run that died",
        "not yet written by a run that died",
        "edited after a run died",
    ],
)
def test_states_of_a_planned_file(
    known: Manifest, disk: str | None, state: str | None, *, write: bool, overwrite: bool
) -> None:
    it = make({"a": NEW}, known, {"a": disk})
    assert [rule for rule, path in rules(it) if path == "a"] == ([state] if state else [])
    assert it.write == (("a",) if write else ())
    assert it.overwrite == (("a",) if overwrite else ())
    assert bool(it.blocking) == overwrite
    assert it.forced().write == (("a",) if write or overwrite else ())
    assert it.forced().blocking == ()


@pytest.mark.parametrize(
    ("known", "disk", "state", "remove"),
    [
        (planned(a=OLD), None, None, False),
        (planned(a=OLD), OLD, "file-orphaned", True),
        (planned(a=OLD), USER, "file-left-alone", False),
        (planned(a=OLD), IRREGULAR, "file-left-alone", False),
        (Manifest(PROVENANCE, {"a": NEW}, {"a": OLD}), OLD, "file-orphaned", True),
        (Manifest(PROVENANCE, {}, {"a": OLD}), USER, "file-left-alone", False),
    ],
    ids=[
        "gone",
        "as we wrote it",
        "edited",
        "replaced by a symlink",
        "written by a run that died",
        "edited after a run died",
    ],
)
def test_states_of_a_file_that_is_no_longer_planned(
    known: Manifest, disk: str | None, state: str | None, *, remove: bool
) -> None:
    it = make({}, known, {"a": disk})
    assert [rule for rule, path in rules(it) if path == "a"] == ([state] if state else [])
    assert it.remove == it.forced().remove == (("a",) if remove else ())
    assert not it.blocking


def test_a_file_that_is_left_alone_is_told_of_as_a_note_and_then_forgotten() -> None:
    it = make({}, planned(a=OLD), {"a": USER})
    (note,) = it.notes
    assert note.in_directory(PurePosixPath("out/python")).severity == "note"
    assert rules(make({}, it.manifest, {})) == []


def test_a_manifest_that_says_something_else_is_stale() -> None:
    other = Manifest(
        Provenance("python", "actions", "0.9.0", "b" * 64, "black 26", "1.0.0"), {"a": NEW}
    )
    it = make({"a": NEW}, other, {"a": NEW})
    assert rules(it) == [("manifest-stale", "manifest.json")]
    assert (it.write, it.written) == ((), ("manifest.json",))


def test_a_manifest_that_is_laid_out_in_another_way_is_stale() -> None:
    raw = planned(a=NEW).to_bytes().replace(b"  ", b"    ")
    it = make_plan(planned(a=NEW), parse(raw), {"a": NEW})
    assert rules(it) == [("manifest-stale", "manifest.json")]


def test_an_interrupted_run_is_told_beside_what_it_left_undone() -> None:
    it = make(
        {"a": NEW, "b": NEW}, Manifest(PROVENANCE, {"a": OLD}, {"a": NEW}), {"a": OLD, "b": NEW}
    )
    assert rules(it) == [("file-stale", "a"), ("run-interrupted", "manifest.json")]


def test_a_manifest_that_cannot_be_read_is_one_finding_and_counts_as_absent() -> None:
    raw = b"<<<<<<< HEAD\n" + planned(a=OLD, b=OLD).to_bytes()
    it = make_plan(planned(a=NEW), parse(raw), {"a": NEW})
    assert rules(it) == [("manifest-unreadable", "manifest.json")]
    assert (it.blocking, it.written) == ((), ("manifest.json",))


def test_a_manifest_of_somebody_else_is_in_the_way() -> None:
    it = make_plan(planned(a=NEW), parse(b'{"short_name": "my web app"}'), {"a": NEW})
    assert rules(it) == [("manifest-unreadable", "manifest.json")]
    assert it.blocking
    assert not it.forced().blocking


def test_a_finding_says_where_and_what_to_do() -> None:
    (found, _) = make({"a": NEW}, planned(a=OLD), {"a": USER}).diagnostics
    it = found.in_directory(PurePosixPath("out/python"))
    assert (it.rule.id, it.severity, it.span) == ("file-edited", "error", Span("out/python/a"))
    assert it.message == "was edited since it was generated"
    assert it.hint is not None
    assert "--force" in it.hint


def test_a_manifest_is_told_at_the_line_where_it_cannot_be_read() -> None:
    it = make_plan(planned(), parse(b'{\n"statserver-bindgen",\n'), {})
    told = it.diagnostics[0].in_directory(PurePosixPath("out"))
    assert told.span == Span("out/manifest.json", 2, 21, 2, 22)
    assert told.message == "can't be read: it is not JSON (Expecting ':' delimiter)"


# On a system that ignores case, Name and name are one file.


def test_a_name_that_changes_its_case_is_removed_and_written_anew() -> None:
    it = make({"name": NEW}, planned(Name=OLD), {"Name": OLD, "name": OLD})
    assert (it.remove, it.write, it.overwrite) == (("Name",), ("name",), ())
    same = make({"name": OLD}, planned(Name=OLD), {"Name": OLD, "name": OLD})
    assert (same.remove, same.write) == (("Name",), ("name",))


def test_where_case_counts_the_old_name_is_removed_and_the_new_one_written() -> None:
    it = make({"name": NEW}, planned(Name=OLD), {"Name": OLD, "name": None})
    assert (it.remove, it.write, it.overwrite) == (("Name",), ("name",), ())


# Laws

DIGESTS = st.sampled_from([OLD, NEW, USER])
FILES = st.dictionaries(st.sampled_from(["a", "b", "d/c"]), DIGESTS)
KNOWN = st.none() | st.builds(Manifest, st.just(PROVENANCE), FILES, st.none() | FILES)
DISK = st.fixed_dictionaries(dict.fromkeys(("a", "b", "d/c"), st.none() | DIGESTS))


def ours(known: Manifest | None, path: str, found: str | None) -> bool:
    return known is not None and found in {known.files.get(path), (known.pending or {}).get(path)}


@given(FILES, KNOWN, DISK)
def test_only_what_is_missing_or_ours_is_written_and_only_what_is_ours_is_removed(
    files: dict[str, str], known: Manifest | None, disk: dict[str, str | None]
) -> None:
    it = make(files, known, disk)
    assert all(disk[path] is None or ours(known, path, disk[path]) for path in it.write)
    assert all(ours(known, path, disk[path]) and path not in files for path in it.remove)
    assert it.forced().remove == it.remove
    assert {*it.forced().write} == {path for path in files if disk[path] != files[path]}


@given(FILES, KNOWN, DISK)
def test_after_a_run_there_is_nothing_left_to_do(
    files: dict[str, str], known: Manifest | None, disk: dict[str, str | None]
) -> None:
    it = make(files, known, disk).forced()
    after = {**disk, **{path: files[path] for path in it.write}, **dict.fromkeys(it.remove)}
    assert make(files, it.manifest, after).diagnostics == ()


@given(FILES, FILES, KNOWN, DISK, st.data())
def test_what_a_run_wrote_before_it_died_is_ours_for_the_next_one(
    files: dict[str, str],
    later: dict[str, str],
    known: Manifest | None,
    disk: dict[str, str | None],
    data: st.DataObject,
) -> None:
    it = make(files, known, disk).forced()
    done = data.draw(st.sets(st.sampled_from(["a", "b", "d/c"])))
    died = {
        **disk,
        **{path: files[path] for path in it.write if path in done},
        **{path: None for path in it.remove if path in done},
    }
    for path, found in died.items():
        was = ours(known, path, disk[path]) and found == disk[path]
        if found is not None and (was or found == files.get(path)):
            assert ours(it.interim, path, found)
    then = make(later, it.interim, died)
    assert not {path for path in then.overwrite if path in it.write and path in done}
    assert ("run-interrupted", "manifest.json") in rules(then)


@given(FILES, KNOWN, DISK)
def test_a_run_that_died_makes_nothing_ours_that_was_not(
    files: dict[str, str], known: Manifest | None, disk: dict[str, str | None]
) -> None:
    interim = make(files, known, disk).interim
    for path, found in disk.items():
        if found is not None and ours(interim, path, found):
            assert ours(known, path, found) or found == files.get(path)


@pytest.mark.parametrize(("before", "after"), [(None, "black 26"), ("black 26", None)])
def test_a_manifest_of_two_formatters_vouches_for_none(
    before: str | None, after: str | None
) -> None:
    known = Manifest(replace(PROVENANCE, formatter=before), {"a": OLD})
    it = make_plan(
        Manifest(replace(PROVENANCE, formatter=after), {"a": NEW}), recorded(known), {"a": OLD}
    )
    assert it.interim.formatted_digests("black 26") == {}
