"""Templates, loaded: read from a target's directory, and compiled in memory or in the wheel.

A shipped template is compiled when the wheel is built. That module is used if its name fits: it
contains the digest of the template's path and source and of Jinja's version. Every other template
is compiled in memory. No other code is loaded from the disk.
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
from statserver_bindgen.rendering.filters import Filters
from statserver_bindgen.rendering.languages import LANGUAGES, language_of
from statserver_bindgen.rendering.sandbox import Sandbox

if TYPE_CHECKING:
    from collections.abc import Iterator, MutableMapping
    from pathlib import Path
    from types import CodeType

PACKAGE: Final = "statserver_bindgen.rendering.precompiled"


class Loader(jinja2.BaseLoader):
    """Loads the templates of one target, for one environment.

    Attributes:
        directory: the directory of the target.
    """

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        shipped = directory.parent == resources.templates()
        self._shipped_as = f"{directory.name}/" if shipped else None

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
        filename, markup = str(self.directory / name), bool(environment.autoescape)
        code = None
        if self._shipped_as is not None:
            code = _precompiled(module_name(self._shipped_as + name, source, markup=markup))
        namespace = {"__file__": filename}
        exec(code or _compile(source, name, filename, markup), namespace)  # noqa: S102 - of this tool
        return jinja2.Template.from_module_dict(environment, namespace, globals or {})


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
        paths = [it for it in template_files.find_files(directory) if it.endswith(".j2")]
        # A partial is compiled for every kind of file that can include it.
        languages = {language_of(it.removesuffix(".j2")) or "c" for it in paths}
        for markup in sorted({LANGUAGES[it].markup for it in languages}):
            for path in paths:
                source = template_files.read_text(directory, path) or ""
                name = f"{directory.name}/{path}"
                python = compilation.python_source(_compiler(markup), source, path, path)
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
    """Return an environment that compiles templates; compiled code depends on no language."""
    environment = Sandbox(markup=markup)
    language = next(it for it in LANGUAGES.values() if it.markup == markup)
    environment.add_filters(Filters(language, Identifiers("snake", frozenset())).table())
    return environment
