// Part of the statserver-actions binding; edit templates/typescript/src.

import type { Action } from "./action.js";
import { unknownValue } from "./checks.js";
import { frozen } from "./frozen.js";
import { STATUS_TABLE, type Evidence } from "./statuses-table.js";
import { rowsOf } from "./text-table.js";
import type { ObjectType } from "./vocabulary.js";

/**
 * A status of an object: the durable action with the highest rank of those that
 * are ongoing.
 */
export interface Status {
  /** The action name. */
  readonly name: Action["name"];
  /** The number of the status in client programs. */
  readonly number: number;
  /** The rank on each object type with a documented order; 1 is the lowest. */
  readonly ranks: Readonly<Partial<Record<ObjectType, number>>>;
  /** The object types on which it occurs without a known rank. */
  readonly unranked: readonly ObjectType[];
  /** The kind of evidence for the number. */
  readonly evidence: Evidence;
}

/** The statuses in the order of their ranks, then the unranked ones. */
export const STATUSES: readonly Status[] =
  /* #__PURE__ */ statusesIn(STATUS_TABLE);

/**
 * The status with this number in client programs.
 *
 * @throws {@link UnknownValueError} for an unknown number.
 *
 * @example
 * ```ts
 * statusOfNumber(number).name;
 * ```
 */
export function statusOfNumber(number: number): Status {
  const status = STATUSES.find((status) => status.number === number);
  if (status === undefined) {
    throw unknownValue("status number", number, undefined);
  }
  return status;
}

/** Whether the order of the statuses of an object type is documented. */
export function hasStatusOrder(objectType: ObjectType): boolean {
  return STATUSES.some(({ ranks }) => Object.hasOwn(ranks, objectType));
}

/** The statuses of an object type, the lowest rank first, unranked ones last. */
export function statusesOn(objectType: ObjectType): Status[] {
  const rankOf = ({ ranks }: Status) =>
    Object.hasOwn(ranks, objectType) ? (ranks[objectType] ?? 0) : Infinity;
  const ranked = STATUSES.filter((status) => rankOf(status) < Infinity);
  return [
    ...ranked.sort((one, other) => rankOf(one) - rankOf(other)),
    ...STATUSES.filter(({ unranked }) => unranked.includes(objectType)),
  ];
}

function statusesIn(table: string): readonly Status[] {
  return frozen(
    rowsOf(table).map(([name, number, evidence, ...objectTypes]) =>
      frozen({
        name: name as Action["name"],
        number: Number(number),
        ranks: frozen(Object.fromEntries(objectTypes.flatMap(rankIn))),
        unranked: frozen(
          objectTypes.filter((entry) => !entry.includes(":")) as ObjectType[],
        ),
        evidence: evidence as Evidence,
      }),
    ),
  );
}

/** The object type and the rank in an entry such as `Agent:1`. */
function rankIn(entry: string): [objectType: string, rank: number][] {
  const [objectType = "", rank] = entry.split(":");
  return rank === undefined ? [] : [[objectType, Number(rank)]];
}
