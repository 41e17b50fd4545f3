"""The rules of YAML files: of specs, and of target.yaml."""

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
  source: users_guide
"""
_ROWS: Final = (
    "actions:\n"
    "  - {{name: OffHook, object_class: regular_dn, timing: durable, "
    "interaction_related: {related}, restricted_cluster: true}}\n"
)
_GOOD_CATALOG: Final = _CATALOG.format(title="Stat Server actions")
_GOOD_ROWS: Final = _ROWS.format(related="true")


def _title(bad: str) -> Example:
    return Example(_CATALOG.format(title=bad), _GOOD_CATALOG)


# The file as a whole

EMPTY_FILE: Final = Rule(
    "empty-file",
    "A file is not empty.",
    "An empty file was probably never saved, or it is the wrong file.",
)
TOO_LARGE: Final = Rule(
    "too-large",
    "A file has at most 64 MiB.",
    "Half a million rows fit into that; a larger file is not a spec.",
)
WRONG_ENCODING: Final = Rule(
    "wrong-encoding",
    "Files are encoded in UTF-8.",
    "In another encoding the same bytes mean other characters, or none.",
)
BYTE_ORDER_MARK: Final = Rule(
    "byte-order-mark",
    "Files do not begin with a byte-order mark.",
    "UTF-8 does not need one, and many programs read it as a part of the first key.",
)
CONTROL_CHARACTER: Final = Rule(
    "control-character",
    "Files contain no control characters besides tabs and line breaks.",
    "YAML forbids most of them; the others break lines where no editor shows a line break. An "
    "escape in double quotes means the same and can be seen.",
)
INVISIBLE_CHARACTER: Final = Rule(
    "invisible-character",
    "Files contain no invisible characters.",
    "Text that can't be seen can't be reviewed: it hides or reorders what is next to it. An escape "
    "in double quotes means the same and can be seen. U+200C and U+200D between letters or emoji, "
    "and one variation selector after a character, are part of what is seen and are accepted.",
)
MULTIPLE_DOCUMENTS: Final = Rule(
    "multiple-documents",
    "A file contains one document.",
    "Everything after `---` would be lost.",
    Example(f"{_GOOD_CATALOG}---\n{_GOOD_ROWS}", _GOOD_CATALOG + _GOOD_ROWS),
)
DIRECTIVE: Final = Rule(
    "directive",
    "A file has no directives.",
    "A directive changes how YAML is read: `%YAML 1.1` gives values types that 1.2 does not.",
    Example(f"%YAML 1.1\n---\n{_GOOD_CATALOG}", _GOOD_CATALOG),
)

# Syntax

YAML_SYNTAX: Final = Rule(
    "yaml-syntax",
    "A file is well-formed YAML.",
    "A file that can't be parsed can't be checked.",
    Example(_ROWS.format(related="true,, scope: x"), _GOOD_ROWS),
)
MERGE_CONFLICT: Final = Rule(
    "merge-conflict",
    "A file contains no merge conflict markers.",
    "They separate two versions of the same lines; everything else in the file is checked after "
    "the conflict is resolved. `=======` is a marker at the start of a line, and anywhere in a "
    "file with another marker.",
    Example(
        "catalog:\n  id: stat-server-actions\n  title: Stat Server actions\n"
        "  description: The actions of one Stat Server.\n"
        "<<<<<<< HEAD\n  version: 1.0.0\n=======\n  version: 1.1.0\n>>>>>>> branch\n"
        "  release: 8.5.0\n",
        _GOOD_CATALOG,
    ),
)
TAB_INDENTATION: Final = Rule(
    "tab-indentation",
    "Lines are indented with spaces.",
    "YAML forbids tabs there, because editors show them with different widths.",
    Example(_GOOD_CATALOG.replace("  title", "\ttitle"), _GOOD_CATALOG),
)
DUPLICATE_KEY: Final = Rule(
    "duplicate-key",
    "The keys of a mapping are unique.",
    "YAML parsers keep the first or the last value, and drop the other without a message.",
    Example(f"{_GOOD_CATALOG}  title: The actions\n", _GOOD_CATALOG),
)
KEY_NOT_TEXT: Final = Rule(
    "key-not-text",
    "Keys are text.",
    "JSON and most languages can't have a number, a list or a mapping as a key.",
    Example(f"{_GOOD_CATALOG}  8: x\n", _GOOD_CATALOG),
)

# Values that differ from what they look like

TYPE_CHANGING_SCALAR: Final = Rule(
    "type-changing-scalar",
    "A value without quotes is what it looks like; only `true` and `false` are booleans.",
    "YAML parsers convert `on`, `yes`, `1:30`, `2024-01-01`, `1_0` or `010`, and not all of them "
    "in the same way.",
    Example(_ROWS.format(related="yes"), _GOOD_ROWS),
)
ANCHOR: Final = Rule(
    "anchor",
    "Values have no anchors.",
    "A row is complete in itself: its meaning must not depend on another line.",
    _title("&title Stat Server actions"),
)
ALIAS: Final = Rule(
    "alias",
    "No value is an alias of another value.",
    "A row is complete in itself; and a few lines of aliases can expand to billions of values.",
    _title("*title"),
)
MERGE_KEY: Final = Rule(
    "merge-key",
    "No mapping is merged into another one with `<<`.",
    "A row is complete in itself; and YAML 1.2 has no merge keys.",
    Example(f"{_GOOD_CATALOG}  <<: {{title: The actions}}\n", _GOOD_CATALOG),
)
TAG: Final = Rule(
    "tag",
    "Values have no tags.",
    "Tags change the type of a value, and make some parsers run code.",
    _title("!!str Stat Server actions"),
)

# Limits

TOO_DEEP: Final = Rule(
    "too-deep",
    "Lists and mappings are nested at most 32 levels deep.",
    "No file needs more; deeper nesting overflows the stack of some parsers.",
)
TOO_MANY_VALUES: Final = Rule(
    "too-many-values",
    "A file has at most 10 million keys and values, and not many more than its size suggests.",
    "A file of the largest size that consists of rows has fewer; a small file of tiny lists and "
    "mappings would need many times its size in memory.",
)
TOO_LONG_TEXT: Final = Rule(
    "too-long-text",
    "A text has at most 100,000 characters.",
    "In a longer text a closing quote is probably missing.",
)
TOO_MANY_PROBLEMS: Final = Rule(
    "too-many-problems",
    "A file has at most a thousand problems.",
    "Checking stops there: so many problems usually have one cause.",
)
