"""Templates, loaded: read from a target's directory, and compiled in memory or in the wheel.

A shipped template is compiled when the wheel is built. The name of its module contains the digest
of the template's path and source and of Jinja's version. If each template of a shipped target has
its module, they run in a `ShippedEnvironment`. All other templates are compiled in memory, and run
in a `Sandbox`. No other code is loaded from the disk.
"""

from __future__ import annotations

import hashlib
import re
from functools import cache, lru_cache
from importlib import util
from typing import TYPE_CHECKING, Any, Final

import jinja2

from statserver_bindgen import resources
from statserver_bindgen.identifiers import Identifiers
from statserver_bindgen.rendering import compilation, template_files
from statserver_bindgen.rendering.environment import ShippedEnvironment
from statserver_bindgen.rendering.filters import Filters
from statserver_bindgen.rendering.languages import LANGUAGES, language_of
from statserver_bindgen.rendering.targets import TEMPLATE_SUFFIX

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, MutableMapping
    from pathlib import Path
    from types import CodeType

    from statserver_bindgen.rendering.environment import Readers
    from statserver_bindgen.rendering.sandbox import Sandbox
    from statserver_bindgen.rendering.targets import Target

    Modules = Mapping[tuple[str, bool], CodeType]

PACKAGE: Final = "statserver_bindgen.rendering.precompiled"


def create_environment(
    directory: Path, modules: Modules | None, *, markup: bool, readers: Readers
) -> ShippedEnvironment | Sandbox:
    """Return the environment for the templates of one language.

    Args:
        directory: the directory of the target.
        modules: its templates from the wheel; None runs them in a sandbox.
        markup: whether printed values are escaped.
        readers: the functions that read the attributes of records, by class and by name.
    """
    if modules is not None:
        return ShippedEnvironment(
            markup=markup, loader=_ModuleLoader(directory, modules), readers=readers
        )
    from statserver_bindgen.rendering.sandbox import Sandbox

    return Sandbox(markup=markup, loader=_SourceLoader(directory), readers=readers)


def load_modules(target: Target) -> Modules | None:
    """Return the modules of a target, by name of the template and by whether output is escaped.

    Returns:
        None, unless the target is shipped and each of its templates was compiled into the wheel.
    """
    directory = target.directory
    if directory.parent != resources.templates() or not _is_precompiled():
        return None
    markups = {it.language.markup for it in target.files if it.is_template}
    modules: dict[tuple[str, bool], CodeType] = {}
    for name in target.templates:
        source = template_files.read_text(directory, name) or ""
        for markup in markups:
            code = _precompiled(module_name(f"{directory.name}/{name}", source, markup=markup))
            if code is None:
                return None
            modules[name, markup] = code
    return modules


class _ModuleLoader(jinja2.BaseLoader):
    """Loads the templates of one shipped target from their modules."""

    def __init__(self, directory: Path, modules: Modules) -> None:
        self._directory = directory
        self._modules = modules

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
        code = self._modules.get((name, bool(environment.autoescape)))
        if code is None:
            raise jinja2.TemplateNotFound(name)
        return _template(environment, code, str(self._directory / name), globals)


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
        filename = str(self.directory / name)
        code = _compile(source, name, filename, bool(environment.autoescape))
        return _template(environment, code, filename, globals)


def _template(
    environment: jinja2.Environment,
    code: CodeType,
    filename: str,
    values: MutableMapping[str, Any] | None,
) -> jinja2.Template:
    namespace = {"__file__": filename}
    exec(code, namespace)  # noqa: S102 - of this tool
    return jinja2.Template.from_module_dict(environment, namespace, values or {})


def module_name(path: str, source: str, *, markup: bool) -> str:
    """Return the name of the module of a shipped template.

    Args:
        path: the path of the template in the directory of all targets.
        source: its text.
        markup: whether it is compiled for an environment that escapes.
    """
    key = repr((path, source, markup, jinja2.__version__)).encode()
    return f"{re.sub('[^a-z0-9]+', '_', path.lower())}_{hashlib.sha256(key).hexdigest()[:32]}"


def precompile(templates: Path) -> Iterator[tuple[str, str]]:
    """Yield name and Python source of the module of each template, for the wheel.

    Args:
        templates: the directory of all targets.
    """
    for directory in sorted(it for it in templates.iterdir() if it.is_dir()):
        paths = [it for it in template_files.find_files(directory) if it.endswith(TEMPLATE_SUFFIX)]
        # A partial is compiled for every kind of file that can include it.
        languages = {language_of(it.removesuffix(TEMPLATE_SUFFIX)) or "c" for it in paths}
        for markup in sorted({LANGUAGES[it].markup for it in languages}):
            environment = ShippedEnvironment(markup=markup)
            _add_filters(environment)
            for path in paths:
                source = template_files.read_text(directory, path) or ""
                name = f"{directory.name}/{path}"
                python = compilation.python_source(environment, source, path, path)
                yield module_name(name, source, markup=markup), python


def _precompiled(module: str) -> CodeType | None:
    if not _is_precompiled():
        return None
    spec = util.find_spec(f"{PACKAGE}.{module}")
    get_code = getattr(spec and spec.loader, "get_code", None)
    return None if spec is None or get_code is None else get_code(spec.name)


@cache
def _is_precompiled() -> bool:
    """Return whether this is an installed wheel, and not a checkout."""
    return util.find_spec(PACKAGE) is not None


# Tests and build scripts render the same templates many times.
@lru_cache(maxsize=512)
def _compile(source: str, name: str, filename: str, markup: bool) -> CodeType:  # noqa: FBT001
    return compile(
        compilation.python_source(_compiler(markup), source, name, filename), filename, "exec"
    )


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
