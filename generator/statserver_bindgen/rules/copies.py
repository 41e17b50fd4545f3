"""The rules of a copy that is compared with another manifest: `verify --against`, and builds."""

from __future__ import annotations

from typing import Final

from statserver_bindgen.diagnostics import Rule

COPY_OLDER: Final = Rule(
    "copy-older",
    "A copy has the version of the other manifest, or a newer one.",
    "An older table lacks actions, or has cells that were corrected since.",
)
COPY_NEWER: Final = Rule(
    "copy-newer",
    "A copy is not newer than the other manifest.",
    "The given manifest is probably outdated. With `--strict`, a newer copy is an error: its "
    "manifest may claim any version.",
    severity="note",
)
COPY_DIFFERS: Final = Rule(
    "copy-differs",
    "Copies of the same version have the same content.",
    "With two contents under one version, the version no longer identifies the content. If the id, "
    "the version and the digest of two catalogs agree, the files are always compared.",
)
COPY_OF_ANOTHER_CATALOG: Final = Rule(
    "copy-of-another-catalog",
    "A copy is compared with a manifest of the same catalog.",
    "Versions of different catalogs can't be compared.",
)
COPY_OF_ANOTHER_TARGET: Final = Rule(
    "copy-of-another-target",
    "A copy is compared with a manifest of the same target.",
    "The catalog versions of two targets can be compared; their files differ. It is an error with "
    "`--strict`.",
    severity="note",
)
COPY_BY_ANOTHER_GENERATOR: Final = Rule(
    "copy-by-another-generator",
    "A copy and the other manifest are from the same version of the tool.",
    "The templates of another version may give other code for the same table. It is an error with "
    "`--strict`.",
    severity="note",
)
COPY_BY_ANOTHER_FORMATTER: Final = Rule(
    "copy-by-another-formatter",
    "A copy and the other manifest are from the same formatter.",
    "Another formatter gives other bytes for the same table. It is an error with `--strict`.",
    severity="note",
)
COPY_VERSION_UNKNOWN: Final = Rule(
    "copy-version-unknown",
    "The versions in manifests are three numbers joined by dots.",
    "Only such versions can be compared; `version-form` requires them in every spec.",
)
COPY_NOT_COMPARED: Final = Rule(
    "copy-not-compared",
    "A nested copy is compared with the one at the same path.",
    "A nested copy is a directory with a manifest of its own, such as `dist` of an npm package. "
    "Pass a directory that was built to `--against`. It is an error with `--strict`.",
    severity="note",
)
BUILD_OUTDATED: Final = Rule(
    "build-outdated",
    "The build in a copy is of the version of its sources.",
    "Programs run the build, not the sources.",
)
