"""The manifest of an output directory: provenance and the digest of every artifact.

`parse` turns the bytes of a manifest.json into a `RecordedManifest`; `Manifest.to_bytes` does the
opposite. A copy of the directory in another repository is verified with its manifest alone.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final, NamedTuple, cast

from statserver_bindgen import artifact_paths
from statserver_bindgen.terminal_text import quoted
from statserver_bindgen.version import __version__

if TYPE_CHECKING:
    from collections.abc import Mapping

GENERATOR: Final = "statserver-bindgen"
LARGEST: Final = 16 * 1024 * 1024
"""The size of a manifest in bytes up to which it is read: about 100,000 files."""
_DIGEST: Final = re.compile(r"[0-9a-f]{64}")
_SURROGATE: Final = r"[\ud800-\udfff]"  # compiled on first use: most texts are ASCII


class Provenance(NamedTuple):
    """The target, catalog, tool and formatter that made the artifacts.

    Attributes:
        target: the name of the target.
        catalog_id: the id of the catalog.
        catalog_version: the version of the catalog.
        catalog_digest: the digest of the catalog.
        formatter: the formatter of the artifacts and its style year, e.g. `black 26`, or None if
            none of them was formatted.
        generator_version: the version of the tool.
    """

    target: str
    catalog_id: str
    catalog_version: str
    catalog_digest: str
    formatter: str | None
    generator_version: str = __version__

    def as_data(self) -> dict[str, object]:
        """Return the provenance with the keys of manifest.json."""
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


class Manifest(NamedTuple):
    """The content of a manifest.json.

    Attributes:
        provenance: the origin of the files; its formatter applies to all of them.
        files: the sha256 of each file that the tool wrote, by path.
        pending: the sha256 of each file that a run plans, by path, until that run has ended; else
            None.
    """

    provenance: Provenance
    files: Mapping[str, str]
    pending: Mapping[str, str] | None = None

    @property
    def paths(self) -> tuple[str, ...]:
        """The paths in `files` and in `pending`, sorted."""
        return tuple(sorted({*self.files, *(self.pending or ())}))

    def formatted_digests(self, formatter: str | None) -> Mapping[str, str]:
        """Return, by path, the sha256 of each file that this formatter has formatted."""
        if formatter is None or self.provenance.formatter != formatter:
            return {}
        return {**self.files, **(self.pending or {})}

    def to_bytes(self) -> bytes:
        """Return the bytes of the manifest.json; equal manifests have equal bytes."""
        data = {**self.provenance.as_data(), "files": dict(sorted(self.files.items()))}
        if self.pending is not None:
            data["pending"] = dict(sorted(self.pending.items()))
        return (json.dumps(data, indent=2, ensure_ascii=False) + "\n").encode()


class RecordedManifest(NamedTuple):
    """The manifest.json that is on disk.

    Attributes:
        raw: its bytes, or None if there is no such file.
        manifest: its content, or None if there is no file or it can't be read.
        problem: why it can't be read, or None.
        line: the line of the problem, or 0 if unknown.
        column: the column of the problem, or 0 if unknown.
    """

    raw: bytes | None = None
    manifest: Manifest | None = None
    problem: str | None = None
    line: int = 0
    column: int = 0

    @property
    def is_untracked(self) -> bool:
        """Whether the file can't be read and shows no sign of this tool.

        An empty file, and a manifest of this tool with merge-conflict markers in it, are damaged
        manifests rather than untracked files.
        """
        return self.problem is not None and not (
            self.raw is not None and (not self.raw.strip() or GENERATOR.encode() in self.raw)
        )


def parse(raw: bytes) -> RecordedManifest:
    """Return the content of a manifest.json, or the problem with its position.

    Unknown keys are ignored: later versions of the tool may add some.
    """
    try:
        return RecordedManifest(raw, _manifest(_read_json(raw)))
    except json.JSONDecodeError as error:
        problem = f"it is not JSON ({error.msg})"
        return RecordedManifest(raw, None, problem, error.lineno, error.colno)
    except UnicodeDecodeError:
        return RecordedManifest(raw, None, "it is not UTF-8")
    except RecursionError:
        return RecordedManifest(raw, None, "it is nested too deeply")
    except _InvalidManifestError as error:
        return RecordedManifest(raw, None, str(error))
    except ValueError:
        return RecordedManifest(raw, None, "it contains a number that is too long")


class _InvalidManifestError(Exception):
    """The data is not a valid manifest; the message continues "can't be read:"."""


def _read_json(raw: bytes) -> object:
    if len(raw) > LARGEST:
        raise _InvalidManifestError(f"it is larger than {LARGEST // 1024**2} MiB")
    return json.loads(raw.decode("utf-8"), object_pairs_hook=_unique)


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return the pairs of a JSON object. Readers differ in which of two equal keys they keep."""
    data: dict[str, Any] = {}
    for key, value in pairs:
        if key in data:
            raise _InvalidManifestError(f"it has the key {quoted(key)} twice")
        data[key] = value
    return data


def _manifest(data: object) -> Manifest:
    if not isinstance(data, dict):
        raise _InvalidManifestError("it is not a JSON object")
    content = cast("dict[str, Any]", data)
    generator, catalog = _object(content, "generator"), _object(content, "catalog")
    if _text(generator, "name") != GENERATOR:
        raise _InvalidManifestError("it is not from this tool")
    return Manifest(
        Provenance(
            target=_text(content, "target"),
            catalog_id=_text(catalog, "id"),
            catalog_version=_text(catalog, "version"),
            catalog_digest=_text(catalog, "digest"),
            formatter=None if content.get("formatter") is None else _text(content, "formatter"),
            generator_version=_text(generator, "version"),
        ),
        _digests(content, "files"),
        _digests(content, "pending") if "pending" in content else None,
    )


def _object(data: Mapping[str, Any], key: str) -> dict[str, Any]:
    value = data.get(key)
    if not isinstance(value, dict):
        raise _InvalidManifestError(f"{key} is missing or not a JSON object")
    return cast("dict[str, Any]", value)


def _text(data: Mapping[str, Any], key: str) -> str:
    value = data.get(key)
    if not isinstance(value, str) or (not value.isascii() and re.search(_SURROGATE, value)):
        raise _InvalidManifestError(f"{key} is missing or not a valid string")
    return value


def _digests(data: Mapping[str, Any], key: str) -> dict[str, str]:
    digests = _object(data, key)
    for path, sha256 in digests.items():
        if fault := artifact_paths.find_fault(path):
            raise _InvalidManifestError(f"{key} names {quoted(path)}, but {fault}")
        if not isinstance(sha256, str) or not _DIGEST.fullmatch(sha256):
            raise _InvalidManifestError(f"{key} has an invalid sha256 for {quoted(path)}")
    return digests
