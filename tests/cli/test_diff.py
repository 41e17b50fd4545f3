"""`diff` prints each change with its spans and the verdict, in every format, with an exit code."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Final

import pytest

from statserver_bindgen.changes.change import Change
from statserver_bindgen.changes.comparison import Comparison, compare_artifacts, compare_sides
from statserver_bindgen.changes.report import as_markdown, as_text
from statserver_bindgen.changes.sides import Side, read_side
from statserver_bindgen.changes.verdict import verdict
from statserver_bindgen.rules.row_changes import MEANING_CHANGED
from statserver_bindgen.terminal_text import safe
from support.catalogs import HOSTILE
from support.checkout import ROOT
from support.markdown_pages import read

if TYPE_CHECKING:
    from pathlib import Path

    from support.command import Command

EXAMPLES: Final = ROOT / "tests" / "support" / "changes.yaml"
# The kinds of tokens of a heading and of a list with one item.
PLAIN: Final = {
    *("heading_open", "heading_close", "bullet_list_open", "bullet_list_close"),
    *("list_item_open", "list_item_close", "paragraph_open", "paragraph_close"),
    *("inline", "text", "text_special"),
}
TIMING: Final = "CallWait, object_class: mediation_dn, timing: "


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """Return a copy of the examples as `old.yaml`."""
    file = tmp_path / "old.yaml"
    file.write_bytes(EXAMPLES.read_bytes())
    return file


def edited(old: Path, *edits: tuple[str, str]) -> str:
    """Write an edited copy as `new.yaml`, and return its name."""
    text = old.read_text("utf-8")
    for before, after in edits:
        assert text.count(before) == 1, before
        text = text.replace(before, after)
    old.with_name("new.yaml").write_text(text, "utf-8")
    return "new.yaml"


def test_text_has_a_line_for_each_change_with_both_spans(command: Command, old: Path) -> None:
    new = edited(
        old,
        (f"{TIMING}durable", f"{TIMING}momentary"),
        ("title: Place,", "title: A place,"),
        ("  - {name: OffHook,", "  - {name: HookOff, formerly: [{name: OffHook}],"),
        ("  OffHook: {number", "  HookOff: {number"),
        ("[OffHook, OnHook]", "[HookOff, OnHook]"),
    )
    result = command("diff", "old.yaml", new)

    assert result.exit_code == 1
    assert (
        result.stdout
        == """\
major:
  CALL_WAIT: timing changed from durable to momentary [timing-changed] \
(old.yaml:72:58 -> new.yaml:72:58)
    affects: Python at run time, TypeScript types, TypeScript at run time, JSON, CSV, \
masks and stat types
    migration: Check each use of CALL_WAIT: its timing is momentary, no longer durable.

minor:
  HOOK_OFF: renamed from OffHook [action-renamed] (old.yaml:77:12 -> new.yaml:77:12)
    affects: Python at run time, masks and stat types
    migration: Replace OFF_HOOK by HOOK_OFF.

patch:
  object type Place: title changed from "Place" to "A place" [text-changed] \
(old.yaml:21:18 -> new.yaml:21:18)

