"""A configuration: the spec, the directories of targets, and the outputs that a file names.

`find_file` returns the configuration of the working directory. Commands that find none need no
other module of this package.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Final

from statserver_bindgen.frozen import Frozen

if TYPE_CHECKING:
    from statserver_bindgen.diagnostics import Severity

FILE_NAME: Final = "statserver-bindgen.yaml"


class Configuration(Frozen):
    """The inputs and outputs of runs. A key that the file does not have is None or empty.

    Paths in the file are relative to its directory; here they are relative to the working
    directory.

    Attributes:
        file: the path of the file, or None without one.
        spec: the path of the spec, or None.
        templates: directories of targets, which are searched before the shipped targets.
        targets: the name of each target, or of a part of one, with an output directory; a name may
            have several.
        disabled_rules: the rules that `lint` does not report.
        severities: the severities of rules of `lint`, where they differ from the usual ones.
    """

    file: Path | None = None
    spec: Path | None = None
    templates: tuple[Path, ...] = ()
    targets: tuple[tuple[str, Path], ...] = ()
    disabled_rules: tuple[str, ...] = ()
    severities: tuple[tuple[str, Severity], ...] = ()


def find_file() -> Path | None:
    """Return the path of the configuration in the working directory, or None if there is none.

    The file can be of any kind, also a broken symlink: reading it reports the problem.
    """
    try:
        os.lstat(FILE_NAME)
    except OSError:
        return None
    return Path(FILE_NAME)
