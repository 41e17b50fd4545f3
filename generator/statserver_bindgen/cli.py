"""The command `statserver-bindgen`: words typed at a terminal, to calls of the modules and back.

Exit codes are contract: 0 fine, 1 findings, 2 usage or environment. Results go to standard output,
what is being done to standard error. Nothing is imported before it is needed.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from statserver_bindgen import __version__
from statserver_bindgen.errors import BindgenError, SpecUnavailable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from statserver_bindgen.diagnostics import Diagnostic
    from statserver_bindgen.model import Catalog
    from statserver_bindgen.naming import Identifiers
    from statserver_bindgen.output.workspace import Job

FINDINGS: Final = 1
CANNOT: Final = 2


class _Group(click.Group):
    """Ends every command with its exit code, and never with a traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except BindgenError as error:
            _stop(ctx, str(error), error.diagnostics)
        except RecursionError:
            _stop(ctx, "the input is nested too deeply")
        except MemoryError:
            _stop(ctx, "the input is too large for the memory of this machine")


def _stop(ctx: click.Context, message: str, diagnostics: Sequence[Diagnostic] = ()) -> None:
    if diagnostics:
        from statserver_bindgen import report  # noqa: PLC0415 - start-up

        texts = {it.span.file: _text(it.span.file) for it in diagnostics}
        click.echo(report.show(diagnostics, texts, "text", color=_color(sys.stderr)), err=True)
    click.echo(f"error: {message}", err=True)
    ctx.exit(CANNOT)


def _text(file: str) -> str:
    try:
        return Path(file).read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def _color(stream: Any) -> bool:
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or stream.isatty()


class _Terminal:
    """How a command speaks: what it was asked for with --report and --quiet."""

    def __init__(self, style: str, *, quiet: bool) -> None:
        self.style = style
        self.quiet = quiet

    def say(self, text: str) -> None:
        """Tell what is being done."""
        if not self.quiet:
            click.echo(text, err=True)

    def problems(self, found: Sequence[Diagnostic], texts: Mapping[str, str]) -> None:
        """Show what was found, in the style asked for."""
        if found or self.style == "json":
            from statserver_bindgen import report  # noqa: PLC0415 - start-up

            color = _color(sys.stdout)
            click.echo(report.show(found, texts, self.style, color=color), color=color)
            if found:
                self.say(report.summary(found))

    def finish(self, found: Sequence[Diagnostic]) -> None:
        """End the command with the exit code that the findings ask for."""
        if any(it.severity == "error" for it in found):
            click.get_current_context().exit(FINDINGS)


def _options(*options: Callable[..., Any]) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    def decorate(command: Callable[..., Any]) -> Callable[..., Any]:
        for option in reversed(options):
            command = option(command)
        return command

    return decorate


def _complete_targets(_ctx: click.Context, param: click.Parameter, typed: str) -> list[str]:
    from statserver_bindgen import resources  # noqa: PLC0415 - start-up
    from statserver_bindgen.rendering import targets  # noqa: PLC0415 - start-up

    del param
    return [it for it in targets.discover([resources.templates()]) if it.startswith(typed)]


def _complete_actions(_ctx: click.Context, param: click.Parameter, typed: str) -> list[str]:
    del param
    catalog = _load(None, {}, _Terminal("text", quiet=True))
    words = [word for it in catalog.actions for word in (it.name, it.id)]
    return sorted({it for it in words if it.startswith(typed)})


REPORT = (
    click.option(
        "--report",
        "style",
        type=click.Choice(["text", "json", "github"]),
        default="text",
        show_default=True,
        help="How results are shown: for people, for programs, or as annotations of GitHub.",
    ),
    click.option("-q", "--quiet", is_flag=True, help="Say nothing but results."),
)
SPEC = click.option(
    "--spec",
    metavar="FILE",
    help="The spec; `-` reads standard input. [default: spec/actions.yaml if there, else shipped]",
)
TEMPLATES = click.option(
    "--templates",
    metavar="DIR",
    multiple=True,
    type=click.Path(path_type=Path),
    help="A folder of targets that come before the shipped ones. Can be given again.",
)
GENERATION = (
    SPEC,
    click.option(
        "--out",
        metavar="DIR",
        default="out",
        show_default=True,
        type=click.Path(path_type=Path),
        help="Where the folders of the targets go.",
    ),
    click.option(
        "--target",
        "names",
        metavar="NAME[=DIR]",
        multiple=True,
        shell_complete=_complete_targets,
        help="Only this target, into <out>/NAME or into DIR. Can be given again.",
    ),
    TEMPLATES,
    click.option("--no-format", is_flag=True, help="Write what templates give, without formatter."),
)