major: 2.0.0 requires 3.0.0 or later; 2.0.0 is too small
"""
    )


def test_a_version_that_is_large_enough_exits_with_0(command: Command, old: Path) -> None:
    new = edited(
        old, (f"{TIMING}durable", f"{TIMING}momentary"), ("version: 2.0.0", "version: 3.0.0")
    )
    result = command("diff", "old.yaml", new)

    assert result.exit_code == 0
    assert result.stdout.endswith("major: 2.0.0 requires 3.0.0 or later; 3.0.0 is enough\n")


def test_equal_sides_have_no_changes(command: Command, old: Path) -> None:
    result = command("diff", old, old)

    assert result.exit_code == 0
    assert result.stdout == "no changes: 2.0.0 to 2.0.0\n"


def test_an_older_version_without_changes_exits_with_1(command: Command, old: Path) -> None:
    result = command("diff", old, edited(old, ("version: 2.0.0", "version: 2.0.1")))
    backward = command("diff", "new.yaml", old)

    assert result.exit_code == 0
    assert backward.exit_code == 1
    assert backward.stdout == "no changes, but an older version: 2.0.1 to 2.0.0\n"


def test_a_refused_change_exits_with_1_whatever_the_version(command: Command, old: Path) -> None:
    new = edited(old, ("  id: examples", "  id: other"), ("version: 2.0.0", "version: 9.0.0"))
    result = command("diff", "old.yaml", new)

    assert result.exit_code == 1
    assert "refused: no version allows 1 of the changes since 2.0.0" in result.stdout
    annotated = command("diff", "old.yaml", new, "--report", "github").stdout
    assert annotated.startswith("::error file=new.yaml,line=6,")


def test_a_removed_row_is_offered_as_a_rename_but_not_counted_as_one(
    command: Command, old: Path
) -> None:
    result = command("diff", old, edited(old, ("name: Handling,", "name: HandlingAll,")))

    assert "hint: if the row is now HANDLING_ALL, add `formerly: [{name: Handling}]` to it" in (
        result.stdout
    )
    assert "[action-removed]" in result.stdout
    assert "[action-renamed]" not in result.stdout


def test_json_has_the_changes_and_the_verdict(command: Command, old: Path) -> None:
    new = edited(old, (f"{TIMING}durable", f"{TIMING}momentary"))
    result = command("diff", "old.yaml", new, "--report", "json")
    data = json.loads(result.stdout)

    assert result.exit_code == 1
    assert data["old"] == {"name": "old.yaml", "version": "2.0.0"}
    assert data["verdict"] == {
        "required": "major",
        "smallest": "3.0.0",
        "sufficient": False,
        "refused": 0,
        "accepted": False,
    }
    (change,) = data["changes"]
    page = (ROOT / "docs" / "diff.md").read_text("utf-8").partition("| key | value |")[2]
    assert {*data, *change, *data["verdict"], *change["new"]} <= {*re.findall(r"`(\w+)`", page)}
    assert (change["rule"], change["bump"], change["subject"]) == (
        *("timing-changed", "major", "CALL_WAIT"),
    )
    assert change["old"] == {
        "file": "old.yaml",
        "line": 72,
        "column": 58,
        "end_line": 72,
        "end_column": 65,
    }
    assert change["new"]["end_column"] == 67


def test_github_annotates_the_changes_that_the_version_is_too_small_for(
    command: Command, old: Path
) -> None:
    new = edited(old, (f"{TIMING}durable", f"{TIMING}momentary"), ("One seat.", "A seat."))
    result = command("diff", "old.yaml", new, "--report", "github")
    error, notice = result.stdout.splitlines()

    assert result.exit_code == 1
    assert error.startswith(
        "::error file=new.yaml,line=72,col=58,endColumn=67,title=timing-changed"
    )
    assert error.endswith("%0Abefore: old.yaml:72:58")
    assert notice.startswith("::notice file=new.yaml,line=21")
    assert "3.0.0 or later; 2.0.0 is too small" in result.stderr


def test_markdown_is_a_section_of_release_notes(command: Command, old: Path) -> None:
    new = edited(
        old,
        ("version: 2.0.0", "version: 3.0.0"),
        (f"{TIMING}durable", f"{TIMING}momentary"),
        ("One seat.", '"@everyone <b>[a](https://example.com)"'),
    )
    result = command("diff", "old.yaml", new, "--report", "markdown")

    assert result.exit_code == 0
    assert (
        result.stdout == r"""## 3.0.0

### Breaking changes

- CALL\_WAIT: timing changed from durable to momentary.
  Affects Python at run time, TypeScript types, TypeScript at run time, JSON, CSV, """
        r"""masks and stat types.
  Check each use of CALL\_WAIT: its timing is momentary, no longer durable.

### Corrections

