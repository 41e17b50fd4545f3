r"""A whole run, from a spec to files on disk: the Python API of the tool.

    spec ─ load ─→ Catalog ─ render ─ format ─→ artifacts ─ plan ─ write ─→ output directory
             │                                              │
             └─→ diagnostics                                └─→ diagnostics, where check stops

A build script calls it like this::

    from statserver_bindgen import generate, load

    spec = load("spec/actions.yaml")
    if spec.catalog is None:
        raise SystemExit("\n".join(map(str, spec.diagnostics)))
    result = generate(spec.catalog, {"python": "lib/actions"})
    if result.refused:
        raise SystemExit("\n".join(map(str, result.diagnostics)))
    print(f"{len(result.written)} files written")

Problems of a spec or of the files on disk are values, the diagnostics of a result. An exception,
always a `BindgenError`, means that a run can't continue. Each function imports what it needs: a
verification, for example, imports neither a YAML reader nor a template engine.

`load`, `generate` and `check` call `on_step` at the start of each step, with its name: `read` and
`validate`; then `render` and `format` of each target, as in `render python`; then `plan`, and
`write` or `diff`. A step ends when the next one starts, or when the function returns. A step
without work is left out, such as `format` of a target that has no formatter.
"""

from __future__ import annotations

import json
from itertools import chain, islice
from os import PathLike
from os.path import isfile
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from statserver_bindgen import resources, shipped_data
from statserver_bindgen.errors import CatalogRejectedError, SpecError
from statserver_bindgen.planned_outputs import ignore, plan_outputs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from statserver_bindgen.catalog import Catalog
    from statserver_bindgen.diagnostics import Diagnostic
    from statserver_bindgen.identifiers import Identifiers
    from statserver_bindgen.planned_outputs import OnStep, Outputs, StrPath
    from statserver_bindgen.rendering.targets import Target
    from statserver_bindgen.verification.reference import Reference
    from statserver_bindgen.verification.verify import VerifiedCopy
    from statserver_bindgen.workspace.writer import RunResult
    from statserver_bindgen.yaml_source.document import Document


