"""One output directory of a run: its planned contents, and the plan that the run carries out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from statserver_bindgen import artifact_paths
from statserver_bindgen.errors import WorkspaceError
from statserver_bindgen.workspace import digests, filesystem, obstacles, reading
from statserver_bindgen.workspace.file_states import IRREGULAR
from statserver_bindgen.workspace.manifest import LARGEST, Manifest
from statserver_bindgen.workspace.overlaps import OutputPaths
from statserver_bindgen.workspace.plan import make_plan

if TYPE_CHECKING:
    from collections.abc import Iterable

    from statserver_bindgen.workspace.plan import Plan
    from statserver_bindgen.workspace.writer import PlannedOutput


class OutputDirectory:
    """An output directory and its planned contents.

    Attributes:
        path: the output directory.
        contents: the content of each artifact, by path.
        manifest: the planned manifest.
    """

    def __init__(self, output: PlannedOutput) -> None:
        self.path = output.directory
        self.contents = {artifact.path: artifact.content for artifact in output.artifacts}
        for path, content in self.contents.items():
            if content.size > digests.LARGEST:
                raise WorkspaceError(
                    f"{self.path / path} would be larger than {digests.LARGEST // 1024**2} MiB; "
                    "split the template"
                )
        self.manifest = Manifest(
            output.provenance, {path: content.digest for path, content in self.contents.items()}
        )

    def paths(self, orphaned: Iterable[str] = ()) -> OutputPaths:
        """Return the planned paths, and those of orphaned files."""
        target = self.manifest.provenance.target
        return OutputPaths(target, self.path, (*self.contents, *orphaned))

    def plan(self) -> Plan:
        """Return the plan for the current state of the disk.

        Raises:
            WorkspaceError: the directory can't be used or contains another target, or a file in it
                can't be read.
        """
        reading.directory_exists(self.path)
        recorded = reading.read_manifest_in(self.path)
        target = self.manifest.provenance.target
        if recorded.manifest is not None and recorded.manifest.provenance.target != target:
            raise WorkspaceError(
                f"{self.path} contains the target {recorded.manifest.provenance.target}, as its "
                f"manifest.json shows; give {target} another directory"
            )
        recorded_paths = recorded.manifest.paths if recorded.manifest is not None else ()
        on_disk = digests.digest_files(self.path, self.contents, recorded_paths)
        plan = make_plan(self.manifest, recorded, on_disk)
        with_lf = {
            path: digests.digest_with_lf(self.path / path)
            for path in plan.unrecognized
            if on_disk[path] != IRREGULAR
        }
        return make_plan(self.manifest, recorded, on_disk, with_lf) if with_lf else plan

    def refuse_unwritable(self, plan: Plan) -> None:
        """Do nothing if a plan can be carried out, as far as permissions show.

        Raises:
            WorkspaceError: a directory is not writable, something is in the way of a file, a name
                is too long, or the manifest is too large.
        """
        if len(plan.interim.to_bytes()) > LARGEST:
            raise WorkspaceError(
                f"{self.path / artifact_paths.MANIFEST} would be larger than "
                f"{LARGEST // 1024**2} MiB; split the target"
            )
        obstacles.refuse_unwritable(self.path, plan.touched)

    def carry_out(self, plan: Plan) -> None:
        """Remove and write files as planned, after the temporary files of an interrupted run.

        Raises:
            WorkspaceError: the system fails.
        """
        for path in (*plan.clear, artifact_paths.MANIFEST):
            filesystem.remove_temporary_file(self.path, path)
        if plan.write or plan.remove:
            self._write_manifest(plan.interim)
        # Files are removed first: the path of a new file may differ from an old one only by case.
        for path in plan.remove:
            filesystem.remove_file(self.path, path)
        for path in plan.write:
            filesystem.write_file(self.path, path, self.contents[path].blocks())
        if plan.touched:
            self._remove_directories_of(plan.clear)
            self._write_manifest(plan.manifest)

    def _remove_directories_of(self, paths: Iterable[str]) -> None:
        """Remove the empty directories of files that are not planned.

        An interrupted run may have removed a file without its directory, or the reverse: created
        a directory without its file.
        """
        for path in paths:
            if path not in self.contents:
                filesystem.remove_empty_directories(
                    self.path / parent for parent in artifact_paths.parents(path)
                )

    def _write_manifest(self, manifest: Manifest) -> None:
        filesystem.write_file(self.path, artifact_paths.MANIFEST, [manifest.to_bytes()])
