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

`read_configuration` and `find_configured` return what `statserver-bindgen.yaml` names, so that a
script and the command use the same spec and the same directories::

    from statserver_bindgen import find_configured, generate, load, read_configuration

    configuration = read_configuration()
    outputs = find_configured(configuration)
    spec = load(configuration.spec, [target for target, _ in outputs])
    if spec.catalog is not None:
        generate(spec.catalog, outputs)

Problems of a spec or of the files on disk are values, the diagnostics of a result. An exception,
always a `BindgenError`, means that a run can't continue. Each function imports what it needs: a
verification, for example, imports neither a YAML reader nor a template engine.

`load`, `generate`, `check` and `release` call `on_step` at the start of each step, with its name:
`read` and `validate`; then `render` and `format` of each target, as in `render python`; then
`plan`, and `write`, or `releases` and `diff`. `release` has the steps before `plan` twice, for the
spec before and after its edit. A step ends when the next one starts, or when the function returns.
A step without work is left out, such as `format` of a target that has no formatter.
"""

from __future__ import annotations

from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from statserver_bindgen import resources
from statserver_bindgen.errors import CatalogRejectedError
from statserver_bindgen.planned_outputs import digest_outputs, find_outputs, ignore, plan_outputs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from statserver_bindgen.catalog import Catalog
    from statserver_bindgen.changes.comparison import Comparison
    from statserver_bindgen.configuration.configuration import Configuration
    from statserver_bindgen.dependencies.dependency_file import DependencyFile
    from statserver_bindgen.identifiers import Identifiers
    from statserver_bindgen.planned_outputs import OnStep, OutputFiles, Outputs, StrPath
    from statserver_bindgen.releasing.result import ReleaseResult
    from statserver_bindgen.rendering.targets import Target
    from statserver_bindgen.validation.specs import LoadedSpec
    from statserver_bindgen.verification.reference import Reference
    from statserver_bindgen.verification.verify import VerifiedCopy
    from statserver_bindgen.workspace.writer import RunResult


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


def read_configuration(file: StrPath | None = None) -> Configuration:
    """Return what a configuration names.

    Args:
        file: its path. The default is `statserver-bindgen.yaml` in the working directory; without
            that file, the configuration is empty.

    Raises:
        ConfigurationError: the file can't be read, or is not valid; the error has the diagnostics.
    """
    from statserver_bindgen.configuration.configuration import Configuration, find_file

    path = find_file() if file is None else Path(file)
    if path is None:
        return Configuration()
    from statserver_bindgen.configuration import reading

    return reading.read(path, is_named=file is not None)


def find_configured(configuration: Configuration) -> list[tuple[Target, Path]]:
    """Return the targets of a configuration with their output directories.

    Without targets in the configuration, these are the default ones, in `out`.

    Raises:
        TargetError: a directory of targets can't be read, or a target.yaml is not valid.
    """
    pairs = configuration.targets
    if not pairs:
        available = find_targets((), configuration.templates)
        return [(it, Path("out", it.name)) for it in available if it.is_default]
    names = [*dict.fromkeys(name for name, _ in pairs)]
    targets = dict(zip(names, find_targets(names, configuration.templates), strict=True))
    return [(targets[name], directory) for name, directory in pairs]


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
    from statserver_bindgen.validation.specs import load_spec

    return load_spec(spec, lambda: _read_identifiers(targets), name=name, on_step=on_step)


def generate(  # noqa: PLR0913 - one parameter for each choice
    catalog: Catalog,
    outputs: Outputs,
    *,
    formatted: bool = True,
    force: bool = False,
    dry_run: bool = False,
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
        dry_run: whether nothing is written; the result is that of a run that writes.
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
            planned,
            force=force,
            dry_run=dry_run,
            on_wait=on_wait,
            on_write=lambda: on_step("write"),
        )


def list_files(
    catalog: Catalog, outputs: Outputs, *, on_step: OnStep = ignore
) -> tuple[OutputFiles, ...]:
    """Return the files that `generate` writes to empty output directories, with their manifests.

    Args:
        catalog: the catalog to render.
        outputs: the output directories, as for `generate`.
        on_step: called with the name of each step when it starts.

    Raises:
        CatalogRejectedError: the catalog does not fit some of the targets.
        TargetError: a target is unknown, or one of its templates is not valid.
        WorkspaceError: a path is refused, or two output directories share a path.
    """
    from statserver_bindgen.planned_outputs import OutputFiles
    from statserver_bindgen.workspace import filesystem, writer

    with filesystem.TemporaryStore() as store:
        pairs = find_outputs(outputs)
        planned = plan_outputs(catalog, pairs, formatted=False, keep=store.keep, on_step=on_step)
        files = writer.list_files(planned)
        return tuple(OutputFiles(*pair, paths) for pair, paths in zip(pairs, files, strict=True))


def plan_dependency_file(
    file: StrPath,
    spec: StrPath | None,
    outputs: Outputs,
    *,
    templates: Iterable[StrPath] = (),
    configuration: StrPath | None = None,
) -> DependencyFile:
    """Return a dependency file for a build tool: a rule in the syntax of Make.

    Its target is the file that the build touches after a run; its prerequisites are the files and
    directories on which the output depends. `write()` of the result writes it.

    Args:
        file: its path: that of the target, and `.d`.
        spec: the path of the spec, or None for a stream.
        outputs: the output directories, as for `generate`.
        templates: the directories of targets that are searched before the shipped targets.
        configuration: the configuration file, or None.

    Raises:
        ValueError: the name of the file does not end with `.d`.
        TargetError: a target is unknown, or its target.yaml is not valid.
        WorkspaceError: make and ninja can't both read a path, or another kind of file is at the
            path of the dependency file.
    """
    from statserver_bindgen.dependencies import dependency_file, prerequisites

    paths = prerequisites.find_prerequisites(
        None if spec is None else Path(spec),
        dict.fromkeys(target for target, _ in find_outputs(outputs)),
        map(Path, templates),
        None if configuration is None else Path(configuration),
    )
    return dependency_file.plan_dependency_file(Path(file), paths)


def check(
    catalog: Catalog,
    outputs: Outputs,
    *,
    formatted: bool = True,
    diff: bool = False,
    on_step: OnStep = ignore,
) -> RunResult:
    """Compare output directories with the artifacts of their targets; write nothing.

    The catalog is compared with its newest release, if it has one; the shipped one is not, as its
    version is not the user's.

    Args:
        catalog: the catalog to render.
        outputs: the output directory of each target, by the name of a shipped target or of a part
            of one, or by target; or pairs of these, where a target may have several directories.
        formatted: whether formatters are applied.
        diff: whether the result contains the difference of each stale or edited file.
        on_step: called with the name of each step when it starts.

    Raises:
        SpecError: a snapshot of a release can't be read.
        TargetError: a target is unknown, or one of its templates is not valid.
        WorkspaceError: an output directory can't be read.
    """
    from statserver_bindgen.workspace import filesystem, writer

    with filesystem.TemporaryStore() as store:
        if _has_own_releases(catalog):
            outputs = find_outputs(outputs)
        try:
            planned = plan_outputs(
                catalog, outputs, formatted=formatted, keep=store.keep, on_step=on_step
            )
        except CatalogRejectedError as error:
            return writer.RunResult(error.diagnostics, refused=True)
        on_step("plan")
        result = writer.check(planned)
        if _has_own_releases(catalog):
            from statserver_bindgen.releases.checks import check_releases

            on_step("releases")
            digests = digest_outputs(find_outputs(outputs), planned) if formatted else {}
            diagnostics = check_releases(catalog, digests)
            result = result._replace(diagnostics=(*diagnostics, *result.diagnostics))
        if not diff:
            return result
        on_step("diff")
        return result._replace(diffs=tuple(writer.diffs(planned)))


def find_committed(
    directory: StrPath, templates: Iterable[StrPath] = ()
) -> list[tuple[Target, Path]]:
    """Return the targets that have an output directory with a manifest in a directory.

    Args:
        directory: the parent of the output directories.
        templates: directories of targets, which are searched before the shipped targets.

    Raises:
        TargetError: the target of a manifest is unknown.
        WorkspaceError: a directory or a manifest can't be read.
    """
    from statserver_bindgen.workspace.reading import find_output_directories

    directories = find_output_directories(Path(directory))
    if not directories:
        return []
    names = {it: manifest.provenance.target for it, manifest in directories.items()}
    unique = [*dict.fromkeys(names.values())]
    targets = dict(zip(unique, find_targets(unique, templates), strict=True))
    return [(targets[name], path) for path, name in names.items()]


def release(  # noqa: PLR0913 - one parameter for each choice
    spec: StrPath,
    outputs: Outputs,
    version: str | None = None,
    *,
    date: str | None = None,
    dry_run: bool = False,
    on_wait: Callable[[Path], object] = ignore,
    on_step: OnStep = ignore,
) -> ReleaseResult:
    """Release a spec: set its version, write `since`, CHANGELOG, output and the snapshot.

    The output must be up to date and unedited. The snapshot gets its name last; the same call
    continues an interrupted release.

    Args:
        spec: the path of the spec.
        outputs: the output directory of each target, as for `generate`; `find_committed` returns
            those that are generated already.
        version: the version. The default is that of the spec if it is large enough for the changes
            since the newest release, or else the smallest that is.
        date: the date in the CHANGELOG, YYYY-MM-DD. The default is the present day in UTC.
        dry_run: whether nothing is written.
        on_wait: called with a directory before waiting for another run there.
        on_step: called with the name of each step when it starts.

    Raises:
        SpecError: the spec, the CHANGELOG or a snapshot can't be read.
        EditError: the layout of the spec can't be edited.
        TargetError: a target is unknown, or one of its templates is not valid.
        WorkspaceError: a directory can't be used, or the system refuses a write. In the latter
            case, some files may be written; the next release continues.
        ValueError: the version is not valid.
    """
    from statserver_bindgen.releasing import run
    from statserver_bindgen.versions import version_numbers

    if version is not None and version_numbers(version) is None:
        raise ValueError(version)
    return run.release(
        spec,
        outputs,
        version,
        date=date or _today(),
        read_identifiers=lambda: _read_identifiers(None),
        dry_run=dry_run,
        on_wait=on_wait,
        on_step=on_step,
    )


def _today() -> str:
    from datetime import datetime, timezone

    return datetime.now(timezone.utc).date().isoformat()


def diff(
    old: str,
    new: str | None = None,
    targets: Iterable[Target] | None = None,
    *,
    spec: StrPath | None = None,
) -> Comparison:
    """Compare two versions of a catalog.

    Args:
        old: a spec, an actions.json, a directory with one, `git:REF[:PATH]`, or the version of a
            release.
        new: the same; the default is the working spec.
        targets: the targets whose identifiers the names of a spec must fit. The default is the
            shipped targets.
        spec: the path of the working spec. The default is that of `load`.

    Raises:
        SpecError: a side can't be read, or is not valid; it has the diagnostics.
        TargetError: the target.yaml of a shipped target can't be read.
    """
    from statserver_bindgen.changes.comparison import compare_sides
    from statserver_bindgen.changes.sides import read_side

    path = None if spec is None else Path(spec)
    old_side, new_side = (
        read_side(side, lambda: _read_identifiers(targets), path) for side in (old, new)
    )
    return compare_sides(old_side, new_side)


def _has_own_releases(catalog: Catalog) -> bool:
    directory = catalog.releases_directory
    return directory is not None and directory.parent != resources.spec().parent


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


def _read_identifiers(targets: Iterable[Target] | None) -> dict[str, Identifiers]:
    """Return the identifier rules of targets by name, those of the shipped targets by default."""
    if targets is not None:
        return {it.name: it.identifiers for it in targets}
    from statserver_bindgen.rendering.targets import read_identifiers

    return read_identifiers(resources.templates())
