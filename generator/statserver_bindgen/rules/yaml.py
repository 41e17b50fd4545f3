"""The rules of `source` as people read them, with pieces of a spec that break and keep them.

What goes out: `RULES`, for the rule reference and for the tests that hold each example against its
rule.
"""

from __future__ import annotations

from typing import Final

from statserver_bindgen.diagnostics import Example, Rule

_CATALOG: Final = """\
catalog:
  id: stat-server-actions
  title: {title}
  description: The actions of one Stat Server.
  version: 1.0.0
  release: 8.5.0
"""
_ROWS: Final = (
    "actions:\n"
    "  - {{name: OffHook, object_class: regular_dn, timing: durable, "
    "interaction_related: {related}, restricted_cluster: true}}\n"
)
_GOOD_CATALOG: Final = _CATALOG.format(title="Stat Server actions")
_GOOD_ROWS: Final = _ROWS.format(related="true")


def _catalog(title: str, instead: str = "Stat Server actions") -> Example:
    return Example(_CATALOG.format(title=title), _CATALOG.format(title=instead))


RULES: Final = (
    # The file as a whole
    Rule(
        "empty-file",
        "A file holds something.",
        "An empty file is most likely one that was never saved, or the wrong one.",
    ),
    Rule(
        "too-large",
        "A file has at most 128 MiB.",
        "A million rows fit; what is larger is some other file.",
    ),
    Rule(
        "wrong-encoding",
        "Files are UTF-8.",
        "In another encoding the same bytes are other letters, or none.",
    ),
    Rule(
        "byte-order-mark",
        "Files begin with their text, not with a byte-order mark.",
        "UTF-8 needs no mark, and many programs take it for a part of the first word.",
    ),
    Rule(
        "control-character",
        "Only characters that can be seen stand in a file, beside blanks and line ends.",
        "YAML forbids most of them; the others break lines where no editor shows a break. In "
        "double quotes an escape says the same for everybody to see.",
    ),
    Rule(
        "multiple-documents",
        "A file holds one document.",
        "What stands after `---` would be lost.",
        Example(f"{_GOOD_CATALOG}---\n{_GOOD_ROWS}", _GOOD_CATALOG + _GOOD_ROWS),
    ),
    Rule(
        "directive",
        "A file has no directives.",
        "They change how YAML is read: `%YAML 1.1` makes words true and false that 1.2 does not.",
        Example(f"%YAML 1.1\n---\n{_GOOD_CATALOG}", _GOOD_CATALOG),
    ),
    # How it is written
    Rule(
        "yaml-syntax",
        "A file is well-formed YAML.",
        "What can't be read can't be checked.",
        Example(_ROWS.format(related="true,, scope: x"), _GOOD_ROWS),
    ),
    Rule(
        "tab-indentation",
        "Lines are indented by spaces.",
        "YAML forbids tabs there: nobody can tell how far they go.",
        Example(_GOOD_CATALOG.replace("  title", "\ttitle"), _GOOD_CATALOG),
    ),
    Rule(
        "duplicate-key",
        "A key stands once in its mapping.",
        "YAML readers keep the first or the last, and say nothing of the other.",
        Example(f"{_GOOD_CATALOG}  title: The actions\n", _GOOD_CATALOG),
    ),
    Rule(
        "key-not-text",
        "Keys are text.",
        "A number, a list or a mapping as a key is no key in JSON, nor in most languages.",
        Example(f"{_GOOD_CATALOG}  8: x\n", _GOOD_CATALOG),
    ),
    # What it says behind one's back
    Rule(
        "type-changing-scalar",
        "A word without quotes is what it looks like; only `true` and `false` are booleans.",
        "YAML turns `on`, `yes`, `1:30`, `2024-01-01`, `1_0` or `010` into something else, each "
        "reader in its own way.",
        Example(_ROWS.format(related="yes"), _GOOD_ROWS),
    ),
    Rule(
        "anchor",
        "No value has a name.",
        "A row says all of itself: what it means must not depend on another place.",
        _catalog("&title Stat Server actions"),
    ),
    Rule(
        "alias",
        "No value stands for one from elsewhere.",
        "The same; and a few lines of aliases can stand for billions of values.",
        _catalog("*title"),
    ),
    Rule(
        "merge-key",
        "No mapping is mixed into another with `<<`.",
        "The same; and YAML 1.2 has no such key.",
        Example(f"{_GOOD_CATALOG}  <<: {{title: The actions}}\n", _GOOD_CATALOG),
    ),
    Rule(
        "tag",
        "No value has a tag.",
        "Tags change what a value is, up to running code in some readers.",
        _catalog("!!str Stat Server actions"),
    ),
    # Bounds
    Rule(
        "too-deep",
        "Lists and mappings stand at most 32 deep in one another.",
        "No file needs so many; deeper ones overflow the stack of some reader.",
    ),
    Rule(
        "too-many-values",
        "A file has at most 16 million keys and values.",
        "A million rows have fewer.",
    ),
    Rule(
        "too-long-text",
        "A text has at most 100,000 characters.",
        "A longer one most likely has an open quote.",
    ),
    Rule(
        "too-many-problems",
        "Reading stops after a thousand problems.",
        "Nobody reads on, and most of them have one cause.",
    ),
)
