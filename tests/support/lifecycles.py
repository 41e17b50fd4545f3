"""Catalogs with a history: five releases of a small one, and a strategy that gives any spec one."""

from __future__ import annotations

import copy
from typing import Any, Final

import yaml
from hypothesis import strategies as st

from statserver_bindgen.action import action_id
from support.catalogs import specs, texts
from support.checkout import ROOT

_SMALL: Final = ROOT / "tests" / "rejected" / "valid.yaml"
_LINE: Final = {"object_class": "regular_dn", "timing": "durable"}
_QUEUE: Final = {"object_class": "mediation_dn", "timing": "durable"}
_FLAGS: Final = {"interaction_related": True, "restricted_cluster": True}
ENDED: Final = "The switch does not report it any more."


def row(name: str, facts: dict[str, str], **keys: Any) -> dict[str, Any]:
    """Return a row of the table with some keys of its lifecycle."""
    return {"name": name, **facts, **_FLAGS, **keys}


def _first() -> dict[str, Any]:
    data: dict[str, Any] = yaml.safe_load(_SMALL.read_text("utf-8"))
    data["catalog"]["version"] = "1.0.0"
    data["actions"] = [
        row("AgentLogin", _LINE, scope="regular_dn"),
        row("AgentLogin", _QUEUE, scope="mediation_dn"),
        row("CallWait", _QUEUE),
        row("CallHeld", _LINE),
        row("CallParked", _LINE),
        row("CallInQueue", _QUEUE),
        row("CallLost", _QUEUE),
    ]
    return data


def _releases() -> tuple[dict[str, Any], ...]:
    releases = [_first()]

    def release(version: str) -> dict[str, dict[str, Any]]:
        data = copy.deepcopy(releases[-1])
        data["catalog"]["version"] = version
        releases.append(data)
        return {action_id(it["name"], it.get("scope")): it for it in data["actions"]}

    release("1.1.0")
    releases[-1]["actions"].append(row("CallTreated", _QUEUE, since="1.1.0"))

    rows = release("1.2.0")
    releases[-1]["actions"].append(row("CallOnHold", _LINE, since="1.2.0"))
    rows["CALL_IN_QUEUE"] |= {"name": "CallQueued", "formerly": [{"name": "CallInQueue"}]}
    rows["CALL_HELD"]["deprecated"] = {
        "since": "1.2.0",
        "reason": "The guide uses another name.",
        "replaced_by": "CALL_ON_HOLD",
    }
    rows["CALL_LOST"]["deprecated"] = {"since": "1.2.0", "reason": ENDED}

    rows = release("1.3.0")
    releases[-1]["actions"].append(row("CallWait", _LINE, scope="regular_dn", since="1.3.0"))
    rows["CALL_WAIT"] |= {"scope": "mediation_dn", "formerly": [{"name": "CallWait"}]}
    rows["CALL_PARKED"]["deprecated"] = {"since": "1.3.0", "reason": ENDED}

    rows = release("2.0.0")
    for key in ("CALL_HELD", "CALL_LOST"):
        rows[key]["removed"] = {"since": "2.0.0"}
    return tuple(releases)


RELEASES: Final = _releases()
"""The data of five releases: 1.0.0; 1.1.0 adds a row; 1.2.0 renames one and deprecates two; in
1.3.0, a name gets a second row, so that the id of its first one changes; 2.0.0 removes two rows."""


def with_statuses(release: dict[str, Any]) -> dict[str, Any]:
    """Return the data of a release in which each name of the table is a status."""
    data = copy.deepcopy(release)
    term = {"title": "Documentation", "description": "A document states it.", "inferred": False}
    data["evidence_kinds"] = {"doc": term}
    names = dict.fromkeys(it["name"] for it in data["actions"] if "removed" not in it)
    provenance = {"evidence": "doc", "sources": [{"source": "guide"}]}
    data["statuses"] = {
        name: {"number": number, **provenance, "ranks": {}} for number, name in enumerate(names)
    }
    return data


@st.composite
def lifecycles(draw: st.DrawFn, largest: int = 8, lengthen: int = 0) -> dict[str, Any]:
    """Draw the data of a valid spec some of whose rows are deprecated, renamed or removed."""
    data = draw(specs(largest, lengthen))
    data["catalog"]["version"] = "100.0.0"
    rows: list[dict[str, Any]] = data["actions"]
    remaining = draw(st.lists(st.sampled_from(rows), min_size=1, unique_by=id))
    replacements = [action_id(it["name"], it.get("scope")) for it in remaining]

    def deprecation() -> dict[str, Any]:
        entry = {"since": f"2.{draw(st.integers(0, 20))}.0", "reason": f"End of {draw(texts)}."}
        entry["reason"] = entry["reason"].replace("\n", " ")
        if draw(st.booleans()):
            entry["replaced_by"] = draw(st.sampled_from(replacements))
        return entry

    for entry in rows:
        if draw(st.booleans()):
            entry["since"] = f"1.{draw(st.integers(0, 20))}.0"
        if not any(entry is it for it in remaining):
            entry["deprecated"] = deprecation()
        if draw(st.booleans()):
            scope = {"scope": entry["scope"]} if "scope" in entry and draw(st.booleans()) else {}
            entry["formerly"] = [{"name": f"{entry['name']}_Before", **scope}]
    data["actions"] = _without_collisions(rows)
    for number in range(draw(st.integers(0, 2))):
        model = draw(st.sampled_from(rows))
        facts = {key: model[key] for key in (*_LINE, *_FLAGS)}
        tombstone = {"name": f"{rows[0]['name']}_Gone{number}", **facts, "timing": "durable"}
        tombstone |= {"deprecated": deprecation(), "removed": {"since": "3.0.0"}}
        data["actions"].insert(draw(st.integers(0, len(data["actions"]))), tombstone)
    return data


def _without_collisions(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the rows without the former names whose id another former name has."""
    ids: set[str] = set()
    for entry in rows:
        for former in entry.get("formerly", ()):
            key = action_id(former["name"], former.get("scope"))
            if key in ids:
                del entry["formerly"]
            ids.add(key)
    return rows
