"""Generates the package reports.statserver_actions before a build."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

from statserver_bindgen import find_configured, generate, load, read_configuration


class ActionsHook(BuildHookInterface[Any]):
    """Stops the build with the problems of the spec, if it has any."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Generate what statserver-bindgen.yaml names; write only what changed."""
        del version, build_data
        configuration = read_configuration(Path(self.root, "statserver-bindgen.yaml"))
        outputs = find_configured(configuration)
        spec = load(configuration.spec, [target for target, _ in outputs])
        if spec.catalog is None:
            raise SystemExit("\n".join(map(str, spec.diagnostics)))
        result = generate(spec.catalog, outputs)
        if result.refused:
            raise SystemExit("\n".join(map(str, result.diagnostics)))
