// Part of the statserver-actions binding; edit templates/typescript/src.

import type { Action } from "./action.js";
import { aliasesOf } from "./aliases.js";
import {
  earlierName,
  earlierNamesInAnyCase,
  successor,
} from "./earlier-names.js";
import { lower } from "./lower.js";
import { grouped } from "./name-groups.js";
import { ACTION_NAMES } from "./names.js";
import { ACTIONS } from "./table.js";

/** The rank of each action name in table order. */
const RANKS: ReadonlyMap<string, number> = /* #__PURE__ */ new Map(
  /* #__PURE__ */ ACTION_NAMES.map((name, rank) => [name, rank]),
);

/** The action names by their text in lower case. */
const BY_LOWER = /* #__PURE__ */ grouped(
  /* #__PURE__ */ ACTION_NAMES.map((name) => [name, name]),
);

/** The former ids, names and labels of rows, each with the name of the row. */
const FORMER = /* #__PURE__ */ ACTIONS.flatMap((action) =>
  aliasesOf(action).map((alias) => [alias, action.name] as const),
);

/** The name of each row by its id in lower case, and by its former ids. */
const BY_ID = /* #__PURE__ */ grouped([
  .../* #__PURE__ */ ACTIONS.map(({ id, name }) => [id, name] as const),
  .../* #__PURE__ */ FORMER.map(([{ id }, name]) => [id, name] as const),
]);

/** The name of each row by its label and former labels that have a scope. */
const BY_LABEL = /* #__PURE__ */ grouped(
  /* #__PURE__ */ [
    .../* #__PURE__ */ ACTIONS.map((action) => [action, action.name] as const),
    ...FORMER,
  ].flatMap(([{ label, scope }, name]) =>
    scope === null ? [] : [[label, name] as const],
  ),
);

/** Whether the text is an action name, in the right case. */
export function isName(text: string): boolean {
  return RANKS.has(text);
}

/** The action name that a text is, or that replaced it if it is a former name. */
export function currentName(text: string): Action["name"] | undefined {
  const entry = earlierName(text);
  const name = entry?.change === "renamed" ? successor(entry) : text;
  return isName(name ?? "") ? (name as Action["name"]) : undefined;
}

/** Whether the text is an action name or a former name, in any case. */
export function isNameInAnyCase(text: string): boolean {
  return (
    namesInAnyCase(text).length > 0 ||
    earlierNamesInAnyCase(text).some(({ change }) => change === "renamed")
  );
}

/**
 * The name to which all names lead that differ from the text in case only: itself,
 * the new name of a former name, or the equivalent of a removed name.
 */
export function commonName(text: string): string | undefined {
  const names = new Set([
    ...namesInAnyCase(text),
    ...earlierNamesInAnyCase(text).map(successor),
  ]);
  return names.size === 1 ? [...names][0] : undefined;
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
