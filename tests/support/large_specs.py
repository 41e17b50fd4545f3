"""Specs with many rows: those of the shipped table, repeated under other names.

Only the rows of the table have a lifecycle: a former name belongs to one row.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import yaml

from statserver_bindgen.validation.lifecycle_rules import KEYS
from support.checkout import ROOT
from support.documents import LOADER

if TYPE_CHECKING:
    from pathlib import Path


def write_large_spec(path: Path, rows: int) -> None:
    """Write a spec with as many rows; the first ones are those of the table."""
    text = (ROOT / "spec/actions.yaml").read_text("utf-8")
    table = yaml.load(text, LOADER)["actions"]  # noqa: S506 - either is a safe loader
    with path.open("w", encoding="utf-8") as stream:
        stream.write(text.partition("\nactions:\n")[0] + "\nactions:\n")
        for number in range(rows):
            row = table[number % len(table)]
            if copy := number // len(table):
                row = {key: value for key, value in row.items() if key not in KEYS}
                row["name"] += f"N{copy}x"
            stream.write(f"  - {json.dumps(row)}\n")