@click.group(
    cls=_Group,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="""\b
Examples:
  statserver-bindgen validate                      check ./spec/actions.yaml
  statserver-bindgen generate --out out            write every target
  statserver-bindgen generate --target python=lib  one target, into a folder of yours
  statserver-bindgen check --diff                  is what is on disk what the spec says?
  statserver-bindgen show CallAnswered             what the table says of an action

\b
Exit codes: 0 fine, 1 findings, 2 usage or environment.
Completion: eval "$(_STATSERVER_BINDGEN_COMPLETE=bash_source statserver-bindgen)", or zsh, fish.""",
)
@click.version_option(__version__, prog_name="statserver-bindgen")
def main() -> None:
    """Generate language bindings for the actions of Genesys Stat Server from one reviewed table.

    The spec (actions.yaml) holds the table; a target is a folder of templates, one per language.
    Unofficial, not affiliated with or endorsed by Genesys.
    """


@main.command()
@click.argument("spec", required=False, metavar="[SPEC]")
@_options(*REPORT)
def validate(spec: str | None, style: str, *, quiet: bool) -> None:
    """Tell every problem of a spec, at file, line and column, with hints.

    SPEC is a file, or `-` for standard input; left out, ./spec/actions.yaml if there, else the
    shipped one.
    """
    from statserver_bindgen import resources  # noqa: PLC0415 - start-up
    from statserver_bindgen.rendering import targets  # noqa: PLC0415 - start-up

    terminal = _Terminal(style, quiet=quiet)
    policies = {it.name: it.identifiers for it in targets.choose((), [resources.templates()])}
    catalog = _load(spec, policies, terminal)
    if style == "json":
        terminal.problems((), {})
    terminal.say(
        f"fine: {len(catalog.actions)} actions, {len(catalog.names)} names, "
        f"version {catalog.version}, release {catalog.release}"
        + (" (inferred)" if catalog.release_inferred else "")
    )


@main.command()
@_options(*GENERATION)
@click.option("--force", is_flag=True, help="Overwrite planned files that were edited.")
@_options(*REPORT)
def generate(style: str, *, quiet: bool, force: bool, **choice: Any) -> None:
    """Write the artifacts of the targets: all of them, or nothing.

    Only files whose bytes differ are written. A file that was edited, or that is not ours, is never
    overwritten without --force, and never removed.
    """
    from statserver_bindgen.output import workspace  # noqa: PLC0415 - start-up

    terminal = _Terminal(style, quiet=quiet)
    outcome = workspace.generate(
        _jobs(terminal, **choice),
        force=force,
        waiting=lambda root: terminal.say(f"waiting for another run in {root} to end"),
    )
    terminal.problems(outcome.findings, {})
    for path in outcome.written:
        terminal.say(f"wrote {path}")
    for path in outcome.removed:
        terminal.say(f"removed {path}")
    terminal.say(
        f"{len(outcome.written)} written, {len(outcome.removed)} removed, "
        f"{outcome.unchanged} unchanged"
    )
    terminal.finish(outcome.findings)


@main.command()
@_options(*GENERATION)
@click.option("--diff", is_flag=True, help="Show how files on disk differ from the plan.")
@_options(*REPORT)
def check(style: str, *, quiet: bool, diff: bool, **choice: Any) -> None:
    """Tell whether what is on disk is what the spec and the templates give; write nothing.

    Names each file that is missing, stale, edited or orphaned, and a run that was interrupted.
    """
    from statserver_bindgen.output import workspace  # noqa: PLC0415 - start-up

    terminal = _Terminal(style, quiet=quiet)
    jobs = _jobs(terminal, **choice)
    outcome = workspace.check(jobs)
    terminal.problems(outcome.findings, {})
    if diff and style == "text":
        for text in workspace.diffs(jobs):
            click.echo(text, nl=False)
    terminal.say(f"{outcome.unchanged} files as planned")
    terminal.finish(outcome.findings)


