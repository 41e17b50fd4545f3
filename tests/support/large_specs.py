"""Specs with many rows: those of the shipped table, repeated under other names."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import yaml

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
            copy = number // len(table)
            name = f"{row['name']}N{copy}x" if copy else row["name"]
            stream.write(f"  - {json.dumps({**row, 'name': name})}\n")
