"""The baseline: a file with known problems, which are not reported again.

    {"format": 1, "problems": [
      {"file": "a.cfg", "section": "Demo", "key": "MainMask", "rule": "unknown-name",
       "text": "CallX", "reason": "removed with the next release", "until": "2027-01-31"}]}

A problem is known by file, section, key, rule and text, so that other lines may move. `reason` and
`until` are for people; after the day of `until`, the problem is reported again.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple, cast

from statserver_bindgen.errors import ConfigurationFileError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from statserver_bindgen.linting.section_diagnostics import SectionDiagnostic

FORMAT: Final = 1
_IDENTITY: Final = ("file", "section", "key", "rule", "text")
_KEYS: Final = (*_IDENTITY, "reason", "until")

Identity = tuple[str, ...]
"""The values of a problem by which it is known."""


class KnownProblem(NamedTuple):
    """A problem in a baseline.

    Attributes:
        identity: file, section, key, rule and text.
        reason: why it is accepted; empty if no reason is given.
        until: the last day on which it is not reported, or None.
    """

    identity: Identity
    reason: str = ""
    until: date | None = None


def identify(entry: SectionDiagnostic) -> Identity:
    """Return the values by which a diagnostic is known."""
    file = Path(entry.diagnostic.span.file).as_posix()
    return (file, entry.section, entry.key, entry.diagnostic.rule.id, entry.text)


def fingerprints(entries: Iterable[SectionDiagnostic]) -> list[str]:
    """Return a text for each diagnostic that stays the same while other lines change."""
    counts: Counter[Identity] = Counter()
    texts: list[str] = []
    for entry in entries:
        identity = identify(entry)
        counts[identity] += 1
        data = json.dumps([*identity, counts[identity]])
        texts.append(hashlib.sha256(data.encode()).hexdigest()[:32])
    return texts


def read_baseline(file: Path) -> list[KnownProblem]:
    """Return the problems in a baseline; none if there is no file.

    Raises:
        ConfigurationFileError: the file can't be read, or is not a baseline.
    """
    try:
        raw = file.read_bytes()
    except FileNotFoundError:
        return []
    except OSError as error:
        message = f"the baseline {file} can't be read: {error.strerror}"
        raise ConfigurationFileError(message) from error
    try:
        content: object = json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise ConfigurationFileError(f"the baseline {file} is not JSON: {error}") from error
    data = cast("dict[str, object]", content) if isinstance(content, dict) else {}
    if data.get("format") != FORMAT:
        raise ConfigurationFileError(f'the baseline {file} lacks "format": {FORMAT}')
    problems = data.get("problems")
    if not isinstance(problems, list):
        raise ConfigurationFileError(f'the baseline {file} lacks the list "problems"')
    return [
        _read_problem(entry, f"the baseline {file}, problem {number}")
        for number, entry in enumerate(cast("list[object]", problems), 1)
    ]


def _read_problem(data: object, name: str) -> KnownProblem:
    if not isinstance(data, dict):
        raise ConfigurationFileError(f"{name}: it is not a mapping")
    entry = cast("dict[str, Any]", data)
    for key, value in entry.items():
        if key not in _KEYS:
            raise ConfigurationFileError(f'{name}: unknown key "{key}"')
        if not isinstance(value, str):
            raise ConfigurationFileError(f'{name}: the value of "{key}" is not a text')
    missing = [it for it in _IDENTITY if it not in entry]
    if missing:
        raise ConfigurationFileError(f'{name}: it lacks "{missing[0]}"')
    try:
        until = date.fromisoformat(entry["until"]) if "until" in entry else None
    except ValueError as error:
        message = f'{name}: "until" is not a date like 2027-01-31'
        raise ConfigurationFileError(message) from error
    return KnownProblem(tuple(entry[it] for it in _IDENTITY), entry.get("reason", ""), until)


class Comparison(NamedTuple):
    """Diagnostics compared with a baseline.

    Attributes:
        new: the diagnostics that are not in the baseline, or whose last day is over.
        accepted: the number of the others.
        outdated: the number of problems in the baseline that do not occur.
    """

    new: tuple[SectionDiagnostic, ...]
    accepted: int
    outdated: int


def compare(
    entries: Sequence[SectionDiagnostic], problems: Iterable[KnownProblem], today: date
) -> Comparison:
    """Return the diagnostics that a baseline does not have; each entry of it counts once."""
    every = [*problems]
    left = Counter(it.identity for it in every if it.until is None or today <= it.until)
    new: list[SectionDiagnostic] = []
    for entry in entries:
        identity = identify(entry)
        if left[identity]:
            left[identity] -= 1
        else:
            new.append(entry)
    occurring = {*map(identify, entries)}
    outdated = sum(it.identity not in occurring for it in every)
    return Comparison((*new,), len(entries) - len(new), outdated)


def update(
    entries: Iterable[SectionDiagnostic], problems: Iterable[KnownProblem]
) -> list[KnownProblem]:
    """Return the baseline of these diagnostics, with the reasons and dates of the old one."""
    old: dict[Identity, list[KnownProblem]] = {}
    for problem in problems:
        old.setdefault(problem.identity, []).append(problem)
    updated: list[KnownProblem] = []
    for entry in entries:
        identity = identify(entry)
        same = old.get(identity)
        updated.append(same.pop(0) if same else KnownProblem(identity))
    return updated


def format_baseline(problems: Iterable[KnownProblem]) -> str:
    """Return the text of a baseline, one problem on each line, in order."""
    lines: list[str] = []
    for problem in sorted(problems, key=lambda it: it.identity):
        entry: dict[str, str] = dict(zip(_IDENTITY, problem.identity, strict=True))
        entry["reason"] = problem.reason
        if problem.until is not None:
            entry["until"] = problem.until.isoformat()
        lines.append(f"    {json.dumps(entry)}")
    body = ",\n".join(lines)
    return f'{{\n  "format": {FORMAT},\n  "problems": [\n{body}\n  ]\n}}\n'
