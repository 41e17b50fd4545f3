"""Attack on manifests: mutations of a manifest.json in an output directory and in a copy."""

from __future__ import annotations

import json
import shutil
from contextlib import contextmanager
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final

from torture import command, fragments, mutations
from torture.attack import Attack, require
from torture.made_up import FIRST, MANIFEST, SECOND, MadeUp
from torture.trees import differences, leftovers, snapshot, write

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Sequence
    from pathlib import Path
    from random import Random

    from torture.attack import Round

    Change = Callable[[Random, dict[str, Any]], None]

_OUTSIDE: Final = {"outside.txt": "outside", "out-two/notes.md": "outside"}
# Files that are not from the tool, in an output directory.
_UNTRACKED: Final = {"notes.txt": "mine", "old/notes.txt": "mine"}
_HIDDEN: Final = {".env": "mine", ".git/config": "mine", "old/.hidden": "mine"}
# Files that a manifest must not make the tool change, with their content.
_LISTED: Final = (
    ([*_HIDDEN], b"mine"),
    (["../outside.txt"], b"outside"),
    (["../out-two/notes.md"], b"outside"),
    (["x/../../outside.txt"], b"outside"),
)
_EDITED: Final = ("both.md", "old/edited.md", "large.md")
_TARGET: Final = {"one": "out"}
_JSON: Final = (
    *('"', "{", "}", "[", "]", ",", ":", "null", "1e999", "9" * 5000, "[" * 2000, '"files": {},'),
    *(
        '"pending": {},',
        '"pending": null,',
        '"target": "two",',
        '"\\ud800"',
        '"\\u202e"',
        "\\u0000",
    ),
    *('"../outside.txt": "",', '"/etc/passwd": "",', '".env": "",', "<<<<<<< HEAD\n", "=======\n"),
    *('"formatter": "black",', '"version": "99.0.0",', '"version": "0.0.1",', "NaN", "-Infinity"),
)


@contextmanager
def _prepare(directory: Path) -> Generator[Round]:
    made_up = MadeUp(directory)
    original = directory / FIRST / "one"

    def run_round(random: Random, own: Path) -> None:
        edited = random.choice(_EDITED)
        _attack_copy(random, own / "copy", original, edited)
        _attack_output_directory(random, own, original, edited, made_up)

    yield run_round


def _attack_copy(random: Random, copy: Path, original: Path, edited: str) -> None:
    """Edit a file of a copy, and make its manifest agree; the comparison must report that."""
    shutil.copytree(original, copy)
    (copy / edited).write_text("tampered\n", "utf-8")
    data = json.loads((copy / MANIFEST).read_bytes())
    if random.random() < 0.7:
        data["files"][edited] = sha256(b"tampered\n").hexdigest()
    if random.random() < 0.3:
        shutil.copytree(original, copy / random.choice(("a", "old/copy", "node_modules/a")))
    changes = (_change_provenance, _change_provenance, _change_files)
    (copy / MANIFEST).write_bytes(_mutate(random, data, changes, 0.2))
    before = snapshot(copy)
    outcome = command.run("verify", copy, "--report", "json", cwd=copy)
    recorded = data["files"].get(edited) == sha256(b"tampered\n").hexdigest()
    reported = outcome.code or recorded or _is_untracked(outcome.stdout, edited)
    require(reported, f"a changed file is intact: {outcome}")
    strict = command.run("verify", copy, "--strict", "--against", original, cwd=copy)
    require(strict.code, f"a tampered copy is the same as a trusted one: {strict}")
    require(snapshot(copy) == before, f"verify changed a file: {outcome}")


def _is_untracked(report: str, path: str) -> bool:
    (copy,) = json.loads(report)["copies"]
    return any(path == it or (it.endswith("/") and path.startswith(it)) for it in copy["untracked"])


