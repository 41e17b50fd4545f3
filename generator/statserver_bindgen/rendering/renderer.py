"""The renderer: a catalog and a target become artifacts. Nothing here writes a file.

Templates see the names of `context` and nothing else: an undefined name is an error. Templates that
are not shipped run in a sandbox with a budget for each artifact.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any, Final

import jinja2
from jinja2 import nodes
from jinja2.parser import Parser

from statserver_bindgen.artifact import Artifact, keep_in_memory
from statserver_bindgen.diagnostics import Span
from statserver_bindgen.errors import CatalogRejectedError, TemplateError
from statserver_bindgen.rendering import loading, printed_identifiers, template_files
from statserver_bindgen.rendering.budget import Budget, LimitError
from statserver_bindgen.rendering.context import context, readers
from statserver_bindgen.rendering.entries import (
    EntryPath,
    check_paths,
    find_case,
    find_moves,
    find_paths,
)
from statserver_bindgen.rendering.environment import ENTRY, Rejection
from statserver_bindgen.rendering.filters import Filters
from statserver_bindgen.rendering.rendered_text import RenderedText
from statserver_bindgen.rendering.target_files import PLACEHOLDER, TEMPLATE_SUFFIX
from statserver_bindgen.rendering.targets import read_target
from statserver_bindgen.rendering.values import Origin
from statserver_bindgen.rules.table import REJECTED_BY_TARGET

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from statserver_bindgen.artifact import Keep
    from statserver_bindgen.catalog import Catalog
    from statserver_bindgen.diagnostics import Diagnostic
    from statserver_bindgen.rendering.environment import ShippedEnvironment
    from statserver_bindgen.rendering.languages import Language
    from statserver_bindgen.rendering.sandbox import Sandbox
    from statserver_bindgen.rendering.target_files import TargetFile
    from statserver_bindgen.rendering.targets import Target

    Environment = ShippedEnvironment | Sandbox

# The chunks of a template that become one text.
_MANY: Final = 64
_NOTHING: Final[Mapping[Path, Iterable[Artifact]]] = {}


def render(
    catalog: Catalog,
    target: Target,
    keep: Keep = keep_in_memory,
    rendered: Mapping[Path, Iterable[Artifact]] = _NOTHING,
) -> tuple[Artifact, ...]:
    """Return the artifacts of a target for a catalog, in the order of their paths.

    A template that renders to nothing but whitespace gives no artifact.

    Args:
        catalog: the catalog.
        target: the target.
        keep: keeps the content of an artifact, which comes in blocks.
        rendered: the artifacts of other targets for this catalog, by the directory of the target.
            A shared artifact is taken from there, or rendered.

    Raises:
        TemplateError: a template does not compile or render, or a file can't be read.
        CatalogRejectedError: the catalog does not fit the target; the error has the diagnostics.
    """
    artifacts = _render_files(catalog, target, target.files, keep)
    for shared in target.shared:
        moves = {shared.source.removesuffix(TEMPLATE_SUFFIX): shared.path}
        others = rendered.get(shared.directory)
        if others is None or PLACEHOLDER in shared.path:
            other = read_target(shared.directory)
            files = [it for it in other.files if it.source == shared.source]
            moves = find_moves(other, files, catalog, shared.path)
            others = _render_files(catalog, other, files, keep) if others is None else others
        artifacts += (it.moved(moves[it.path]) for it in others if it.path in moves)
    return tuple(sorted(artifacts, key=lambda it: it.path.split("/")))


def _render_files(
    catalog: Catalog, target: Target, files: Iterable[TargetFile], keep: Keep
) -> list[Artifact]:
    """Return the artifacts of some of the files of a target."""
    rendering = _Rendering(catalog, target, keep)
    artifacts = [artifact for file in files for artifact in rendering.artifacts(file)]
    if rejections := rendering.finish():
        raise CatalogRejectedError(f"the target {target.name} rejects the catalog", rejections)
    return artifacts


class _Rendering:
    """Renders files of one target for a catalog, with an environment for each language."""

    def __init__(self, catalog: Catalog, target: Target, keep: Keep) -> None:
        self._catalog = catalog
        self._target = target
        self._keep = keep
        self._names: dict[str, Any] = context(catalog, target)
        self._compiled = loading.load_compiled(target)
        self._environments: dict[Language, Environment] = {}
        self._printed: set[tuple[Origin, str]] = set()
        self._paths: list[EntryPath] = []
        self._rejections: list[Diagnostic] = []

    def artifacts(self, file: TargetFile) -> Iterator[Artifact]:
        """Yield the artifacts of a file: one, none if it is empty, or one for each entry."""
        if not file.is_template:
            yield self._copy(file)
            return
        if file.each is not None:
            self._printed.add((Origin(file.each, "id"), find_case(self._target, file)))
        environment = self._prepare_environment(file.language)
        for planned in find_paths(self._target, file, self._catalog):
            self._paths.append(planned)
            text = RenderedText(planned.path)
            values = {} if planned.section is None else {ENTRY: planned.entry}
            try:
                content = self._keep(text.blocks(_texts(environment, file.source, values)))
            except Rejection as rejection:
                self._rejections.append(_diagnostic(self._target, file, rejection))
            else:
                if not text.is_blank:
                    yield Artifact(planned.path, content, file.formatter)

    def finish(self) -> Sequence[Diagnostic]:
        """Free what the environments keep, and return why the target rejects the catalog."""
        _drop_filters(self._environments.values())
        catalog, target = self._catalog, self._target
        self._rejections += printed_identifiers.check(catalog, target, self._printed)
        self._rejections += check_paths(catalog, target, self._paths)
        return self._rejections

    def _copy(self, file: TargetFile) -> Artifact:
        target = self._target
        text: str | None = self._compiled.texts[file.source] if self._compiled else None
        text = text or template_files.read_text(target.directory, file.source)
        if text is None:
            raise TemplateError(f"{target.directory / file.source} was removed during the run")
        content = self._keep(RenderedText(file.path).blocks([text]))
        return Artifact(file.path, content, file.formatter)

    def _prepare_environment(self, language: Language) -> Environment:
        """Return the environment of a language, with a new budget."""
        environment = self._environments.get(language)
        if environment is None:
            environment = loading.create_environment(
                self._target.directory,
                self._compiled,
                markup=language.markup,
                readers=readers(self._catalog),
            )
            filters = Filters(language, self._target.identifiers, self._printed)
            environment.add_filters(filters.table())
            environment.globals.update(self._names)
            self._environments[language] = environment
        environment.budget = Budget(len(self._catalog.actions))
        return environment


def _drop_filters(environments: Iterable[Environment]) -> None:
    """Free the texts that filters and partials keep, which environments refer to in circles."""
    for environment in environments:
        environment.filters.clear()
        environment.globals.clear()
        if environment.cache is not None:
            environment.cache.clear()


def _texts(environment: Environment, name: str, names: Mapping[str, object]) -> Iterator[str]:
    """Yield the text of a template as it is rendered, in pieces of some length.

    A template gives a few characters at a time. As objects, those of a large artifact would need
    several times its size.

    Raises:
        TemplateError: the template does not compile or render, or the text is too large.
        Rejection: the template rejects the catalog.
    """
    budget = environment.budget
    location = name  # of an error outside of the code of a template
    try:
        template = environment.get_template(name)
        location = template.filename or name
        stream: Any = template.generate(names)
        for text in _joined(stream):
            budget.size += len(text.encode("utf-8", "replace"))
            if budget.size > budget.most_bytes:
                stream.throw(_too_large(budget.most_bytes))
            yield text
    except (Rejection, TemplateError):
        raise
    except jinja2.TemplateSyntaxError as error:
        raise TemplateError(f"{error.filename or name}:{error.lineno}: {error.message}") from error
    except Exception as error:
        raise TemplateError(f"{_location(location, error)}: {_sentence(error)}") from error


def _joined(chunks: Iterator[str]) -> Iterator[str]:
    while waiting := [*islice(chunks, _MANY)]:
        yield "".join(waiting)


def _too_large(most_bytes: int) -> LimitError:
    return LimitError(f"the artifact has more than {most_bytes // 2**20} MiB; split it")


def _sentence(error: Exception) -> str:
    if isinstance(error, jinja2.TemplateNotFound):
        return f"unknown template {error.name}"
    if isinstance(error, MemoryError):
        return "the template needs more memory than there is; generate less text"
    if isinstance(error, RecursionError):
        return "templates, macros or expressions are nested too deeply: end the recursion"
    return str(error) or type(error).__name__


def _diagnostic(target: Target, file: TargetFile, rejection: Rejection) -> Diagnostic:
    template, _, line = _location(str(target.directory / file.source), rejection).rpartition(":")
    return REJECTED_BY_TARGET.at(
        Span(template, int(line), 1, int(line), 1),
        f"the target {target.name} rejects the catalog: {rejection}",
        "change the spec, or leave the target out",
    )


def _location(name: str, error: Exception) -> str:
    """Return file and line of the innermost template in the traceback of an error."""
    location = name
    traceback = error.__traceback__
    while traceback is not None:
        code, values = traceback.tb_frame.f_code, traceback.tb_frame.f_locals
        node, parser = values.get("node"), values.get("self")
        if code.co_filename.endswith(".j2"):
            location = f"{code.co_filename}:{traceback.tb_lineno}"
        elif isinstance(parser, Parser):  # an expression is too deep for the parser
            location = f"{parser.filename}:{parser.stream.current.lineno}"
        elif isinstance(node, nodes.Node):  # or for the compiler
            location = f"{name}:{node.lineno}"
        traceback = traceback.tb_next
    return location
