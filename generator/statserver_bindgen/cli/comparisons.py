"""The command that compares two versions of a catalog."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

import click

from statserver_bindgen.cli import configurations
from statserver_bindgen.cli.command_line import Command
from statserver_bindgen.cli.console import EXIT_DIAGNOSTICS, STYLES

if TYPE_CHECKING:
    from statserver_bindgen.cli.console import Console

_MARKDOWN: Final = "markdown"


class ComparisonCommand(Command):
    """A command whose results can also be a section of release notes."""

    styles: ClassVar[tuple[str, ...]] = (*STYLES, _MARKDOWN)
    styles_help: ClassVar[str] = (
        "The format of results: text, JSON, annotations for GitHub, or release notes."
    )


@click.command(cls=ComparisonCommand)
@click.argument("old")
@click.argument("new", required=False, metavar="[NEW]")
@click.pass_context
def diff(ctx: click.Context, /, old: str, new: str | None) -> None:
    """Report what changed, and which version that requires.

    OLD and NEW are each a spec, an actions.json, a directory that contains one, git:REF[:PATH], or
    the version of a release. NEW is the working spec by default. Exits with 1 if the version of NEW
    is too small, or if a change is refused.

    \b
    statserver-bindgen diff git:main
    statserver-bindgen diff node_modules/statserver-actions
    statserver-bindgen diff 1.0.0 --report markdown
    """  # noqa: D301 - click's mark for lines that are not wrapped
    from statserver_bindgen import pipeline
    from statserver_bindgen.changes import report

    console: Console = ctx.obj
    comparison = pipeline.diff(old, new, spec=configurations.current(ctx).spec)
    if console.style == "json":
        console.print_json(**report.as_data(comparison))
    elif console.style == "github":
        console.print_diagnostics(report.as_diagnostics(comparison), {})
        console.status(report.conclusion(comparison))
    else:
        is_markdown = console.style == _MARKDOWN
        console.print(report.as_markdown(comparison) if is_markdown else report.as_text(comparison))
    if not comparison.verdict.is_accepted:
        ctx.exit(EXIT_DIAGNOSTICS)


COMMANDS: Final = (diff,)