def _attack_output_directory(
    random: Random, own: Path, original: Path, edited: str, made_up: MadeUp
) -> None:
    """Mutate the manifest of an output directory with edited, untracked and hidden files."""
    out = own / "out"
    shutil.copytree(original, out)
    write(own, _OUTSIDE)
    write(out, {**_UNTRACKED, **_HIDDEN, edited: "edited"})
    data = json.loads((out / MANIFEST).read_bytes())
    changes = (_list, _list, _change_files, _change_provenance, _break)
    (out / MANIFEST).write_bytes(_mutate(random, data, changes, 0.4))
    arguments = made_up.arguments(random.choice((FIRST, SECOND)), own, _TARGET)
    before = snapshot(own)
    for reading in (("check", *arguments), ("verify", "out"), ("check", "--diff", *arguments)):
        outcome = command.run(*reading, cwd=own)
        require(snapshot(own) == before, f"a file changed: {outcome}")
    kept = [f"out/{it}" for it in (*_UNTRACKED, *_HIDDEN)]
    outcome = command.run("generate", *arguments, cwd=own)
    after = snapshot(own)
    changed = differences(before, after)
    _require_kept([*kept, *_OUTSIDE, f"out/{edited}"], changed, outcome)
    require(outcome.code == 0 or not changed, f"changes on the disk, {changed}, by: {outcome}")
    outcome = command.run("generate", "--force", *arguments, cwd=own)
    _require_kept([*kept, *_OUTSIDE], differences(before, snapshot(own)), outcome)
    require(f"out/{edited}" in snapshot(own), f"an edited file is removed: {outcome}")
    if outcome.code == 0:
        outcome = command.run("check", *arguments, cwd=own)
        require(outcome.code == 0, f"differences after generate --force: {outcome}")
        require(not leftovers(snapshot(own)), f"temporary files are left: {outcome}")
    else:
        require("contains the target" in outcome.stderr, f"--force fails: {outcome}")


def _require_kept(paths: list[str], changed: list[str], outcome: command.Outcome) -> None:
    lost = [it for it in paths if it in changed]
    require(not lost, f"{lost} changed: {outcome}")


def _mutate(
    random: Random, data: dict[str, Any], changes: Sequence[Change], in_text: float
) -> bytes:
    """Return the bytes of a manifest after changes of its values, and perhaps of its text.

    Args:
        random: the random numbers.
        data: the content of the manifest.
        changes: the changes of values to choose from.
        in_text: the share of manifests whose text is changed, too.
    """
    for _ in range(random.choice((0, 1, 1, 2, 3))):
        random.choice(changes)(random, data)
    raw = json.dumps(data, indent=2, ensure_ascii=False).encode("utf-8", "surrogatepass")
    if random.random() > in_text:
        return raw
    return mutations.mutate(random, raw, _JSON + fragments.HOSTILE)


def _list(random: Random, data: dict[str, Any]) -> None:
    """List files that are not from the tool, with their right digests."""
    paths, content = random.choice(_LISTED)
    section = random.choice(("files", "files", "pending"))
    data[section] = {
        **(data.get(section) or {}),
        **dict.fromkeys(paths, sha256(content).hexdigest()),
    }


def _change_files(random: Random, data: dict[str, Any]) -> None:
    """Empty the files, exchange their digests, or record them as pending."""
    files: dict[str, Any] = data["files"]
    paths = [*files]
    random.shuffle(paths)
    exchanged = dict(zip(paths, [*files.values()], strict=True))
    data[random.choice(("files", "pending"))] = random.choice(({}, exchanged, files))


def _change_provenance(random: Random, data: dict[str, Any]) -> None:
    """Change a fact about the origin of the files to another valid value."""
    section, key, value = random.choice(
        (
            (data, "target", "two"),
            (data, "formatter", "black 1.0.0"),
            (data["generator"], "version", random.choice(("99.0.0", "0.0.1"))),
            (data["catalog"], "version", random.choice(("99.0.0", "0.0.1", "x"))),
            (data["catalog"], "id", "other"),
            (data["catalog"], "digest", "0" * 64),
        )
    )
    section[key] = value


def _break(random: Random, data: dict[str, Any]) -> None:
    """Change a value of any kind to one that is not valid."""
    section = random.choice((data, data["generator"], data["catalog"]))
    values: tuple[Any, ...] = (
        None,
        1,
        "",
        "\x1b[31m",
        "\u202e",
        "\n::error::x",
        "1" * 5000,
        [],
        {},
    )
    section[random.choice([*section, "unknown"])] = random.choice(values)
    for key in ("generator", "catalog", "files", "pending"):
        if not isinstance(data.setdefault(key, {}), dict):
            data[key] = {"version": data[key]}


ATTACK: Final = Attack(
    "manifests",
    "Whatever a manifest claims: generate keeps edited, untracked, hidden and outside files, check "
    "and verify change nothing, and no tampered copy is the same as a trusted one.",
    rounds=700,
    short=15,
    prepare=_prepare,
)
