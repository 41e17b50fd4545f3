"""Reads a configuration: a file becomes a `Configuration`, or an error with its problems.

The file is read and checked like a spec: the YAML, the schema, and the names of the targets.
"""

from __future__ import annotations

import json
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from statserver_bindgen import resources
from statserver_bindgen.configuration.configuration import Configuration
from statserver_bindgen.configuration.file import read_found, read_named
from statserver_bindgen.errors import ConfigurationError
from statserver_bindgen.rules.yaml import EMPTY_FILE

if TYPE_CHECKING:
    from pathlib import Path

    from statserver_bindgen.diagnostics import Diagnostic
    from statserver_bindgen.validation.valid_view import ValidView

_HINT_OF_EMPTY_FILE: Final = "write a key, such as spec or targets, or remove the file"


def read(file: Path, *, is_named: bool) -> Configuration:
    """Return the configuration of a file.

    Args:
        file: its path.
        is_named: whether the user names the file; one that is read because of its name must not be
            from another user.

    Raises:
        ConfigurationError: the file can't be read, or is not valid; the error has the diagnostics.
    """
    return parse(file, read_named(file) if is_named else read_found(file))


def parse(file: Path, raw: bytes) -> Configuration:
    """Return the configuration of a file with these bytes.

    Raises:
        ConfigurationError: the file is not valid; the error has the diagnostics.
    """
    from statserver_bindgen.configuration.rule_ids import check_rules
    from statserver_bindgen.configuration.target_names import check_names
    from statserver_bindgen.validation import schema
    from statserver_bindgen.validation.valid_view import ValidView
    from statserver_bindgen.yaml_source.document import read_document
    from statserver_bindgen.yaml_source.limits import LIMITS, cap

    document = read_document(str(file), raw)
    diagnostics = [*map(_explain, document.diagnostics)]
    if document.complete:
        checked = schema.check(document, json.loads(resources.configuration_schema().read_bytes()))
        diagnostics += checked.diagnostics
        valid = ValidView(document, document.unreliable | checked.invalid)
        names = check_names(valid, _templates(valid, file.parent))
        diagnostics += islice(names, LIMITS.problems + 1)
        diagnostics += islice(check_rules(valid), LIMITS.problems + 1)
    if diagnostics:
        raise ConfigurationError(f"{file} is not a valid configuration", cap(diagnostics))
    return _build(document.data, file)


def _explain(problem: Diagnostic) -> Diagnostic:
    """Return a problem of the YAML with a hint that fits a configuration."""
    return problem._replace(hint=_HINT_OF_EMPTY_FILE) if problem.rule is EMPTY_FILE else problem


def _templates(valid: ValidView, directory: Path) -> list[Path]:
    """Return the directories of targets whose paths are valid."""
    paths = (valid.get("templates", it) for it in valid.keys("templates"))
    return [directory / it for it in paths if it is not None]


def _build(data: Any, file: Path) -> Configuration:
    directory = file.parent
    spec = data.get("spec")
    targets = (
        (name, directory / path)
        for name, paths in data.get("targets", {}).items()
        for path in ([paths] if isinstance(paths, str) else paths)
    )
    lint = data.get("lint", {})
    return Configuration(
        file=file,
        spec=None if spec is None else directory / spec,
        templates=tuple(directory / it for it in data.get("templates", ())),
        targets=tuple(targets),
        disabled_rules=tuple(lint.get("disabled", ())),
        severities=tuple(lint.get("severities", {}).items()),
    )
