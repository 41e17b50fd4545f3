"""The rules of output directories and their copies: states of files and of manifests."""

from __future__ import annotations

from typing import Final

from statserver_bindgen.diagnostics import Rule

FILE_MISSING: Final = Rule(
    "file-missing",
    "Every planned file is on disk.",
    "An output directory is used as a whole.",
)
FILE_STALE: Final = Rule(
    "file-stale",
    "Every file is what the spec and the templates give now.",
    "A file from before a change misinforms its readers. A file whose line endings were converted "
    "no longer matches the manifest; `generate` writes it again.",
)
FILE_EDITED: Final = Rule(
    "file-edited",
    "Generated files are not edited.",
    "The next run would overwrite the edit, so the tool stops instead; and an edit does not reach "
    "the other languages.",
)
FILE_UNTRACKED: Final = Rule(
    "file-untracked",
    "An output directory contains generated files only.",
    "The tool never overwrites a file that it did not write, and a published package may contain "
    "files that nothing checks. `check` and `generate` report an error where such a file has the "
    "path of a planned one. `verify` reports a note, and with `--strict` an error.",
)
FILE_ORPHANED: Final = Rule(
    "file-orphaned",
    "Generated files that are no longer planned are removed.",
    "Code that still uses one works with an outdated table.",
)
FILE_LEFT_ALONE: Final = Rule(
    "file-left-alone",
    "An edited or hidden file that is no longer planned is kept.",
    "The tool removes only what it wrote. A manifest may be wrong about that, so the tool never "
    "removes a hidden file, such as `.env` or `.git/config`. It reports such a file once and then "
    "removes it from the manifest.",
    severity="note",
)
RUN_INTERRUPTED: Final = Rule(
    "run-interrupted",
    "Every run completes.",
    "After an interrupted run some files are written and some are not; each file is whole.",
)
MANIFEST_UNREADABLE: Final = Rule(
    "manifest-unreadable",
    "The manifest of an output directory can be read.",
    "Without it the tool can't distinguish generated files from untracked ones, and overwrites "
    "nothing that differs from the plan. A damaged manifest that still names the tool is "
    "rewritten; any other file at its path is not.",
)
MANIFEST_STALE: Final = Rule(
    "manifest-stale",
    "The manifest lists the artifacts that the spec and the templates give now.",
    "Copies in other repositories are verified with it.",
)
TOOL_OLDER: Final = Rule(
    "tool-older",
    "The tool is not older than the version that wrote the output directory.",
    "An older version takes back what the newer one corrected.",
    severity="warning",
)
CATALOG_OLDER: Final = Rule(
    "catalog-older",
    "The catalog is not older than the version in the output directory.",
    "An older table lacks actions, or has cells that were corrected since.",
    severity="warning",
)
MANIFEST_MISSING: Final = Rule(
    "manifest-missing",
    "A verified directory has a manifest.",
    "The files are compared with it. Every output directory has one, and so has the installed "
    "Python package.",
)
UNLISTED_PROBLEMS: Final = Rule(
    "unlisted-problems",
    "A directory has at most a thousand problems.",
    "So many problems usually have one cause. A thousand are listed, first of all the errors, and "
    "the others are counted.",
    severity="note",
)
