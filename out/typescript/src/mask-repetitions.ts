// Part of the statserver-actions binding; edit templates/typescript/src.

import * as messages from "./mask-messages.js";
import type { TextItem } from "./mask-items.js";
import type { ProblemReport } from "./mask-report.js";
import type { MaskProblemKind } from "./mask-vocabulary.js";
import { quoted } from "./quoted-text.js";
import { size } from "./text-range.js";

/** What items mean, without their signs: names, and `*` for all names. */
export interface Terms {
  readonly included: ReadonlySet<string>;
  readonly excluded: ReadonlySet<string>;
}

/** What all items mean. */
export function termsOf(items: Iterable<TextItem>): Terms {
  const included = new Set<string>();
  const excluded = new Set<string>();
  for (const { name, sign } of items) {
    (sign === "" ? included : excluded).add(name);
  }
  return { included, excluded };
}

/**
 * Reports the items that repeat or contradict earlier ones, or change nothing.
 *
 * @param accepted - The items whose terms are names, perhaps unknown ones, or `*`.
 * @param isWhole - Whether the text has no other items.
 */
export function reportRepetitions(
  accepted: readonly TextItem[],
  isWhole: boolean,
  report: ProblemReport,
): void {
  const all = termsOf(accepted);
  const included = new Set<string>();
  const excluded = new Set<string>();
  for (const item of accepted) {
    const { name, sign, start, text } = item;
    const problem =
      repetition(item, { included, excluded }) ??
      redundancy(item, all, isWhole);
    if (problem !== undefined) {
      report.add(problem[0], start, size(text), problem[1]);
    }
    (sign === "" ? included : excluded).add(name);
  }
}

type Problem = readonly [kind: MaskProblemKind, message: string] | undefined;

/** The problem of an item after these ones. */
function repetition(item: TextItem, { included, excluded }: Terms): Problem {
  const { name, sign, term } = item;
  const [same, opposite] =
    sign === "" ? [included, excluded] : [excluded, included];
  if (same.has(name)) {
    return ["duplicate", messages.duplicate(quoted(withTilde(item)))];
  }
  if (sign !== "" && name === "*" && included.size > 0) {
    return ["contradiction", messages.everythingExcluded()];
  }
  if (sign === "" && excluded.has("*")) {
    return ["contradiction", messages.includedInVain(quoted(term))];
  }
  return opposite.has(name)
    ? ["contradiction", messages.includedAndExcluded(quoted(term))]
    : undefined;
}

/** The problem of an item that changes nothing in the whole text. */
function redundancy(item: TextItem, all: Terms, isWhole: boolean): Problem {
  const { name, sign } = item;
  const { included, excluded } = all;
  if (name === "*" || excluded.has("*")) {
    return undefined;
  }
  const [text, exclusion] = [quoted(withTilde(item)), quoted(`~${name}`)];
  if (sign === "") {
    return included.has("*") && !excluded.has(name)
      ? ["redundant-inclusion", messages.addsNothing(text, exclusion)]
      : undefined;
  }
  const selects = included.has("*") || included.has(name);
  return isWhole && included.size > 0 && !selects
    ? ["redundant-exclusion", messages.excludesNothing(text, quoted(name))]
    : undefined;
}

/** An item with a tilde if it is excluded, whatever its sign. */
function withTilde({ sign, term }: TextItem): string {
  return sign === "" ? term : `~${term}`;
}
