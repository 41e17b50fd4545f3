"""Templates, loaded: read from a target's directory, and compiled in memory or in the wheel.

The templates of a shipped target are compiled when the wheel is built, and the text of its other
files is checked. The name of their module contains the digest of the paths and bytes of all files,
and of Jinja's version. If a shipped target has such a module, its templates run in a
`ShippedEnvironment`. All other templates are compiled in memory, and run in a `Sandbox`. No other
code is loaded from the disk.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache
from importlib import import_module
from types import FunctionType
from typing import TYPE_CHECKING, Any, Final

import jinja2

from statserver_bindgen import resources
from statserver_bindgen.frozen import Frozen
from statserver_bindgen.identifiers import Identifiers
from statserver_bindgen.rendering import template_files
from statserver_bindgen.rendering.declarations import DECLARATION
from statserver_bindgen.rendering.environment import ShippedEnvironment
from statserver_bindgen.rendering.filters import Filters
from statserver_bindgen.rendering.languages import LANGUAGES, language_of
from statserver_bindgen.rendering.target_files import TEMPLATE_SUFFIX

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, MutableMapping
    from pathlib import Path
    from types import CodeType

    from statserver_bindgen.rendering.environment import Readers
    from statserver_bindgen.rendering.sandbox import Sandbox
    from statserver_bindgen.rendering.targets import Target

    Functions = Mapping[tuple[str, bool], FunctionType]

PACKAGE: Final = "statserver_bindgen.rendering.precompiled"


class CompiledTarget(Frozen):
    """The files of a shipped target, as they were when the wheel was built.

    Attributes:
        templates: the function of each template, by its path and by whether output is escaped.
        texts: the text of each other file, by its path.
    """

    templates: Functions
    texts: Mapping[str, str]


def create_environment(
    directory: Path, compiled: CompiledTarget | None, *, markup: bool, readers: Readers
) -> ShippedEnvironment | Sandbox:
    """Return the environment for the templates of one language.

    Args:
        directory: the directory of the target.
        compiled: its files from the wheel; None runs the templates in a sandbox.
        markup: whether printed values are escaped.
        readers: the functions that read the attributes of records, by class and by name.
    """
    if compiled is not None:
        return ShippedEnvironment(
            markup=markup, loader=_CompiledLoader(directory, compiled.templates), readers=readers
        )
    from statserver_bindgen.rendering.sandbox import Sandbox

    return Sandbox(markup=markup, loader=_SourceLoader(directory), readers=readers)


def load_compiled(target: Target) -> CompiledTarget | None:
    """Return the files of a target that is shipped.

    Returns:
        None, unless all of its files are those that the wheel was built from.
    """
    directory = target.directory
    if directory.parent != resources.templates():
        return None
    copied = [it.source for it in target.files if not it.is_template]
    raw = {it: _read_bytes(directory, it) for it in (*target.templates, *copied)}
    functions = _import_functions(module_name(directory.name, raw))
    markups = {it.language.markup for it in target.files if it.is_template}
    if any((name, markup) not in functions for name in target.templates for markup in markups):
        return None
    return CompiledTarget(
        functions, {it: template_files.with_lf(raw[it].decode()) for it in copied}
    )


def _import_functions(module: str) -> Functions:
    """Return the templates in a module of the wheel; nothing if there is no such module."""
    try:
        functions: Functions = import_module(f"{PACKAGE}.{module}").TEMPLATES
    except ModuleNotFoundError:  # a checkout, another version of Jinja, or an edited file
        return {}
    return functions


def _read_bytes(directory: Path, path: str) -> bytes:
    return template_files.read_bytes(directory, path) or b""


class _CompiledLoader(jinja2.BaseLoader):
    """Loads the templates of one shipped target that were compiled into the wheel."""

    def __init__(self, directory: Path, functions: Functions) -> None:
        self._directory = directory
        self._functions = functions

    def load(
        self,
        environment: jinja2.Environment,
        name: str,
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002 - as in the base class
    ) -> jinja2.Template:
        """Return a template.

        Raises:
            TemplateNotFound: the target has no template of this name.
        """
        function = self._functions.get((name, bool(environment.autoescape)))
        if function is None:
            raise jinja2.TemplateNotFound(name)
        namespace: dict[str, Any] = {"__file__": str(self._directory / name)}
        namespace |= FunctionType(function.__code__, namespace)()
        return jinja2.Template.from_module_dict(environment, namespace, globals or {})


class _SourceLoader(jinja2.BaseLoader):
    """Reads the templates of one target, and compiles them in memory.

    Attributes:
        directory: the directory of the target.
    """

    def __init__(self, directory: Path) -> None:
        self.directory = directory

    def load(
        self,
        environment: jinja2.Environment,
        name: str,
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002 - as in the base class
    ) -> jinja2.Template:
        """Return a template.

        Raises:
            TemplateNotFound: the directory has no file of this name.
            TemplateSyntaxError: the template has an error.
            TemplateError: the file can't be read.
        """
        if not name or not {"", ".", ".."}.isdisjoint(name.split("/")) or "\\" in name:
            raise jinja2.TemplateNotFound(name)
        source = template_files.read_text(self.directory, name)
        if source is None:
            raise jinja2.TemplateNotFound(name)
        namespace = {"__file__": str(self.directory / name)}
        code = _compile(source, name, namespace["__file__"], bool(environment.autoescape))
        exec(code, namespace)  # noqa: S102 - made from a template in the sandbox
        return jinja2.Template.from_module_dict(environment, namespace, globals or {})


def module_name(target: str, files: Mapping[str, bytes]) -> str:
    """Return the name of the module of a shipped target.

    Args:
        target: the name of the target.
        files: the bytes of each file by its path, without target.yaml.
    """
    digest = hashlib.sha256(jinja2.__version__.encode())
    for path, raw in sorted(files.items()):
        digest.update(f"\0{path}\0{len(raw)}\0".encode())
        digest.update(raw)
    return f"{target}_{digest.hexdigest()[:32]}"


def precompile(templates: Path) -> Iterator[tuple[str, str]]:
    """Yield name and Python source of the module of each target, for the wheel.

    Args:
        templates: the directory of all targets.

    Raises:
        TemplateError: the text of a file is not valid.
    """
    from statserver_bindgen.rendering import compilation

    for directory in sorted(it for it in templates.iterdir() if it.is_dir()):
        paths = [it for it in template_files.find_files(directory) if it != DECLARATION]
        texts = {it: template_files.read_text(directory, it) or "" for it in paths}
        sources = {it: text for it, text in texts.items() if it.endswith(TEMPLATE_SUFFIX)}
        # A partial is compiled for every kind of file that can include it.
        languages = {language_of(it.removesuffix(TEMPLATE_SUFFIX)) or "c" for it in sources}
        compiled: dict[tuple[str, bool], str] = {}
        for markup in sorted({LANGUAGES[it].markup for it in languages}):
            environment = ShippedEnvironment(markup=markup)
            _add_filters(environment)
            for path, source in sources.items():
                compiled[path, markup] = compilation.python_source(environment, source, path, path)
        name = module_name(directory.name, {it: _read_bytes(directory, it) for it in paths})
        yield name, compilation.module_source(compiled)


# Tests and build scripts render the same templates many times.
@lru_cache(maxsize=512)
def _compile(source: str, name: str, filename: str, markup: bool) -> CodeType:  # noqa: FBT001
    from statserver_bindgen.rendering import compilation

    python = compilation.python_source(_compiler(markup), source, name, filename)
    return compile(python, filename, "exec")


@lru_cache(maxsize=2)
def _compiler(markup: bool) -> Sandbox:  # noqa: FBT001
    from statserver_bindgen.rendering.sandbox import Sandbox

    environment = Sandbox(markup=markup)
    _add_filters(environment)
    return environment


def _add_filters(environment: ShippedEnvironment | Sandbox) -> None:
    """Add filters to an environment that compiles: compiled code depends on no language."""
    markup = bool(environment.autoescape)
    language = next(it for it in LANGUAGES.values() if it.markup == markup)
    environment.add_filters(Filters(language, Identifiers("snake", frozenset()), set()).table())