- object type Place: description changed from "One seat." to """
        + (r'"@<!-- -->everyone \<b\>\[a\]\(https:\/\/example.com\)".' + "\n")
    )


def test_markdown_without_changes_has_one_line(old: Path) -> None:
    side = read_side(str(old))

    assert as_markdown(compare_sides(side, side)) == "## 2.0.0\n\nNo changes."


def test_a_side_that_cannot_be_read_exits_with_2(command: Command, old: Path) -> None:
    result = command("diff", "missing.yaml", old)

    assert result.exit_code == 2
    assert result.stdout == ""
    assert "error: the spec missing.yaml can't be read" in result.stderr


def test_an_invalid_spec_exits_with_2_and_its_diagnostics(command: Command, old: Path) -> None:
    result = command("diff", "old.yaml", edited(old, (f"{TIMING}durable", f"{TIMING}now")))

    assert result.exit_code == 2
    assert "new.yaml:72:58: error: " in result.stderr
    assert "error: new.yaml is not valid" in result.stderr


@pytest.mark.parametrize("style", ["json", "github"])
def test_an_invalid_spec_is_reported_in_the_format_of_the_report(
    command: Command, old: Path, style: str
) -> None:
    new = edited(old, (f"{TIMING}durable", f"{TIMING}now"))
    result = command("diff", "old.yaml", new, "--report", style)

    assert result.exit_code == 2
    assert "wrong-value" in result.stdout


def test_the_output_is_the_same_on_every_run(command: Command, old: Path) -> None:
    new = edited(old, ("  Queue: {title", "  Line: {title"), ("[Queue, R", "[Line, R"))
    text = old.with_name(new).read_text("utf-8").replace("object_type: Queue", "object_type: Line")
    old.with_name(new).write_text(text, "utf-8")
    first, second = (command("diff", "old.yaml", new).stdout for _ in range(2))

    assert first == second
    assert "object type Line: object type added [entry-added]" in first


# Generated code.


def test_files_that_differ_with_equal_facts_are_a_patch(old: Path) -> None:
    side = read_side(str(old))
    before = side._replace(artifacts={"python/a.py": "0", "python/b.py": "1", "json/a": "2"})
    after = side._replace(artifacts={"python/a.py": "3", "python/b.py": "1", "typescript/a": "4"})
    (change,) = compare_sides(before, after).changes

    assert change.rule.id == "code-changed"
    assert change.message == "1 of 2 files differ: python/a.py"


def test_equal_files_are_no_change() -> None:
    assert compare_artifacts({"python/a.py": "0"}, {"python/a.py": "0", "json/a": "1"}) == ()


def test_untrusted_text_is_escaped(old: Path) -> None:
    side: Side = read_side(str(old))
    change = Change(MEANING_CHANGED, "A\x1b[31m", "\u202e::error::x")
    changes = (change,)
    comparison = Comparison(side, side, changes, verdict(changes, "1.0.0", "1.0.1"), ())
    text = as_text(comparison) + as_markdown(comparison)

    assert "\x1b" not in text
    assert "\u202e" not in text


@pytest.mark.parametrize(
    "text", [*HOSTILE, "www.example.com", "me@example.com", "#1", "- a", "1. a", "==", "~~a~~"]
)
def test_markdown_prints_untrusted_text_as_it_is(old: Path, text: str) -> None:
    side = read_side(str(old))
    change = Change(MEANING_CHANGED, "CALL_WAIT", f"x {text} y")
    comparison = Comparison(side, side, (change,), verdict((change,), "1.0.0", "1.0.1"), ())
    page = read(as_markdown(comparison))

    assert page.links == page.addresses == ()
    assert page.markup <= PLAIN | {"html_inline"}
    assert [tag for tag, _ in page.headings] == ["h2", "h3"]
    assert ("@" in text) == ("html_inline" in page.markup)  # an empty comment after the sign
    (item,) = [shown for tag, shown in page.texts if tag == "li"]
    assert item.replace("<!-- -->", "") == f"CALL_WAIT: {safe(f'x {text} y')}."
