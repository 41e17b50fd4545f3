"""The renderer: a catalog and a target become artifacts in memory. Nothing here writes a file.

Templates see the names of `context` and nothing else: an undefined name is an error, and the
environment is a sandbox.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, Final

import jinja2
from jinja2.sandbox import ImmutableSandboxedEnvironment

from statserver_bindgen.artifact import Artifact
from statserver_bindgen.errors import TemplateError
from statserver_bindgen.rendering import compiled
from statserver_bindgen.rendering.context import NAMES, context
from statserver_bindgen.rendering.filters import Filters, Record, Text, finalize

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from statserver_bindgen.catalog import Catalog
    from statserver_bindgen.rendering.languages import Language
    from statserver_bindgen.rendering.targets import Target, TargetFile


# Folding constants costs more than it saves: each is printed once.
OPTIONS: Final[Mapping[str, Any]] = {
    "trim_blocks": True,
    "lstrip_blocks": True,
    "keep_trailing_newline": True,
    "optimized": False,
}


class _Environment(ImmutableSandboxedEnvironment):
    """The sandbox: templates read all attributes of a record, and not the string of a `Text`."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        if type(obj) is Record and attribute in (attributes := vars(obj)):
            return attributes[attribute]
        return super().getattr(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        if type(obj) is Record and argument in (attributes := vars(obj)):
            return attributes[argument]
        return super().getitem(obj, argument)

    def is_safe_attribute(self, obj: object, attr: str, value: object) -> bool:
        return not isinstance(obj, Text) and super().is_safe_attribute(obj, attr, value)


class _Undefined(jinja2.StrictUndefined):
    """Reports an undefined name together with the defined ones."""

    @property
    def _undefined_message(self) -> str:
        if isinstance(self._undefined_obj, Record):
            names = ", ".join(vars(self._undefined_obj))
            return f"unknown attribute {self._undefined_name!r}; use one of: {names}"
        if self._undefined_obj is jinja2.utils.missing:
            return f"unknown name {self._undefined_name!r}; use one of: {', '.join(NAMES)}"
        return super()._undefined_message


def render(catalog: Catalog, target: Target) -> tuple[Artifact, ...]:
    """Return the artifacts of a target for a catalog, in the order of their paths.

    Raises:
        TemplateError: a template does not compile or render.
    """
    names = context(catalog, target)
    environments: dict[Language, jinja2.Environment] = {}

    def text(file: TargetFile) -> str:
        path = target.directory / file.source
        if not file.is_template:
            return _content(path)
        if file.language not in environments:
            environments[file.language] = _environment(target, file.language)
        return _render(environments[file.language], file.source, names)

    return tuple(
        Artifact(file.path, text(file).rstrip("\n") + "\n", file.formatter) for file in target.files
    )


def _environment(target: Target, language: Language) -> jinja2.Environment:
    prefix = os.path.realpath(target.directory) + os.sep

    def load(name: str) -> tuple[str, str, Callable[[], bool]]:
        path = target.directory / name
        if not os.path.realpath(path).startswith(prefix) or not path.is_file():
            raise jinja2.TemplateNotFound(name)
        return _content(path), str(path), lambda: True

    options = {**OPTIONS, "autoescape": language.markup}
    environment = _Environment(
        loader=jinja2.FunctionLoader(load),
        undefined=_Undefined,
        finalize=finalize,
        bytecode_cache=compiled.cache(options),
        **options,
    )
    # Output is deterministic: no random values.
    del environment.globals["lipsum"], environment.filters["random"]
    environment.filters.update(Filters(language, target.identifiers).table())
    return environment


def _render(environment: jinja2.Environment, name: str, names: Mapping[str, object]) -> str:
    try:
        return environment.get_template(name).render(names)
    except jinja2.TemplateSyntaxError as error:
        raise TemplateError(f"{error.filename or name}:{error.lineno}: {error.message}") from error
    except jinja2.TemplateNotFound as error:
        raise TemplateError(f"{_location(name, error)}: unknown template {error.name}") from error
    except Exception as error:
        raise TemplateError(f"{_location(name, error)}: {error}") from error


def _location(name: str, error: Exception) -> str:
    """Return file and line of the innermost template in the traceback of an error."""
    import traceback

    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        if frame.filename.endswith(".j2"):
            return f"{frame.filename}:{frame.lineno}"
    return name


def _content(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8").replace("\r\n", "\n")
    except (OSError, UnicodeDecodeError) as error:
        raise TemplateError(f"{path}: {error}") from error
