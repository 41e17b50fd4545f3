"""TypeScript packages of large tables, and consumers that use what depends on the rows."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final

from statserver_bindgen import pipeline
from support.generated import written
from support.large_specs import write_large_spec

if TYPE_CHECKING:
    from pathlib import Path

OPTIONS: Final = {
    "target": "es2022",
    "lib": ["es2022"],
    "module": "nodenext",
    "types": [],
    "strict": True,
}
ROW: Final = re.compile(r"^export const (\w+)", re.MULTILINE)
CONSUMER: Final = """\
import {
  Action,
  isDurable,
  isInstantaneous,
  isKnown,
  named,
  parseAction,
  resolve,
  select,
  type ActionFor,
  type ActionName,
  type ActionNameFor,
  type ActionNamed,
  type DurableAction,
  type ObjectType,
} from "statserver-actions";

export function labelOf(text: string): string {
  const action = parseAction(text);
  if (!isKnown(action)) {
    return action.id;
  }
  const row: Action = action;
  return row.label;
}

export const durable: DurableAction[] = select({}).filter(isDurable);
export const onQueue: Action[] = select({ objectType: "Queue", instantaneous: true });
export const lasting: ActionFor<"Queue", DurableAction>[] = select({
  objectType: "Queue",
  timing: "durable",
});
export const momentary = select({ objectType: ["Agent", "Queue"], instantaneous: true })
  .concat(select({ objectClass: "mediation_dn", timing: "momentary" }))
  .filter(isInstantaneous);
export const waiting: ActionFor<"Queue", DurableAction> = Action.CALL_WAIT;
export const dialing: ActionFor<"Agent" | "Queue">[] = [Action.CALL_WAIT, Action.CALL_DIALING];
export const answered: ActionNamed<"CallAnswered">[] = named("CallAnswered");

export function nameOf(action: ActionFor<"Queue">): ActionNameFor<"Queue"> {
  return action.name;
}

export function rowsOf(name: ActionName, objectType: ObjectType): Action[] {
  return named(name).concat(resolve(name, objectType));
}

export function timingOf(action: Action): DurableAction["timing"] | undefined {
  return isInstantaneous(action) ? undefined : action.timing;
}

export function numberOf(action: Action): number {
  switch (action.id) {
"""
END: Final = """\
    default: {
      const none: never = action;
      return none;
    }
  }
}
"""


def write_large_package(directory: Path, rows: int) -> Path:
    """Write the sources of a package with as many rows to `node_modules`, and return their path.

    The directory becomes the project of a consumer, which finds the package there once it is built.
    """
    directory.mkdir()
    spec = directory / "actions.yaml"
    write_large_spec(spec, rows)
    catalog = pipeline.load(spec).catalog
    assert catalog is not None
    package = written(catalog, "typescript", directory / "node_modules" / "statserver-actions")
    _write_consumer(directory, (package / "src" / "actions.ts").read_text("utf-8"))
    return package


def _write_consumer(directory: Path, source: str) -> None:
    cases = (f'    case "{row}":\n      return {n};' for n, row in enumerate(ROW.findall(source)))
    (directory / "consumer.ts").write_text("\n".join([CONSUMER.rstrip(), *cases, END]), "utf-8")
    settings: dict[str, Any] = {"compilerOptions": OPTIONS, "files": ["consumer.ts"]}
    (directory / "tsconfig.json").write_text(json.dumps(settings), "utf-8")
    (directory / "package.json").write_text('{ "type": "module" }\n', "utf-8")
