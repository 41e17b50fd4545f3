// Part of the statserver-actions binding; edit templates/typescript/src.

import type { Action } from "./action.js";
import { FORMER_NAMES } from "./former-names-table.js";
import { lower } from "./lower.js";
import { ACTION_NAMES } from "./names.js";
import { ACTIONS } from "./table.js";
import { rowsOf } from "./text-table.js";

/** The rank of each action name in table order. */
const RANKS: ReadonlyMap<string, number> = /* #__PURE__ */ new Map(
  /* #__PURE__ */ ACTION_NAMES.map((name, rank) => [name, rank]),
);

/** The name of the table that replaced each former name. */
const RENAMED: ReadonlyMap<string, string> = /* #__PURE__ */ new Map(
  /* #__PURE__ */ rowsOf(FORMER_NAMES).map(([former = "", name = ""]) => [
    former,
    name,
  ]),
);

/** The action names by their text in lower case. */
const BY_LOWER = /* #__PURE__ */ grouped(
  /* #__PURE__ */ ACTION_NAMES.map((name) => [name, name]),
);

/** The name of each row by its id in lower case. */
const BY_ID = /* #__PURE__ */ grouped(
  /* #__PURE__ */ ACTIONS.map(({ id, name }) => [id, name]),
);

/** The name of each row with a scope by its label in lower case. */
const BY_LABEL = /* #__PURE__ */ grouped(
  /* #__PURE__ */ ACTIONS.flatMap(({ label, name, scope }) =>
    scope === null ? [] : [[label, name] as const],
  ),
);

/** Whether the text is an action name, in the right case. */
export function isName(text: string): boolean {
  return RANKS.has(text);
}

/** The action name that a text is, or that replaced it if it is a former name. */
export function currentName(text: string): Action["name"] | undefined {
  return (isName(text) ? text : RENAMED.get(text)) as Action["name"];
}

/** The action names that differ from the text in case only. */
export function namesInAnyCase(text: string): readonly string[] {
  return BY_LOWER.get(lower(text)) ?? [];
}

/** The name of the row with this id, in any case. */
export function nameOfId(text: string): string | undefined {
  return BY_ID.get(lower(text))?.[0];
}

/** The name of the row with this label, in any case. */
export function nameOfLabel(text: string): string | undefined {
  return BY_LABEL.get(lower(text))?.[0];
}

/** Names in table order, each once; unknown ones last, by code point. */
export function inOrder(names: Iterable<string>): string[] {
  const rank = (name: string) => RANKS.get(name) ?? RANKS.size;
  return [...new Set(names)].sort(
    (one, other) => rank(one) - rank(other) || (one < other ? -1 : 1),
  );
}

function grouped(
  pairs: readonly (readonly [key: string, name: string])[],
): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, string[]>();
  for (const [key, name] of pairs) {
    const group = groups.get(lower(key));
    if (group === undefined) {
      groups.set(lower(key), [name]);
    } else {
      group.push(name);
    }
  }
  return groups;
}
