"""Generator of language bindings for the actions of Genesys Stat Server.

The Python API is the module `pipeline`, whose names this package exports: `load` reads a spec,
`generate` writes the bindings, `check` compares them with the spec, `verify` checks a copy, `diff`
compares two versions of a catalog, and `release` makes a release. `read_configuration` reads what
a build generates from a file; `list_files` and `plan_dependency_file` describe a run to a build
tool.
The names are imported on first use, so that importing the package stays cheap.

The packages, each importing only from those below it::

    cli             the command
    edited_specs    an edit of a spec file
    pipeline        a whole run: the Python API
    configuration   the file that names the inputs and outputs of a build
    releasing       a spec becomes a release
    dependencies    the files that output depends on, for build tools
    verification    copies of generated files, checked by their manifest
    workspace       output directories: plans, locks, and all writing
    rendering       a catalog and a target become artifacts in memory
    releases        the snapshots of releases, compared with the spec
    changes         the changes between two catalogs, and the version that they require
    conformance     the questions that every binding must answer
    editing         edits of a spec's data, written into its text
    validation      the schema, and the rules of the table
    yaml_source     the bytes of a file become data with positions
    rules           every rule once, with its reason and an example

and the modules at the bottom: the catalog with its vocabulary and facts, the vocabulary of masks,
artifacts and their paths, identifiers, diagnostics and their output, suggestions, terminal text,
errors and resources.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from statserver_bindgen.version import __version__

if TYPE_CHECKING:
    from statserver_bindgen.catalog import Catalog
    from statserver_bindgen.changes.comparison import Comparison
    from statserver_bindgen.configuration.configuration import Configuration
    from statserver_bindgen.dependencies.dependency_file import DependencyFile
    from statserver_bindgen.diagnostics import Diagnostic
    from statserver_bindgen.errors import BindgenError
    from statserver_bindgen.pipeline import (
        check,
        diff,
        find_committed,
        find_configured,
        find_targets,
        generate,
        list_files,
        load,
        plan_dependency_file,
        read_configuration,
        release,
        verify,
    )
    from statserver_bindgen.planned_outputs import OutputFiles
    from statserver_bindgen.releasing.result import ReleaseResult
    from statserver_bindgen.rendering.targets import Target
    from statserver_bindgen.validation.specs import LoadedSpec
    from statserver_bindgen.verification.verify import VerifiedCopy
    from statserver_bindgen.workspace.writer import RunResult

__all__ = [
    "BindgenError",
    "Catalog",
    "Comparison",
    "Configuration",
    "DependencyFile",
    "Diagnostic",
    "LoadedSpec",
    "OutputFiles",
    "ReleaseResult",
    "RunResult",
    "Target",
    "VerifiedCopy",
    "__version__",
    "check",
    "diff",
    "find_committed",
    "find_configured",
    "find_targets",
    "generate",
    "list_files",
    "load",
    "plan_dependency_file",
    "read_configuration",
    "release",
    "verify",
]

_MODULES = {
    "BindgenError": "errors",
    "Catalog": "catalog",
    "Comparison": "changes.comparison",
    "Configuration": "configuration.configuration",
    "DependencyFile": "dependencies.dependency_file",
    "Diagnostic": "diagnostics",
    "LoadedSpec": "validation.specs",
    "OutputFiles": "planned_outputs",
    "ReleaseResult": "releasing.result",
    "RunResult": "workspace.writer",
    "Target": "rendering.targets",
    "VerifiedCopy": "verification.verify",
}


def __getattr__(name: str) -> object:
    """Import an exported name on first use."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    value: object = getattr(import_module(f"{__name__}.{_MODULES.get(name, 'pipeline')}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
