// Part of the statserver-actions binding; edit templates/typescript/src.

import { STAT_SERVER_RELEASE } from "./catalog.js";
import { KNOWN_NAMES as TABLE } from "./known-names-table.js";
import * as messages from "./mask-messages.js";
import { lower } from "./lower.js";
import { joined, quoted } from "./quoted-text.js";
import { rowsOf } from "./text-table.js";

/** Why the table does not have a name. */
export type KnownNameKind =
  | "variant"
  | "later_release"
  | "same_release"
  | "other_name"
  | "campaign_action"
  | "everyday_word";

/** A name outside the table that the catalog lists. */
export interface KnownName {
  /** The name. */
  readonly name: string;
  /** Why the table does not have it. */
  readonly kind: KnownNameKind;
  /** The action names that it refers to; for a later release, the release. */
  readonly values: readonly string[];
}

/** The names outside the table that the catalog lists. */
export const KNOWN_NAMES: readonly KnownName[] =
  /* #__PURE__ */ knownNamesIn(TABLE);

function knownNamesIn(table: string): KnownName[] {
  return rowsOf(table).map(([name = "", kind = "", ...values]) => ({
    name,
    kind: kind as KnownNameKind,
    values,
  }));
}

const BY_LOWER: ReadonlyMap<string, KnownName> = /* #__PURE__ */ new Map(
  /* #__PURE__ */ KNOWN_NAMES.map((entry) => [lower(entry.name), entry]),
);

/** The known name that is this text, in any case. */
export function knownName(text: string): KnownName | undefined {
  return BY_LOWER.get(lower(text));
}

/** The message about a known name, which the author wrote as the text. */
export function knownNameMessage(entry: KnownName, text: string): string {
  const { kind, name, values } = entry;
  const names = joined(values);
  switch (kind) {
    case "variant":
      return messages.variant(name, names);
    case "later_release":
      return names === ""
        ? messages.someLaterRelease(name, STAT_SERVER_RELEASE)
        : messages.laterRelease(name, names, STAT_SERVER_RELEASE);
    case "same_release":
      return messages.sameRelease(name, STAT_SERVER_RELEASE);
    case "other_name":
      return messages.otherName(name, names);
    case "campaign_action":
      return messages.campaignAction(name);
    case "everyday_word":
      return values.length === 1
        ? messages.everydayWord(quoted(text), names)
        : messages.ambiguousWord(quoted(text), names);
  }
}

/** What to write instead of a text that is a known name in some case. */
export function knownNameSuggestion(
  { kind, name, values }: KnownName,
  text: string,
): string | undefined {
  if (kind === "other_name" || kind === "everyday_word") {
    return values.length === 1 ? values[0] : undefined;
  }
  return name === text ? undefined : name;
}
