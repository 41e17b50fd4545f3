"""The two sides of a comparison: a text that names one becomes a catalog.

    1.0.0              the release with this version, in `releases/` next to the working spec
    git:REF[:PATH]     a file in a git revision; PATH is that of the working spec by default
    a directory        an output directory, an installed package, or an unpacked one
    a file             a spec, an actions.json, or the snapshot of a release

Without a text, it is the working spec.
"""

from __future__ import annotations

import json
import os
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from statserver_bindgen.catalog import build_catalog
from statserver_bindgen.changes import json_files, published
from statserver_bindgen.changes.packages import find_published
from statserver_bindgen.changes.revisions import read_revision
from statserver_bindgen.changes.snapshots import check_snapshot
from statserver_bindgen.diagnostics import Span
from statserver_bindgen.errors import SpecError
from statserver_bindgen.terminal_text import listed, safe
from statserver_bindgen.validation.specs import RELEASES, check_document, load_spec, working_spec
from statserver_bindgen.versions import version_numbers
from statserver_bindgen.yaml_source.document import Document
from statserver_bindgen.yaml_source.limits import LIMITS
from statserver_bindgen.yaml_source.source_text import SourceText

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from statserver_bindgen.catalog import Catalog
    from statserver_bindgen.identifiers import Identifiers
    from statserver_bindgen.yaml_source.positions import DataPath

    ReadIdentifiers = Callable[[], Mapping[str, Identifiers]]

NEVER_PUBLISHED: Final = frozenset({"low_confidence", "facts_of_removed"})
"""What no actions.json has: meanings of low confidence, and the facts of removed rows."""
_GIT: Final = "git:"
_DEFAULT_PATH: Final = "./spec/actions.yaml"


class Side(NamedTuple):
    """A side of a comparison.

    Attributes:
        name: the name of the side, as reports print it.
        catalog: its catalog.
        text: the text of its spec, for excerpts; None if it has no spec.
        unknown: the keys of the spec that the side does not know.
        artifacts: the sha256 of each generated file by target and path, if the side has them.
    """

    name: str
    catalog: Catalog
    text: str | None = None
    unknown: frozenset[str] = frozenset()
    artifacts: Mapping[str, str] | None = None

    @property
    def note(self) -> str | None:
        """What the side does not know, or None."""
        missing = sorted(self.unknown - NEVER_PUBLISHED)
        if not missing:
            return None
        return f"{safe(self.name)} does not contain: {listed(missing)}; these are not compared"


def read_side(
    text: str | None, read_identifiers: ReadIdentifiers = dict, spec: Path | None = None
) -> Side:
    """Return the side that a text names; None is the working spec.

    Args:
        text: see the documentation of this module.
        read_identifiers: returns the identifier rules that the names of a spec must fit.
        spec: the path of the working spec; None for the default.

    Raises:
        SpecError: the side can't be read, or is not valid.
    """
    if text is None:
        return _read_spec(str(spec or working_spec()), None, read_identifiers)
    if text.startswith(_GIT):
        return _read_revision(text, read_identifiers, spec)
    if version_numbers(text) is not None:
        file = (spec or working_spec()).parent / RELEASES / f"{text}.json"
        if not _is(Path.is_file, file):
            raise SpecError(f"there is no release {text}: {file} does not exist")
        return _read_json(text, json_files.read_json(file))
    path = Path(text)
    if _is(Path.is_dir, path):
        file = find_published(path)
        return _read_json(str(file), json_files.read_json(file))
    if path.suffix == ".json":
        return _read_json(text, json_files.read_json(path))
    return _read_spec(text, None, read_identifiers)


def _is(test: Callable[[Path], bool], path: Path) -> bool:
    """Return whether a path is a file or a directory; a path that can't exist is neither."""
    try:
        return test(path)
    except (OSError, ValueError):
        return False


def _read_revision(text: str, read_identifiers: ReadIdentifiers, spec: Path | None) -> Side:
    revision, _, path = text.removeprefix(_GIT).partition(":")
    if not path:
        path = _DEFAULT_PATH if spec is None else _path_in_revision(spec)
    raw = read_revision(revision, path, LIMITS.file + 1)
    name = f"{_GIT}{revision}:{path}"
    if path.endswith(".json"):
        return _read_json(name, json_files.parse_json(name, raw))
    return _read_spec(name, raw, read_identifiers)


def _path_in_revision(spec: Path) -> str:
    """Return the path of a spec for git: from the working directory, also if it is absolute."""
    return f"./{Path(os.path.relpath(spec)).as_posix()}"


def _read_spec(name: str, raw: bytes | None, read_identifiers: ReadIdentifiers) -> Side:
    spec = name if raw is None else BytesIO(raw)
    loaded = load_spec(spec, read_identifiers, name=name, keeps_positions=True)
    if loaded.catalog is None:
        raise SpecError(f"{name} is not valid", loaded.diagnostics)
    return Side(name, loaded.catalog, loaded.text)


def _read_json(name: str, content: dict[str, Any]) -> Side:
    """Return the side of a JSON file: the snapshot of a release, or an actions.json."""
    if "facts" in content:
        check_snapshot(name, content)
        return Side(name, _build(name, content["facts"]), artifacts=content["artifacts"])
    if not published.is_published(content):
        raise SpecError(f"{name} is neither an actions.json nor a snapshot of a release")
    result = published.read_published(content)
    catalog = _build(name, result.data)
    if result.wrong_ids:
        index, expected = result.wrong_ids[0]
        raise SpecError(f"{name} is not valid: the id of actions[{index}] is not {expected}")
    return Side(name, catalog, unknown=result.unknown)


def _build(name: str, data: object) -> Catalog:
    """Return the catalog of data that may be anything."""
    document = DataDocument(name, data)
    diagnostics = check_document(document, dict)
    if any(it.severity == "error" for it in diagnostics):
        raise SpecError(f"{name} is not valid", diagnostics)
    return build_catalog(document.data)


class DataDocument(Document):
    """Data that is checked like a spec, without positions: spans have the path instead."""

    def __init__(self, file: str, data: object) -> None:
        super().__init__(SourceText(file, ""), ())
        self.data: Any = data
        self.complete = True

    def value_span(self, path: DataPath) -> Span:
        """Return a span with the JSON pointer of a value after the name of the file."""
        return Span(f"{self.file}#/{'/'.join(map(str, path))}" if path else self.file)

    def key_span(self, path: DataPath) -> Span:
        """Return a span with the JSON pointer of a value after the name of the file."""
        return self.value_span(path)

    def written(self, path: DataPath) -> str:
        """Return a value as JSON."""
        value = self.data
        for step in path:
            value = value[step]
        return json.dumps(value)

    def has_escape(self, path: DataPath) -> bool:
        """Return True: a text of only whitespace is no oversight in data that a program wrote."""
        del path
        return True
