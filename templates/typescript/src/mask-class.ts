// Part of the statserver-actions binding; edit templates/typescript/src.

import type { Action } from "./action.js";
import { inOrder, isName } from "./mask-names.js";
import { findingsOf, placeOf, type ObjectTypes } from "./mask-places.js";
import type { MaskComparison, MaskFinding } from "./mask-problems.js";
import type { ActionName } from "./types.js";
import type { Mode } from "./vocabulary.js";

/**
 * A set of action names, as one writes it in `MainMask` and `RelMask`: a finite
 * set of names, or all names but a finite set. None ever changes.
 *
 * What a mask selects depends on the objects: every question takes one object
 * type or several, and is then about the rows that can occur on at least one of
 * them; and a mode, by default the regular one, in which every row works. An
 * object type or mode that there is not throws an `UnknownValueError`.
 *
 * Make one with `parseMask`, `mask`, `maskFor`, `maskOf` or `shortestMask`.
 */
export class Mask {
  /** Whether it means all names but those listed. */
  readonly hasStar: boolean;
  /**
   * The names that it lists, to be included or excluded, in table order; behind
   * them those that this catalog does not have, by code point.
   */
  readonly listed: readonly string[];

  /** @internal */
  constructor(hasStar: boolean, names: Iterable<string>) {
    this.hasStar = hasStar;
    this.listed = Object.freeze(inOrder(names));
    Object.freeze(this);
  }

  /** The listed names that this catalog does not have, by code point. */
  get unknown(): readonly string[] {
    return this.listed.filter((name) => !isName(name));
  }

  /** Whether a name, known or not, belongs to it. */
  has(name: string): boolean {
    return this.listed.includes(name) !== this.hasStar;
  }

  /** The names that it selects there, in table order. */
  names(objectTypes: ObjectTypes, mode: Mode = "regular"): ActionName[] {
    const names = this.actions(objectTypes, mode).map(({ name }) => name);
    return inOrder(names) as ActionName[];
  }

  /** The rows that it selects there, in table order. */
  actions(objectTypes: ObjectTypes, mode: Mode = "regular"): Action[] {
    const listed = new Set(this.listed);
    return placeOf(objectTypes, mode).rows.filter(
      ({ name }) => listed.has(name) !== this.hasStar,
    );
  }

  /** Whether it selects durable as well as instantaneous rows there. */
  isMixed(objectTypes: ObjectTypes, mode: Mode = "regular"): boolean {
    const rows = this.actions(objectTypes, mode);
    const durable = rows.filter(({ timing }) => timing === "durable");
    return durable.length > 0 && durable.length < rows.length;
  }

  /** Why listed names can't occur there; nothing where all of them can. */
  check(objectTypes: ObjectTypes, mode: Mode = "regular"): MaskFinding[] {
    return findingsOf(placeOf(objectTypes, mode), this.listed);
  }

  /** The rows in which it differs from another mask there. */
  compare(
    other: Mask,
    objectTypes: ObjectTypes,
    mode: Mode = "regular",
  ): MaskComparison {
    const rest = (one: Mask, two: Mask) => one.difference(two);
    return {
      onlyThis: rest(this, other).actions(objectTypes, mode),
      onlyOther: rest(other, this).actions(objectTypes, mode),
    };
  }

  /** Whether another mask selects the same rows there. */
  isEquivalent(
    other: Mask,
    objectTypes: ObjectTypes,
    mode: Mode = "regular",
  ): boolean {
    const { onlyThis, onlyOther } = this.compare(other, objectTypes, mode);
    return onlyThis.length === 0 && onlyOther.length === 0;
  }

  /** Whether another mask means the same. */
  equals(other: Mask): boolean {
    return this.toString() === other.toString();
  }

  /** All that belongs to either. */
  union(other: Mask): Mask {
    if (!this.hasStar && !other.hasStar) {
      return new Mask(false, [...this.listed, ...other.listed]);
    }
    const [most, rest] = this.hasStar ? [this, other] : [other, this];
    const listed = new Set(rest.listed);
    // What the one leaves out stays out where the other lacks it too.
    const lacking = (name: string) => listed.has(name) === rest.hasStar;
    return new Mask(true, most.listed.filter(lacking));
  }

  /** All that belongs to both. */
  intersection(other: Mask): Mask {
    return this.#rest().union(other.#rest()).#rest();
  }

  /** All that belongs to this one only. */
  difference(other: Mask): Mask {
    return this.#rest().union(other).#rest();
  }

  /** Its one canonical text, which parses to an equal mask. */
  toString(): string {
    if (this.hasStar) {
      return ["*", ...this.listed.map((name) => `~${name}`)].join(",");
    }
    return this.listed.join(",") || "~*";
  }

  /** Its text: what `JSON.stringify` writes. */
  toJSON(): string {
    return this.toString();
  }

  /** All that does not belong to it. */
  #rest(): Mask {
    return new Mask(!this.hasStar, this.listed);
  }
}
