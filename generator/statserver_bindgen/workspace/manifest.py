"""The manifest of a target root: what the tool wrote there, and what it was made of.

What comes in: the bytes of a manifest.json, or the facts of a run. What goes out: a `Manifest`, and
its bytes. With it a copy of the folder in another repository can be verified by itself.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, cast

from statserver_bindgen import artifact_paths
from statserver_bindgen.version import __version__

if TYPE_CHECKING:
    from collections.abc import Mapping

GENERATOR: Final = "statserver-bindgen"
_DIGEST: Final = re.compile(r"[0-9a-f]{64}")
_HALF: Final = re.compile(r"[\ud800-\udfff]")


@dataclass(frozen=True)
class Provenance:
    """What the artifacts of a target are made of.

    Attributes:
        target: the name of the target.
        catalog_id: id of the catalog.
        catalog_version: version of the catalog.
        catalog_digest: digest of the catalog.
        formatter: the formatter that laid artifacts out and its style year, e.g. `black 26`, or
            None where none did.
        generator_version: version of the tool.
    """

    target: str
    catalog_id: str
    catalog_version: str
    catalog_digest: str
    formatter: str | None
    generator_version: str = __version__

    def as_data(self) -> dict[str, object]:
        """Return the facts with the keys of manifest.json."""
        return {
            "target": self.target,
            "catalog": {
                "id": self.catalog_id,
                "version": self.catalog_version,
                "digest": self.catalog_digest,
            },
            "generator": {"name": GENERATOR, "version": self.generator_version},
            "formatter": self.formatter,
        }


@dataclass(frozen=True)
class Manifest:
    """What a manifest.json says.

    Attributes:
        provenance: what the files were made of. Its formatter holds for all of them.
        files: the sha256 of each file that the tool wrote, by path.
        pending: while a run is under way, the sha256 of each file that it plans; else None.
    """

    provenance: Provenance
    files: Mapping[str, str]
    pending: Mapping[str, str] | None = None

    @property
    def paths(self) -> tuple[str, ...]:
        """All paths that the manifest knows of, sorted."""
        return tuple(sorted({*self.files, *(self.pending or ())}))

    def formatted_digests(self, formatter: str | None) -> Mapping[str, str]:
        """Return, by path, the sha256 of files that this formatter is known to have laid out."""
        if formatter is None or self.provenance.formatter != formatter:
            return {}
        return {**self.files, **(self.pending or {})}

    def to_bytes(self) -> bytes:
        """Return the manifest as it stands on disk: the same facts give the same bytes."""
        data = {**self.provenance.as_data(), "files": dict(sorted(self.files.items()))}
        if self.pending is not None:
            data["pending"] = dict(sorted(self.pending.items()))
        return (json.dumps(data, indent=2, ensure_ascii=False) + "\n").encode()


@dataclass(frozen=True)
class RecordedManifest:
    """What stands at manifest.json in a target root.

    Attributes:
        raw: its bytes, or None where there is no such file.
        manifest: what it says, or None where there is none, or none that can be read.
        problem: why it can't be read, or None.
        line: where in it the problem is; 0 where that is unknown.
        column: the same.
    """

    raw: bytes | None = None
    manifest: Manifest | None = None
    problem: str | None = None
    line: int = 0
    column: int = 0

    @property
    def is_untracked(self) -> bool:
        """Whether it is the work of somebody else, as far as one can tell.

        A manifest of ours with the marks of a merge conflict in it still names the tool.
        """
        return self.problem is not None and not (
            self.raw is not None and (not self.raw.strip() or GENERATOR.encode() in self.raw)
        )


def parse(raw: bytes) -> RecordedManifest:
    """Return what the bytes of a manifest.json say.

    Unknown keys are passed over: newer versions of the tool may add some.
    """
    try:
        data = json.loads(raw.decode("utf-8"))
        return RecordedManifest(raw, _manifest(data))
    except json.JSONDecodeError as error:
        problem = f"it is not JSON ({error.msg})"
        return RecordedManifest(raw, None, problem, error.lineno, error.colno)
    except UnicodeDecodeError:
        return RecordedManifest(raw, None, "it is not UTF-8")
    except RecursionError:
        return RecordedManifest(raw, None, "it is nested too deeply")
    except _WrongShapeError as error:
        return RecordedManifest(raw, None, str(error))
    except ValueError:
        return RecordedManifest(raw, None, "it holds a number that is too long")


class _WrongShapeError(Exception):
    """The data is no manifest; the message says why, in words that go on after "can't be read:"."""


def _manifest(data: object) -> Manifest:
    if not isinstance(data, dict):
        raise _WrongShapeError("it is no JSON object")
    root = cast("dict[str, Any]", data)
    generator, catalog = _object(root, "generator"), _object(root, "catalog")
    if _text(generator, "name") != GENERATOR:
        raise _WrongShapeError("it is not from this tool")
    return Manifest(
        Provenance(
            target=_text(root, "target"),
            catalog_id=_text(catalog, "id"),
            catalog_version=_text(catalog, "version"),
            catalog_digest=_text(catalog, "digest"),
            formatter=None if root.get("formatter") is None else _text(root, "formatter"),
            generator_version=_text(generator, "version"),
        ),
        _digests(root, "files"),
        _digests(root, "pending") if "pending" in root else None,
    )


def _object(data: Mapping[str, Any], key: str) -> dict[str, Any]:
    value = data.get(key)
    if not isinstance(value, dict):
        raise _WrongShapeError(f"{key} is missing, or no JSON object")
    return cast("dict[str, Any]", value)


def _text(data: Mapping[str, Any], key: str) -> str:
    value = data.get(key)
    if not isinstance(value, str) or _HALF.search(value):
        raise _WrongShapeError(f"{key} is missing, or no text")
    return value


def _digests(data: Mapping[str, Any], key: str) -> dict[str, str]:
    digests = _object(data, key)
    for path in digests:
        if problem := artifact_paths.find_fault(path):
            raise _WrongShapeError(f"{key} names {path!r}, but {problem}")
        if not _DIGEST.fullmatch(_text(digests, path)):
            raise _WrongShapeError(f"{key} has no sha256 for {path}")
    return digests
