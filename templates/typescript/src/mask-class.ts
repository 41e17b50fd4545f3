// Part of the statserver-actions binding; edit templates/typescript/src.

import type { Action } from "./action.js";
import { freezeClass } from "./frozen.js";
import { isDurable, isInstantaneous } from "./guards.js";
import { contextOf, findingsOf, type ObjectTypes } from "./mask-context.js";
import { inOrder, isName } from "./mask-names.js";
import type { MaskComparison, MaskFinding } from "./mask-problems.js";
import type { ActionName } from "./types.js";
import type { Mode } from "./vocabulary.js";

/**
 * A set of action names, the value of `MainMask` and `RelMask`: a finite set of
 * names, or all names but a finite set. Masks are immutable.
 *
 * What a mask selects depends on the objects: every query takes one object type
 * or several and covers the rows that can occur on at least one of them. It also
 * takes a mode, by default the regular one, in which every row works. An unknown
 * object type or mode throws an `UnknownValueError`.
 *
 * Make one with `parseMask`, `mask`, `maskFor`, `maskOf` or `shortestMask`.
 */
export class Mask {
  /** Whether it means all names but the listed ones. */
  readonly hasStar: boolean;
  /**
   * The names that it includes or excludes, in table order; unknown names
   * follow, by code point.
   */
  readonly listed: readonly string[];

  /** @internal */
  constructor(hasStar: boolean, names: Iterable<string>) {
    this.hasStar = hasStar;
    this.listed = Object.freeze(inOrder(names));
    Object.freeze(this);
  }

  /** The listed names that are not in this catalog, by code point. */
  get unknown(): readonly string[] {
    return this.listed.filter((name) => !isName(name));
  }

  /** Whether it contains a name, also an unknown one. */
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
    return contextOf(objectTypes, mode).rows.filter(
      ({ name }) => listed.has(name) !== this.hasStar,
    );
  }

  /** Whether it selects durable as well as instantaneous rows there. */
  isMixed(objectTypes: ObjectTypes, mode: Mode = "regular"): boolean {
    const rows = this.actions(objectTypes, mode);
    return rows.some(isDurable) && rows.some(isInstantaneous);
  }

  /** A finding for each listed name that cannot occur there. */
  check(objectTypes: ObjectTypes, mode: Mode = "regular"): MaskFinding[] {
    return findingsOf(contextOf(objectTypes, mode), this.listed);
  }

  /** The rows in which it differs from another mask there. */
  compare(
    other: Mask,
    objectTypes: ObjectTypes,
    mode: Mode = "regular",
  ): MaskComparison {
    return {
      onlyThis: this.difference(other).actions(objectTypes, mode),
      onlyOther: other.difference(this).actions(objectTypes, mode),
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

  /** Whether another mask has the same meaning. */
  equals(other: Mask): boolean {
    return this.toString() === other.toString();
  }

  /** The names that belong to either mask. */
  union(other: Mask): Mask {
    if (!this.hasStar && !other.hasStar) {
      return new Mask(false, [...this.listed, ...other.listed]);
    }
    const [star, rest] = this.hasStar ? [this, other] : [other, this];
    const listed = new Set(rest.listed);
    // Names that one mask excludes stay excluded if the other lacks them too.
    const isLacking = (name: string) => listed.has(name) === rest.hasStar;
    return new Mask(true, star.listed.filter(isLacking));
  }

  /** The names that belong to both masks. */
  intersection(other: Mask): Mask {
    return this.#complement().union(other.#complement()).#complement();
  }

  /** The names that belong to this mask only. */
  difference(other: Mask): Mask {
    return this.#complement().union(other).#complement();
  }

  /** Its canonical text, which parses to an equal mask. */
  toString(): string {
    if (this.hasStar) {
      return ["*", ...this.listed.map((name) => `~${name}`)].join(",");
    }
    return this.listed.join(",") || "~*";
  }

  /** Its text, which `JSON.stringify` writes. */
  toJSON(): string {
    return this.toString();
  }

  /** The names that do not belong to it. */
  #complement(): Mask {
    return new Mask(!this.hasStar, this.listed);
  }

  static {
    freezeClass(this);
  }
}