class LoadedSpec(NamedTuple):
    """The result of `load`.

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


def find_targets(
    names: Sequence[str] = (), templates: Iterable[StrPath] = ()
) -> tuple[Target, ...]:
    """Return the targets with these names, in their order; all targets if no name is given.

    Args:
        names: names of targets, or of parts of them: `python:src/statserver_actions`.
        templates: directories of targets, which are searched before the shipped targets.

    Raises:
        TargetError: a name or a part is unknown, a directory can't be read, or a target.yaml is
            not valid.
    """
    from statserver_bindgen.rendering.targets import select

    return select(names, [*map(Path, templates), resources.templates()])


def load(
    spec: StrPath | BinaryIO | None = None,
    targets: Iterable[Target] | None = None,
    *,
    name: str | None = None,
    on_step: OnStep = ignore,
) -> LoadedSpec:
    """Read and validate a spec.

    Args:
        spec: its path, or a binary stream. The default is `spec/actions.yaml` in the working
            directory or else the shipped spec.
        targets: the targets whose identifiers the names of the spec must fit. The default is the
            shipped targets.
        name: the name of the spec in diagnostics. The default is its path.
        on_step: called with the name of each step when it starts.

    Raises:
        SpecError: the spec can't be read.
        TargetError: the target.yaml of a shipped target can't be read.
    """
    from statserver_bindgen.catalog import build_catalog
    from statserver_bindgen.yaml_source.document import SpansOnDemand
    from statserver_bindgen.yaml_source.limits import cap

    on_step("read")
    path, raw = _read_spec(spec)
    file = name or path
    document = _read_document(file, raw)
    on_step("validate")
    diagnostics = _check(document, targets)
    is_valid = document.complete and all(it.severity != "error" for it in diagnostics)
    data, text, spans = document.data, document.text, SpansOnDemand(document)
    # Of a large document, positions and data take more memory than the catalog.
    del document, raw
    catalog = build_catalog(data, spans) if is_valid else None
    return LoadedSpec(file, text, catalog, cap(diagnostics))


def _read_document(file: str, raw: bytes) -> Document:
    from statserver_bindgen.yaml_source.document import CheckedDocument, read_document

    # Another spec rarely has the same size, and then its data need not be loaded to compare them.
    if len(raw) == resources.spec().stat().st_size:
        data = shipped_data.find_data(shipped_data.SPEC, raw)
        if data is not None:
            return CheckedDocument(file, raw.decode(), data)
    return read_document(file, raw)


def _check(document: Document, targets: Iterable[Target] | None) -> list[Diagnostic]:
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
    identifiers = _read_identifiers(targets)
    most = LIMITS.problems - len(diagnostics) + 1
    problems = chain(
        references.check(valid),
        table_rules.check(valid, identifiers),
        fact_rules.check(valid),
        lifecycle_rules.check(valid),
    )
    return [*diagnostics, *islice(problems, most)]


def generate(  # noqa: PLR0913 - one parameter for each choice
    catalog: Catalog,
    outputs: Outputs,
    *,
    formatted: bool = True,
    force: bool = False,
    on_wait: Callable[[Path], object] = ignore,
    on_step: OnStep = ignore,
) -> RunResult:
    """Write the artifacts of targets to their output directories: all of them, or none.

    Args:
        catalog: the catalog to render.
        outputs: the output directory of each target, by the name of a shipped target or of a part
            of one, or by target; or pairs of these, where a target may have several directories.
        formatted: whether formatters are applied.
        force: whether edited and untracked files at planned paths are overwritten.
        on_wait: called with an output directory before waiting for another run there.
        on_step: called with the name of each step when it starts.

    Raises:
        TargetError: a target is unknown, or one of its templates is not valid.
        WorkspaceError: an output directory can't be used, or the system refuses a write. In the
            latter case, some files may be written; the next run continues.
    """
    from statserver_bindgen.workspace import filesystem, writer

    with filesystem.TemporaryStore() as store:
        try:
            planned = plan_outputs(
                catalog, outputs, formatted=formatted, keep=store.keep, on_step=on_step
            )
        except CatalogRejectedError as error:
            return writer.RunResult(error.diagnostics, refused=True)
        on_step("plan")
        return writer.generate(
            planned, force=force, on_wait=on_wait, on_write=lambda: on_step("write")
        )


def check(
    catalog: Catalog,
    outputs: Outputs,
    *,
    formatted: bool = True,
    diff: bool = False,
    on_step: OnStep = ignore,
) -> RunResult:
    """Compare output directories with the artifacts of their targets; write nothing.

    Args:
        catalog: the catalog to render.
        outputs: the output directory of each target, by the name of a shipped target or of a part
            of one, or by target; or pairs of these, where a target may have several directories.
        formatted: whether formatters are applied.
        diff: whether the result contains the difference of each stale or edited file.
        on_step: called with the name of each step when it starts.

    Raises:
        TargetError: a target is unknown, or one of its templates is not valid.
        WorkspaceError: an output directory can't be read.
    """
    from statserver_bindgen.workspace import filesystem, writer

    with filesystem.TemporaryStore() as store:
        try:
            planned = plan_outputs(
                catalog, outputs, formatted=formatted, keep=store.keep, on_step=on_step
            )
        except CatalogRejectedError as error:
            return writer.RunResult(error.diagnostics, refused=True)
        on_step("plan")
        result = writer.check(planned)
        if not diff:
            return result
        on_step("diff")
        return result._replace(diffs=tuple(writer.diffs(planned)))


def verify(
    directory: StrPath, *, strict: bool = False, against: StrPath | Reference | None = None
) -> VerifiedCopy:
    """Verify a directory of generated files by its manifest; needs neither spec nor templates.

    Args:
        directory: a directory with a manifest.json: an output directory, or a copy of one.
        strict: whether untracked files and differences in provenance are errors.
        against: a manifest.json to compare with, a directory that contains one, or the reference
            that `read_reference` returns.

    Raises:
        WorkspaceError: the directory does not exist, or a file can't be read.
    """
    from statserver_bindgen.verification.verify import verify_copy

    if isinstance(against, str | PathLike):
        against = read_reference(against)
    return verify_copy(Path(directory), strict=strict, against=against)


def read_reference(against: StrPath) -> Reference:
    """Return the reference to compare several copies with; a pipe can be read only once.

    Args:
        against: a manifest.json, or a directory that contains one.

    Raises:
        WorkspaceError: there is no manifest, or it can't be read.
    """
    from statserver_bindgen.verification import reference

    return reference.read_reference(Path(against))


def _read_spec(spec: StrPath | BinaryIO | None) -> tuple[str, bytes]:
    """Return the path and the bytes of a spec, at most one byte more than the limit."""
    from statserver_bindgen.yaml_source.limits import LIMITS

    if spec is None:
        local = Path("spec", "actions.yaml")
        spec = local if isfile(local) else resources.spec()  # noqa: PTH113 - it never raises
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


def _read_identifiers(targets: Iterable[Target] | None) -> dict[str, Identifiers]:
    """Return the identifier rules of targets by name, those of the shipped targets by default."""
    if targets is not None:
        return {it.name: it.identifiers for it in targets}
    from statserver_bindgen.rendering.targets import read_identifiers

    return read_identifiers(resources.templates())
