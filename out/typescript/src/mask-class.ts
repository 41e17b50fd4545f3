// Part of the statserver-actions binding; edit templates/typescript/src.

import type { Action } from "./action.js";
import { checkMode, checkObjectType } from "./checks.js";
import { UnknownValueError } from "./errors.js";
import { freezeClass } from "./frozen.js";
import { isDurable, isInstantaneous } from "./guards.js";
import { contextOf, type ObjectTypes } from "./mask-context.js";
import { nameFindings, objectFindings } from "./mask-findings.js";
import * as messages from "./mask-messages.js";
import type { MaskComparison, MaskFinding } from "./mask-problems.js";
import { namedRows } from "./name-checks.js";
import { inOrder, isName } from "./name-index.js";
import { shown } from "./shown-value.js";
import { hasStatusOrder, statusesOn, type Status } from "./statuses.js";
import type { ActionId, ActionName } from "./types.js";
import type { Mode, ObjectType } from "./vocabulary.js";

/**
 * A set of action names, the value of `MainMask` and `RelMask`: a finite set of
 * names, or all names but a finite set. Masks are immutable.
 *
 * What a mask selects depends on the objects: every query takes one object type
 * or several and covers the rows that can occur on at least one of them. It also
 * takes a mode, by default the regular one, in which every row works. An unknown
 * object type or mode, and a value that is not a mask, throw an
 * `UnknownValueError`.
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

  /**
   * Whether it contains a name, given as the name, as a row or as the id of one.
   * Former names and ids are accepted.
   *
   * @throws {@link UnknownValueError} for another text, unless the mask lists it.
   */
  has(name: ActionName | ActionId | Action | (string & {})): boolean {
    if (typeof name === "string" && this.listed.includes(name)) {
      return !this.hasStar;
    }
    const [actionName] = namedRows(name);
    return this.listed.includes(actionName) !== this.hasStar;
  }

  /** The names that it selects there, in table order. */
  names(objectTypes: ObjectTypes, mode: Mode = "regular"): Action["name"][] {
    const names = this.actions(objectTypes, mode).map(({ name }) => name);
    return inOrder(names) as Action["name"][];
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

  /** What cannot be observed there: the objects, then the listed names. */
  check(objectTypes: ObjectTypes, mode: Mode = "regular"): MaskFinding[] {
    const context = contextOf(objectTypes, mode);
    const ofNames = this.listed.flatMap((name) =>
      nameFindings(name, this.hasStar, context),
    );
    return [...objectFindings(context), ...ofNames];
  }

  /**
   * The statuses that it selects on an object type with a documented order: the
   * lowest rank first, statuses without a known rank last.
   *
   * @throws {@link UnknownValueError} for any other object type.
   */
  statuses(objectType: ObjectType, mode: Mode = "regular"): Status[] {
    checkObjectType(objectType);
    checkMode(mode);
    if (!hasStatusOrder(objectType)) {
      const message = messages.noStatusOrder(objectType);
      throw new UnknownValueError(message, objectType);
    }
    const names = this.names(objectType, mode);
    return statusesOn(objectType).filter(({ name }) => names.includes(name));
  }

  /** The rows in which it differs from another mask there. */
  compare(
    other: Mask,
    objectTypes: ObjectTypes,
    mode: Mode = "regular",
  ): MaskComparison {
    Mask.#check(other);
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
    Mask.#check(other);
    return this.toString() === other.toString();
  }

  /** The names that belong to either mask. */
  union(other: Mask): Mask {
    Mask.#check(other);
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
    Mask.#check(other);
    return this.#complement().union(other.#complement()).#complement();
  }

  /** The names that belong to this mask only. */
  difference(other: Mask): Mask {
    return this.#complement().union(other).#complement();
  }

  /** Its canonical text, which parses to an equal mask; empty for none. */
  toString(): string {
    if (this.hasStar) {
      return ["*", ...this.listed.map((name) => `~${name}`)].join(",");
    }
    return this.listed.join(",");
  }

  /** Its text, which `JSON.stringify` writes. */
  toJSON(): string {
    return this.toString();
  }

  /** The names that do not belong to it. */
  #complement(): Mask {
    return new Mask(!this.hasStar, this.listed);
  }

  /** Throws an `UnknownValueError` for a value that is not a mask. */
  static #check(value: unknown): void {
    const isObject = typeof value === "object" && value !== null;
    // An object that inherits from a mask, or a proxy of one, lacks its methods.
    if (!isObject || !(#complement in value)) {
      const message = `expected a mask, not ${shown(value)}`;
      throw new UnknownValueError(message, value);
    }
  }

  static {
    freezeClass(this);
  }
}