@main.command()
@click.argument("names", nargs=-1, required=True, shell_complete=_complete_actions)
@SPEC
@_options(*REPORT)
def show(names: Sequence[str], spec: str | None, style: str, *, quiet: bool) -> None:
    """Show what the table says of actions, by name, id or label.

    \b
    statserver-bindgen show CallAnswered
    statserver-bindgen show CALL_ANSWERED_REGULAR_DN "CallAnswered (Virtual Queues)"
    """  # noqa: D301 - click's mark for lines that stay as they are
    from statserver_bindgen import show as shown  # noqa: PLC0415 - start-up
    from statserver_bindgen.display import quoted  # noqa: PLC0415

    terminal = _Terminal(style, quiet=quiet)
    catalog = _load(spec, {}, terminal)
    rows = {it.id: it for name in names for it in shown.find(catalog, name)}
    unknown = {
        name: shown.suggestion(catalog, name) for name in names if not shown.find(catalog, name)
    }
    if style == "json":
        _print_json(
            actions=[shown.as_data(it) for it in rows.values()],
            unknown=[{"name": name, "hint": hint} for name, hint in unknown.items()],
        )
    else:
        told = [*map(shown.as_text, rows.values())]
        for name, hint in unknown.items():
            told.append(f"there is no action {quoted(name)}" + (f"; {hint}" if hint else ""))
        click.echo("\n\n".join(told))
    if unknown:
        click.get_current_context().exit(FINDINGS)


@main.command()
@TEMPLATES
@_options(*REPORT)
def targets(templates: Sequence[Path], style: str, *, quiet: bool) -> None:
    """List what can be generated."""
    from statserver_bindgen import resources  # noqa: PLC0415 - start-up
    from statserver_bindgen.rendering import targets as known  # noqa: PLC0415

    del quiet
    found = known.choose((), [*templates, resources.templates()])
    if style == "json":
        facts = ("name", "title", "description")
        _print_json(targets=[{key: getattr(it, key) for key in facts} for it in found])
    else:
        for it in found:
            click.echo(f"{it.name:<12}  {it.title}: {it.description}")


def _print_json(**data: object) -> None:
    import json  # noqa: PLC0415 - start-up

    click.echo(json.dumps(data, indent=2, ensure_ascii=False))


def _jobs(  # noqa: PLR0913 - as many as there are options
    terminal: _Terminal,
    *,
    spec: str | None,
    out: Path,
    names: Iterable[str],
    templates: Sequence[Path],
    no_format: bool,
) -> tuple[Job, ...]:
    """Return what is to be generated where: everything rendered and formatted, nothing written."""
    from statserver_bindgen import jobs, resources  # noqa: PLC0415 - start-up
    from statserver_bindgen.rendering import targets as known  # noqa: PLC0415

    wanted = dict(_target(it) for it in names)
    chosen = known.choose(tuple(wanted), [*templates, resources.templates()])
    catalog = _load(spec, {it.name: it.identifiers for it in chosen}, terminal)
    roots = {it.name: wanted.get(it.name) or out / it.name for it in chosen}
    return jobs.prepare(catalog, {it: roots[it.name] for it in chosen}, formatted=not no_format)


def _target(text: str) -> tuple[str, Path | None]:
    name, equals, folder = text.partition("=")
    if equals and not folder:
        raise click.BadParameter(f"{text} names no folder after =", param_hint="--target")
    return name, Path(folder) if folder else None


def _load(spec: str | None, policies: Mapping[str, Identifiers], terminal: _Terminal) -> Catalog:
    """Return the catalog of the spec that is meant, or end the command with what is wrong."""
    from statserver_bindgen import resources  # noqa: PLC0415 - start-up
    from statserver_bindgen import spec as specs  # noqa: PLC0415

    if spec == "-":
        file, raw = "<stdin>", sys.stdin.buffer.read()
    else:
        beside = Path("spec", "actions.yaml")
        path = Path(spec) if spec else beside if beside.is_file() else resources.spec()
        file = str(path)
        try:
            raw = path.read_bytes()
        except OSError as error:
            raise SpecUnavailable(f"the spec {path} can't be read: {error.strerror}") from error
    terminal.say(f"spec: {file}")
    loaded = specs.load(file, raw, policies)
    if loaded.catalog is None:
        terminal.problems(loaded.diagnostics, {file: loaded.text})
        click.get_current_context().exit(FINDINGS)
    return loaded.catalog
