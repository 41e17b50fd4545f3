"""A spec as a whole: a file becomes a catalog, or the problems of the spec.

`load_spec` reads the YAML, checks it against the schema and the rules, and builds the catalog.
"""

from __future__ import annotations

import json
from itertools import chain, islice
from os import PathLike
from os.path import isdir, isfile
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final, NamedTuple

from statserver_bindgen import resources, shipped_data
from statserver_bindgen.errors import SpecError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from statserver_bindgen.catalog import Catalog
    from statserver_bindgen.diagnostics import Diagnostic
    from statserver_bindgen.identifiers import Identifiers
    from statserver_bindgen.yaml_source.document import Document

    Spec = str | PathLike[str] | BinaryIO | None
    ReadIdentifiers = Callable[[], Mapping[str, Identifiers]]

RELEASES: Final = "releases"
"""The directory of the snapshots of releases, next to the spec."""


class LoadedSpec(NamedTuple):
    """A spec that was read and validated.

    Attributes:
        file: the name of the spec, as diagnostics show it.
        text: the text of the spec, for excerpts.
        catalog: the catalog, or None if a diagnostic is an error.
        diagnostics: all problems, in the order of the file; of more than a thousand, the first
            ones, and one that reports that there are more.
    """

    file: str
    text: str
    catalog: Catalog | None
    diagnostics: tuple[Diagnostic, ...]


def working_spec() -> Path:
    """Return `spec/actions.yaml` in the working directory, or else the shipped spec."""
    local = Path("spec", "actions.yaml")
    return local if isfile(local) else resources.spec()  # noqa: PTH113 - it never raises


def find_releases(spec: Spec) -> Path | None:
    """Return the directory of the releases of a spec, or None if there is none."""
    if spec is None:
        spec = working_spec()
    if not isinstance(spec, str | PathLike):
        return None
    directory = Path(spec).parent / RELEASES
    return directory if isdir(directory) else None  # noqa: PTH112 - it never raises


def read_spec(spec: Spec) -> tuple[str, bytes]:
    """Return the path and the bytes of a spec, at most one byte more than the limit.

    Raises:
        SpecError: the spec can't be read.
    """
    from statserver_bindgen.yaml_source.limits import LIMITS

    if spec is None:
        spec = working_spec()
    name = str(Path(spec)) if isinstance(spec, str | PathLike) else "<stream>"
    try:
        if not isinstance(spec, str | PathLike):
            return name, spec.read(LIMITS.file + 1)
        with Path(spec).open("rb") as stream:
            return name, stream.read(LIMITS.file + 1)
    except OSError as error:
        raise SpecError(f"the spec {name} can't be read: {error.strerror}") from error
    except ValueError as error:  # a closed stream, or a path with a NUL character
        raise SpecError(f"the spec {name} can't be read: {error}") from error


def load_spec(  # noqa: PLR0913 - one parameter for each choice
    spec: Spec,
    read_identifiers: ReadIdentifiers,
    *,
    name: str | None = None,
    on_step: Callable[[str], object] = bool,
    keeps_positions: bool = False,
    releases_directory: Path | None = None,
) -> LoadedSpec:
    """Read and validate a spec.

    Args:
        spec: its path, a binary stream, or None for the default.
        read_identifiers: returns the identifier rules of the targets that the names must fit.
        name: the name of the spec in diagnostics. The default is its path.
        on_step: called with `read` and `validate`.
        keeps_positions: whether all positions stay in memory. Otherwise, the text is read again
            when the first span is needed.
        releases_directory: the directory of the snapshots of releases. The default is that next to
            the spec; a stream has none.

    Raises:
        SpecError: the spec can't be read.
    """
    from statserver_bindgen.catalog import build_catalog
    from statserver_bindgen.yaml_source.document import SpansOnDemand
    from statserver_bindgen.yaml_source.limits import cap

    on_step("read")
    path, raw = read_spec(spec)
    file = name or path
    document = _read_document(file, raw)
    on_step("validate")
    diagnostics = check_document(document, read_identifiers)
    is_valid = document.complete and all(it.severity != "error" for it in diagnostics)
    data, text = document.data, document.text
    spans = document if keeps_positions else SpansOnDemand(document)
    # Of a large document, positions and data take more memory than the catalog.
    del document, raw
    directory = releases_directory or find_releases(spec)
    catalog = build_catalog(data, spans, directory) if is_valid else None
    return LoadedSpec(file, text, catalog, cap(diagnostics))


def _read_document(file: str, raw: bytes) -> Document:
    from statserver_bindgen.yaml_source.document import CheckedDocument, read_document

    # Another spec rarely has the same size, and then its data need not be loaded to compare them.
    if len(raw) == resources.spec().stat().st_size:
        data = shipped_data.find_data(shipped_data.SPEC, raw)
        if data is not None:
            return CheckedDocument(file, raw.decode(), data)
    return read_document(file, raw)


def check_document(document: Document, read_identifiers: ReadIdentifiers) -> list[Diagnostic]:
    """Return the problems of a document, at most one more than are reported."""
    from statserver_bindgen.validation import (
        fact_rules,
        lifecycle_rules,
        references,
        schema,
        table_rules,
    )
    from statserver_bindgen.validation.valid_view import ValidView
    from statserver_bindgen.yaml_source.document import CheckedDocument
    from statserver_bindgen.yaml_source.limits import LIMITS, is_capped

    diagnostics = [*document.diagnostics]
    if not document.complete:
        return diagnostics
    invalid = document.unreliable
    if not isinstance(document, CheckedDocument):
        checked = schema.check(document, json.loads(resources.spec_schema().read_bytes()))
        diagnostics += checked.diagnostics
        invalid |= checked.invalid
    if is_capped(diagnostics):
        return diagnostics
    valid = ValidView(document, invalid)
    most = LIMITS.problems - len(diagnostics) + 1
    problems = chain(
        references.check(valid),
        table_rules.check(valid, read_identifiers()),
        fact_rules.check(valid),
        lifecycle_rules.check(valid),
    )
    return [*diagnostics, *islice(problems, most)]
