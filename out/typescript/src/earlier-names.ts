// Part of the statserver-actions binding; edit templates/typescript/src.

import {
  DEPRECATED_NAMES,
  EARLIER_NAMES as EARLIER_TABLE,
} from "./earlier-names-table.js";
import { lower } from "./lower.js";
import * as messages from "./mask-messages.js";
import { grouped } from "./name-groups.js";
import { joined, quoted } from "./quoted-text.js";
import { rowsOf } from "./text-table.js";

/**
 * What became of a name: it has one new name, or several; or it is removed or
 * deprecated, with an equivalent ("for"), with replacements, or without.
 */
type Change = "renamed" | "split" | End | `${End}_for` | `${End}_for_some`;
type End = "removed" | "deprecated";

/** A name of an earlier version that is not in the table, or a deprecated one. */
export interface EarlierName {
  readonly name: string;
  readonly change: Change;
  /** The version of the catalog that removed or deprecated it. */
  readonly version: string;
  /** The names that have its rows now, or that replace them. */
  readonly names: readonly string[];
}

/** The former, split and removed names, in this order. */
export const EARLIER_NAMES: readonly EarlierName[] =
  /* #__PURE__ */ namesIn(EARLIER_TABLE);

const EARLIER: ReadonlyMap<string, EarlierName> =
  /* #__PURE__ */ byName(EARLIER_NAMES);

const EARLIER_BY_LOWER = /* #__PURE__ */ grouped(
  /* #__PURE__ */ EARLIER_NAMES.map((entry) => [entry.name, entry]),
);

const DEPRECATED: ReadonlyMap<string, EarlierName> = /* #__PURE__ */ byName(
  /* #__PURE__ */ namesIn(DEPRECATED_NAMES),
);

/** The earlier name that is this text, in this case. */
export function earlierName(text: string): EarlierName | undefined {
  return EARLIER.get(text);
}

/** The earlier names that are this text in any case. */
export function earlierNamesInAnyCase(text: string): readonly EarlierName[] {
  return EARLIER_BY_LOWER.get(lower(text)) ?? [];
}

/** The deprecation of a name of the table. */
export function deprecatedName(name: string): EarlierName | undefined {
  return DEPRECATED.get(name);
}

/** The name that may be written instead: the new name, or the equivalent. */
export function successor({ change, names }: EarlierName): string | undefined {
  return change === "renamed" || change.endsWith("_for") ? names[0] : undefined;
}

/** The message about a name, which the author wrote as the text. */
export function earlierNameMessage(entry: EarlierName, text: string): string {
  const { change, name, version } = entry;
  const names = joined(entry.names);
  switch (change) {
    case "renamed":
      return name === text
        ? messages.renamed(quoted(text), names)
        : messages.formerName(name, names);
    case "split":
      return messages.split(name, names);
    case "removed":
      return messages.removed(name, version);
    case "removed_for":
      return messages.removedFor(name, version, names);
    case "removed_for_some":
      return messages.removedForSome(name, version, names);
    case "deprecated":
      return messages.deprecated(quoted(text), version);
    case "deprecated_for":
      return messages.deprecatedFor(quoted(text), version, names);
    case "deprecated_for_some":
      return messages.deprecatedForSome(quoted(text), version, names);
  }
}

function namesIn(table: string): EarlierName[] {
  return rowsOf(table).map(
    ([name = "", change = "", version = "", ...names]) => ({
      name,
      change: change as Change,
      version,
      names,
    }),
  );
}

function byName(
  entries: readonly EarlierName[],
): ReadonlyMap<string, EarlierName> {
  return new Map(entries.map((entry) => [entry.name, entry]));
}
