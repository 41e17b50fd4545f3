"""A side of a comparison is read from a spec, a package, a release or a revision, or refused."""

from __future__ import annotations

import copy
import json
import os
import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from statserver_bindgen.changes import json_files
from statserver_bindgen.changes.comparison import compare_sides
from statserver_bindgen.changes.revisions import read_revision
from statserver_bindgen.changes.sides import NEVER_PUBLISHED, Side, read_side
from statserver_bindgen.errors import SpecError
from statserver_bindgen.validation.fast_accept import is_list, is_mapping
from support.catalogs import specs
from support.checkout import ROOT
from support.generated import loaded, loaded_text, rendered, written
from support.lifecycles import lifecycles
from support.specs import load_spec

EXAMPLES: Final = ROOT / "tests" / "support" / "changes.yaml"


@pytest.fixture
def spec(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the working spec, in an empty working directory."""
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "spec" / "actions.yaml"
    file.parent.mkdir()
    shutil.copy(EXAMPLES, file)
    return file


@pytest.fixture(scope="module")
def published() -> dict[str, Any]:
    """Return the actions.json of the examples."""
    catalog = load_spec(EXAMPLES.read_bytes()).catalog
    assert catalog is not None
    content: dict[str, Any] = json.loads(rendered(catalog, "json")["actions.json"])
    return content


def refusal(text: str) -> str:
    with pytest.raises(SpecError) as error:
        read_side(text)
    return "\n".join([str(error.value), *map(str, error.value.diagnostics)])


def is_equal(one: Side, other: Side) -> bool:
    return compare_sides(one, other).changes == ()


# Sides that can be read.


def test_the_default_is_the_working_spec(spec: Path) -> None:
    side = read_side(None)

    assert side.name == str(spec.relative_to(spec.parent.parent))
    assert side.catalog.id == "examples"


def test_an_output_directory_is_read(spec: Path, tmp_path: Path) -> None:
    del spec
    side = read_side(None)
    directory = written(side.catalog, "json", tmp_path / "json")
    (directory / "manifest.json").write_text(
        json.dumps({"target": "json", "files": {"LICENSE": "", "actions.json": ""}})
    )

    assert is_equal(read_side("json"), side)
    assert is_equal(read_side("json/actions.json"), side)


def test_a_package_is_read_whose_manifest_lists_an_actions_json(
    spec: Path, tmp_path: Path, published: dict[str, Any]
) -> None:
    del spec
    inner = tmp_path / "package" / "src" / "statserver_actions"
    inner.mkdir(parents=True)
    (inner / "actions.json").write_text(json.dumps(published))
    files = {"README.md": "", "src/statserver_actions/actions.json": ""}
    (tmp_path / "package" / "manifest.json").write_text(json.dumps({"files": files}))

    assert is_equal(read_side("package"), read_side(None))


def test_a_directory_without_a_manifest_is_read_if_it_has_an_actions_json(
    spec: Path, tmp_path: Path, published: dict[str, Any]
) -> None:
    del spec
    (tmp_path / "unpacked").mkdir()
    (tmp_path / "unpacked" / "actions.json").write_text(json.dumps(published))

    assert is_equal(read_side("unpacked"), read_side(None))


def test_a_release_is_read_by_its_version(spec: Path) -> None:
    side = read_side(None)
    snapshot = {
        "format": 1,
        "version": "2.0.0",
        "digest": side.catalog.digest,
        "facts": yaml.safe_load(spec.read_bytes()),
        "artifacts": {"python/README.md": "0" * 64},
    }
    (spec.parent / "releases").mkdir()
    (spec.parent / "releases" / "2.0.0.json").write_text(json.dumps(snapshot))
    release = read_side("2.0.0")

    assert is_equal(release, side)
    assert release.artifacts == {"python/README.md": "0" * 64}
    assert release.catalog.digest == side.catalog.digest


def git(*arguments: str) -> None:
    identity = ("-c", "user.name=A keeper", "-c", "user.email=keeper@example.com")
    subprocess.run(["git", *identity, *arguments], check=True, capture_output=True)


@pytest.mark.parametrize(
    "text", ["git:HEAD", "git:HEAD:spec/actions.yaml", "git:HEAD:./spec/actions.yaml"]
)
def test_a_revision_is_read_without_a_checkout(spec: Path, text: str) -> None:
    git("init", "--quiet")
    git("add", ".")
    git("commit", "--quiet", "--message", "Add the spec")
    before = read_side(None)
    spec.write_text(spec.read_text("utf-8").replace("title: One ", "title: 1 "), "utf-8")
    edited = spec.read_bytes()
    side = read_side(text)

    assert is_equal(side, before)
    assert spec.read_bytes() == edited
    assert side.catalog.spans is not None
    assert str(side.catalog.spans.value_span(("catalog", "id"))).startswith("git:HEAD:")


def test_a_revision_has_the_actions_json_of_a_directory_too(
    spec: Path, published: dict[str, Any]
) -> None:
    (spec.parent / "actions.json").write_text(json.dumps(published))
    git("init", "--quiet")
    git("add", ".")
    git("commit", "--quiet", "--message", "Add the data")

    assert is_equal(read_side("git:HEAD:spec/actions.json"), read_side(None))


def test_a_file_in_a_revision_is_read_up_to_the_limit(
    spec: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (spec.parent / "large.json").write_bytes(b" " * 1_000_000)
    git("init", "--quiet")
    git("add", ".")
    git("commit", "--quiet", "--message", "Add a large file")

    assert len(read_revision("HEAD", "spec/large.json", 100)) == 100
    assert len(read_revision("HEAD", "spec/large.json", 10_000_000)) == 1_000_000

    monkeypatch.setenv("PATH", str(spec.parent))
    with pytest.raises(SpecError, match="git does not start"):
        read_revision("HEAD", "spec/large.json", 100)


# Published data.


@settings(max_examples=30)
@given(st.one_of(specs(), lifecycles()))
def test_published_data_is_that_of_its_spec(data: dict[str, Any]) -> None:
    catalog = loaded(data)
    with TemporaryDirectory() as directory:
        file = Path(directory, "actions.json")
        file.write_text(rendered(catalog, "json")["actions.json"], "utf-8")
        side = read_side(directory)

    assert side.unknown == NEVER_PUBLISHED
    assert compare_sides(Side("spec", catalog), side).changes == ()
    assert compare_sides(side, Side("spec", catalog)).changes == ()


@pytest.mark.parametrize(
    ("name", "facts"),
    [
        ("CallLostStarted", "object_class: mediation_dn"),
        ("CallAnswered", "scope: workbin, object_class: media_channel"),
    ],
)
def test_a_tombstone_is_read_without_its_facts(tmp_path: Path, name: str, facts: str) -> None:
    """The facts that are not published are filled in so that the rules accept them."""
    text = EXAMPLES.read_text("utf-8")
    flags = "timing: momentary, interaction_related: true, restricted_cluster:"
    row = f"{{name: CallLost, object_class: mediation_dn, {flags} true"
    assert row in text
    text = text.replace(row, f"{{name: {name}, {facts}, {flags} false")
    catalog = loaded_text("it.yaml", text)
    written(catalog, "json", tmp_path)

    assert is_equal(read_side(str(tmp_path)), Side("spec", catalog))


def test_facts_that_an_older_file_does_not_have_are_not_compared(
    published: dict[str, Any], tmp_path: Path
) -> None:
    older = copy.deepcopy(published)
    for key in ("statuses", "known_object_types", "removed"):
        del older[key]
    for row in older["actions"]:
        for key in ("since", "deprecated", "formerly", "meaning", "source", "inferred"):
            del row[key]
    del older["catalog"]["inferred"]
    (tmp_path / "actions.json").write_text(json.dumps(older))
    comparison = compare_sides(read_side(str(tmp_path)), read_side(str(EXAMPLES)))

    assert comparison.changes == ()
    (note,) = comparison.notes
    assert note == (
        f"{tmp_path / 'actions.json'} does not contain: catalog.inferred, deprecated, formerly, "
        "inferred, known_object_types, meaning, removed, since, source, statuses; these are not "
        "compared"
    )


def test_keys_that_a_later_file_adds_are_ignored(published: dict[str, Any], tmp_path: Path) -> None:
    later = copy.deepcopy(published)
    later["queries"] = later["catalog"]["channel"] = later["actions"][0]["color"] = {"new": True}
    (tmp_path / "actions.json").write_text(json.dumps(later))

    assert is_equal(read_side(str(tmp_path)), read_side(str(EXAMPLES)))


# Sides that can't be read.


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("missing.yaml", "the spec missing.yaml can't be read: No such file or directory"),
        ("missing.json", "missing.json can't be read: No such file or directory"),
        ("x\0y", "embedded null byte"),
        ("9.9.9", "there is no release 9.9.9"),
        ("spec", "spec contains neither manifest.json nor actions.json"),
        ("git:HEAD", "git:HEAD:./spec/actions.yaml can't be read: fatal:"),
        ("git:", "git: is not a revision"),
        ("git:--help", "git:--help is not a revision"),
        ("git:HEAD\0", "is not a revision"),
        ("x" * 5_000, "File name too long"),
    ],
)
def test_a_side_that_does_not_exist_is_refused(spec: Path, text: str, reason: str) -> None:
    del spec
    assert reason in refusal(text)


def test_an_invalid_spec_is_refused_with_its_diagnostics(spec: Path) -> None:
    spec.write_text(spec.read_text("utf-8").replace("  id: examples", "  id: Examples"), "utf-8")

    assert "spec/actions.yaml is not valid\nspec/actions.yaml:6:7:" in refusal("spec/actions.yaml")


def test_a_package_without_an_actions_json_is_refused(tmp_path: Path) -> None:
    manifest = {"target": "python", "files": {"README.md": "", "../actions.json": ""}}
    (tmp_path / "manifest.json").write_text(json.dumps(manifest))

    assert "contains no actions.json: it is the output of the target python" in refusal(
        str(tmp_path)
    )


@pytest.mark.parametrize("kind", ["missing", "a pipe"])
def test_a_listed_actions_json_that_is_not_a_file_is_refused(tmp_path: Path, kind: str) -> None:
    (tmp_path / "manifest.json").write_text(json.dumps({"files": {"actions.json": ""}}))
    if kind == "a pipe":
        os.mkfifo(tmp_path / "actions.json")

    assert "actions.json is listed in " in refusal(str(tmp_path))


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"", "is not JSON: Expecting value in line 1, column 1"),
        (b'{"catalog": {', "is not JSON"),
        (b"[]", "is not a JSON object"),
        (b"\xff\xfe{}", "it is not UTF-8"),
        (b'{"a": 1, "a": 2}', 'it has the key "a" twice'),
        (b'{"a": NaN}', "NaN is not a JSON number"),
        (b'{"a": ' + b"1" * 5000 + b"}", "can't be read"),
        (b'{"a": "\\ud800"}', "it has half of a surrogate pair"),
        (b'{"a": ' + b"[" * 100_000 + b"]" * 100_000 + b"}", "it is nested too deeply"),
        (b'{"a": [' + b"[]," * 5_000_001 + b"0]}", "it has too many values"),
        (b"{}", "is neither an actions.json nor a snapshot of a release"),
        (b'{"facts": 3}', "is not valid"),
        (b'{"catalog": 1, "actions": 2}', "#/catalog: error:"),
        (b'{"catalog": {}, "actions": [3], "removed": [4]}', "#/actions/1: error:"),
    ],
    ids=lambda it: it[:20] if isinstance(it, str) else "",
)
def test_a_hostile_json_file_is_refused(tmp_path: Path, raw: bytes, reason: str) -> None:
    file = tmp_path / "actions.json"
    file.write_bytes(raw)

    assert reason in refusal(str(file))


def test_a_json_file_that_is_too_large_is_refused() -> None:
    with pytest.raises(SpecError, match="larger than 64 MiB"):
        json_files.parse_json("it", b" " * (64 * 2**20 + 1))


def replace_at(node: Any, step: str | int, value: object) -> None:
    node[step] = value


@pytest.mark.parametrize("value", [None, 7, [None], {"x": None}], ids=repr)
def test_a_value_of_a_wrong_type_is_refused_or_equal(
    published: dict[str, Any], tmp_path: Path, value: object
) -> None:
    """Each value of the file is replaced; nothing but an error of the tool is raised."""
    for path in paths_of(published):
        content = copy.deepcopy(published)
        node: Any = content
        for step in path[:-1]:
            node = node[step]
        node[path[-1]] = value
        file = tmp_path / "actions.json"
        file.write_text(json.dumps(content))
        try:
            side = read_side(str(file))
        except SpecError:
            continue
        assert side.catalog.actions


def paths_of(node: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """Return the path of each value, of lists the first item only."""
    children: list[tuple[str | int, Any]] = []
    if is_mapping(node):
        children = [*node.items()]
    elif is_list(node):
        children = [*enumerate(node[:1])]
    paths: list[tuple[str | int, ...]] = []
    for step, child in children:
        paths += [(*path, step), *paths_of(child, (*path, step))]
    return paths


def test_a_row_with_the_id_of_another_name_is_refused(
    published: dict[str, Any], tmp_path: Path
) -> None:
    content = copy.deepcopy(published)
    content["actions"][0]["id"] = "OFF_HOOK"
    (tmp_path / "actions.json").write_text(json.dumps(content))

    assert "the id of actions[0] is not CALL_WAIT" in refusal(str(tmp_path))


def test_a_problem_of_json_data_has_the_path_of_its_value(
    published: dict[str, Any], tmp_path: Path
) -> None:
    content = copy.deepcopy(published)
    content["actions"][3]["timing"] = "sometimes"
    (tmp_path / "actions.json").write_text(json.dumps(content))

    assert "actions.json#/actions/3/timing: error: " in refusal(str(tmp_path))
