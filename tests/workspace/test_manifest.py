"""manifest.json: equal manifests have equal bytes, and an unreadable one has a problem."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statserver_bindgen import artifact_paths
from statserver_bindgen.artifact import digest
from statserver_bindgen.workspace.manifest import LARGEST, Manifest, Provenance, parse

PROVENANCE = Provenance("python", "stat-server-actions", "1.0.0", "c" * 64, "black 26", "1.2.3")

strings = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
file_paths = st.from_regex(r"[a-zé_]{1,4}(/[A-Z.]{0,2}[a-z]{1,3}){0,2}", fullmatch=True)
digests = st.dictionaries(file_paths, st.binary(max_size=2).map(digest), max_size=4)
manifests = st.builds(
    Manifest,
    st.builds(Provenance, strings, strings, strings, strings, st.none() | strings, strings),
    digests,
    st.none() | digests,
)


def as_data(**changes: object) -> dict[str, Any]:
    """Return a manifest as JSON data, with some of its keys changed."""
    manifest = Manifest(PROVENANCE, {"src/actions.py": "a" * 64})
    return {**json.loads(manifest.to_bytes()), **changes}


def test_a_manifest_is_readable_json() -> None:
    manifest = Manifest(PROVENANCE, {"src/b.py": "b" * 64, "README.md": "a" * 64}, {"x": "d" * 64})
    assert manifest.to_bytes().decode() == (
        "{\n"
        '  "target": "python",\n'
        '  "catalog": {\n'
        '    "id": "stat-server-actions",\n'
        '    "version": "1.0.0",\n'
        f'    "digest": "{"c" * 64}"\n'
        "  },\n"
        '  "generator": {\n'
        '    "name": "statserver-bindgen",\n'
        '    "version": "1.2.3"\n'
        "  },\n"
        '  "formatter": "black 26",\n'
        '  "files": {\n'
        f'    "README.md": "{"a" * 64}",\n'
        f'    "src/b.py": "{"b" * 64}"\n'
        "  },\n"
        '  "pending": {\n'
        f'    "x": "{"d" * 64}"\n'
        "  }\n"
        "}\n"
    )


def test_pending_is_a_key_only_until_a_run_has_ended() -> None:
    assert b"pending" not in Manifest(PROVENANCE, {}).to_bytes()
    assert parse(Manifest(PROVENANCE, {}, {}).to_bytes()).manifest == Manifest(PROVENANCE, {}, {})


@given(manifests)
def test_a_written_manifest_is_read_unchanged(manifest: Manifest) -> None:
    raw = manifest.to_bytes()
    assert parse(raw).manifest == manifest
    assert parse(raw).problem is None


@given(st.binary() | st.text().map(str.encode))
def test_any_bytes_give_either_a_manifest_or_a_problem(raw: bytes) -> None:
    recorded = parse(raw)
    assert (recorded.manifest is None) == (recorded.problem is not None)


@given(st.data())
def test_a_truncated_manifest_is_never_read_in_part(data: st.DataObject) -> None:
    raw = data.draw(manifests).to_bytes()
    cut = data.draw(st.integers(0, len(raw) - 2))
    assert parse(raw[:cut]).manifest is None


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"files": None}, "files is missing or not a JSON object"),
        ({"catalog": []}, "catalog is missing or not a JSON object"),
        ({"target": 1}, "target is missing or not a valid string"),
        ({"target": "\ud800"}, "target is missing or not a valid string"),
        ({"formatter": 26}, "formatter is missing or not a valid string"),
        ({"generator": {"name": "x", "version": "1"}}, "it is not from this tool"),
        ({"files": {"a": "b"}}, 'files has an invalid sha256 for "a"'),
        ({"pending": {"a": None}}, 'pending has an invalid sha256 for "a"'),
        ({"pending": None}, "pending is missing or not a JSON object"),
        ({"files": {"../a": "0" * 64}}, 'files names "../a", but it does not name a file'),
        ({"files": {"/etc/a": "0" * 64}}, 'files names "/etc/a", but it does not name a file'),
        ({"files": {"manifest.json": "0" * 64}}, "but this name is reserved for the manifest"),
    ],
)
def test_an_invalid_structure_is_reported(changes: dict[str, Any], problem: str) -> None:
    recorded = parse(json.dumps(as_data(**changes)).encode())
    assert recorded.manifest is None
    assert problem in str(recorded.problem)


@pytest.mark.parametrize(
    ("raw", "problem"),
    [
        (b"", "it is not JSON (Expecting value)"),
        (b"[]", "it is not a JSON object"),
        (b"\xff\xfe{}", "it is not UTF-8"),
        (b"[" * 100_000, "it is nested too deeply"),
    ],
)
def test_an_invalid_file_is_reported(raw: bytes, problem: str) -> None:
    assert parse(raw).problem == problem


def test_a_syntax_error_is_reported_with_its_position() -> None:
    raw = Manifest(PROVENANCE, {}).to_bytes().replace(b'  "files"', b"<<<<<<< HEAD\n  'files'")
    assert (parse(raw).line, parse(raw).column) == (13, 1)


def test_unknown_keys_are_ignored() -> None:
    assert parse(json.dumps(as_data(news=1)).encode()).manifest is not None


def test_an_unreadable_manifest_is_untracked_unless_it_is_empty_or_names_the_tool() -> None:
    conflict = b"<<<<<<< HEAD\n" + Manifest(PROVENANCE, {}).to_bytes()
    assert not parse(conflict).is_untracked
    assert not parse(b" \n").is_untracked
    assert parse(b'{"name": "my web app", "icons": []}').is_untracked


@pytest.mark.parametrize("formatter", [None, "black 27"])
def test_only_the_formatter_of_the_manifest_has_formatted_the_files(
    formatter: str | None,
) -> None:
    manifest = Manifest(PROVENANCE, {"a.py": "a" * 64})
    assert manifest.formatted_digests("black 26") == {"a.py": "a" * 64}
    assert manifest.formatted_digests(formatter) == {}


# Untrusted manifests


@pytest.mark.parametrize(
    ("before", "after", "key"),
    [
        (b'  "files"', b'  "files": {},\n  "files"', "files"),
        (b'  "target"', b'  "target": "json",\n  "target"', "target"),
        (b'    "version"', b'    "version": "9.9.9",\n    "version"', "version"),
        (b'    "src/actions.py"', b'    "src/actions.py": "",\n    "src/actions.py"', None),
        (b'    "src/actions.py"', b'    "src/actions\\u002epy": "",\n    "src/actions.py"', None),
        (b'  "files"', b'  "later": [{"x": 1, "x": 1}],\n  "files"', "x"),
    ],
)
def test_a_key_that_occurs_twice_is_refused(before: bytes, after: bytes, key: str | None) -> None:
    raw = Manifest(PROVENANCE, {"src/actions.py": "a" * 64}).to_bytes()
    assert after not in raw
    changed = raw.replace(before, after, 1)
    assert parse(changed).problem == f'it has the key "{key or "src/actions.py"}" twice'
    assert parse(changed.replace(b"\n", b"\r\n")).manifest is None


def test_a_manifest_larger_than_the_limit_is_refused() -> None:
    padding = b" " * LARGEST
    raw = Manifest(PROVENANCE, {}).to_bytes()
    assert parse(raw + padding[len(raw) :]).manifest is not None
    assert parse(raw + padding).problem == "it is larger than 16 MiB"


@pytest.mark.parametrize(
    "value",
    [
        "1e99999",
        "-1e99999",
        "9" * 5000,
        "NaN",
        "[" * 5000 + "]" * 5000,
        '{"a":' * 5000 + "}" * 5000,
    ],
)
@pytest.mark.parametrize("key", ["target", "files", "later"])
def test_values_of_any_size_and_depth_are_read_or_refused(key: str, value: str) -> None:
    data = json.dumps(as_data(**{key: "?"})).replace('"?"', value)
    recorded = parse(data.encode())
    assert (recorded.manifest is None) == (recorded.problem is not None)
    assert key == "later" or recorded.manifest is None


@pytest.mark.parametrize("path", ["a/" * 40 + "a", "a/" * 10_000 + "a", "a" * 1025, "a" * 256])
def test_a_path_that_is_too_long_or_too_deep_is_refused(path: str) -> None:
    recorded = parse(json.dumps(as_data(files={path: "0" * 64})).encode())
    assert recorded.manifest is None
    assert len(str(recorded.problem)) < 200


# Paths


@pytest.mark.parametrize(
    "path",
    [
        *("a", "src/a.py", ".gitignore", "a b/c", "é/ü.md", "x/manifest.json", "...x", "-rf"),
        *("a..b/c", "console.py", "COM10", "com", "auxiliary/nullable.ts", "日本/語", "a" * 255),
        *("é" * 127, "a/" * 31 + "a", "🙂"),
    ],
)
def test_paths_in_the_output_directory_are_valid(path: str) -> None:
    assert artifact_paths.find_fault(path) is None


@pytest.mark.parametrize(
    "path",
    [
        *("", ".", "..", "/", "/a", "a/", "a//b", "./a", "a/.", "a/../b", "../a", "a/.."),
        *("C:/a", "C:a", "\\\\host\\a", "..\\a", "a\\b", "a\nb", "a\0b", "\x7f", "\ud800"),
        *("a.", "a./b", "a ", ".. /a", ".a.statserver-bindgen.tmp", "Manifest.JSON"),
        *("CON", "con", "a/Nul.txt", "aux.tar.gz/b", "COM1.x", "lpt9", "com¹", "PRN .md", "CONIN$"),
        *("a*", "a?", "<a>", "a|b", 'a"b', "a::$INDEX_ALLOCATION"),
        *("é" * 128, "a/" * 32 + "a", "a/" * 600 + "a"),
    ],
)
def test_paths_that_are_invalid_on_any_system_are_refused(path: str) -> None:
    assert artifact_paths.find_fault(path) is not None


@pytest.mark.parametrize(
    ("planned", "both"),
    [
        (["a", "b", "a"], ("a", "a")),
        (["Readme.md", "README.md"], ("Readme.md", "README.md")),
        (["src/a", "Src/b"], ("src", "Src")),
        (["a", "a/b"], ("a", "a/b")),
        (["a/b", "a"], ("a", "a/b")),
        (["caf\u00e9", "cafe\u0301"], ("caf\u00e9", "cafe\u0301")),
        (["stra\u00dfe", "STRASSE"], ("stra\u00dfe", "STRASSE")),
    ],
)
def test_paths_that_are_one_file_on_some_systems_collide(
    planned: list[str], both: tuple[str, str]
) -> None:
    assert artifact_paths.find_collision(planned) == both


def test_other_paths_do_not_collide() -> None:
    assert artifact_paths.find_collision(["a", "b/a", "b/c", "a.b", "b.a/a"]) is None


# Controls, bidi controls, zero-width characters, spaces, fillers, selectors and tags.
INVISIBLE = (
    "\0\t\n\r\x1b\x7f\x80\x85\x9f\u00a0\u00ad\u034f\u061c\u115f\u17b4\u180e\u2000\u200b\u200c\u200d"
    "\u200e\u2028\u2029\u202a\u202e\u2060\u2066\u2069\u2800\u3000\u3164\ufe0f\ufeff\uffa0\ufff9\ud800"
    "\ue000\U000e0001\U000e0041\U000e0100"
)


@pytest.mark.parametrize("character", INVISIBLE, ids=ascii)
@pytest.mark.parametrize("path", ["{}", "a{}b", "d{}/a", ".gi{}t/a"])
def test_invisible_characters_in_a_path_are_refused(path: str, character: str) -> None:
    fault = artifact_paths.find_fault(path.format(character))
    assert fault == "it has control characters or invisible characters"


@pytest.mark.parametrize(
    "path", [".a", ".git/config", "a/.env", "a/.b/c", "GIT~1/config", "git~2", "a/GI7EB~1"]
)
def test_names_with_a_dot_and_the_short_names_of_windows_are_hidden(path: str) -> None:
    assert artifact_paths.is_hidden(path)


@pytest.mark.parametrize("path", ["a", "a.b/c", "a~b", "a~", "src/__init__.py"])
def test_other_names_are_not_hidden(path: str) -> None:
    assert not artifact_paths.is_hidden(path)
