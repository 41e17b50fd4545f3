// Part of the statserver-actions binding; edit templates/typescript/src.

import type { OneOrMore } from "./checks.js";
import type { ObjectClassesByObjectType } from "./table-types.js";
import type { ActionWith, IdWith } from "./types.js";
import type { Mode, ObjectClass, ObjectType, Timing } from "./vocabulary.js";

/**
 * The filters of `select`. Rows must match all that are given; of several values
 * of a filter, any.
 */
export interface ActionFilter {
  /** The action can occur on objects of this type. */
  readonly objectType?: OneOrMore<ObjectType> | undefined;
  /** The action belongs to this object class. */
  readonly objectClass?: OneOrMore<ObjectClass> | undefined;
  /** The action has this timing. */
  readonly timing?: OneOrMore<Timing> | undefined;
  /** The action works in this mode, on an object type that is supported in it. */
  readonly mode?: OneOrMore<Mode> | undefined;
  /** The action is momentary or retrospective, or is not. */
  readonly instantaneous?: boolean | undefined;
  /** The action is interaction-related, or is not. */
  readonly interactionRelated?: boolean | undefined;
}

/**
 * A row that can match filters of this type: literal values narrow it, alone or in an
 * array, and it is `never` if the table has no such row. A filter that may be undefined
 * narrows nothing.
 */
export type SelectedAction<Filter extends ActionFilter> =
  // Of a union of filters, any may be given.
  Filter extends unknown
    ? ActionWith<
        IdWith<
          ClassOf<Filter>,
          TimingOf<Filter>,
          ValueOf<Filter, "interactionRelated", boolean>,
          RestrictedIf<ValueOf<Filter, "mode", Mode>>
        >
      >
    : never;

/** A filter without other keys: a key that is not a filter accepts no value. */
export type Only<Filter> = Readonly<
  Record<Exclude<keyof Filter, keyof ActionFilter>, never>
>;

type ClassOf<Filter extends ActionFilter> = Extract<
  ObjectClassesByObjectType[ValueOf<Filter, "objectType", ObjectType>],
  ValueOf<Filter, "objectClass", ObjectClass>
>;

type TimingOf<Filter extends ActionFilter> = Extract<
  TimingIf<ValueOf<Filter, "instantaneous", boolean>>,
  ValueOf<Filter, "timing", Timing>
>;

/** The timings of instantaneous actions, of others, or of both. */
type TimingIf<Instantaneous extends boolean> = Instantaneous extends true
  ? Exclude<Timing, "durable">
  : "durable";

/** Whether a row works in restricted cluster mode, if it works in one of the modes. */
type RestrictedIf<Modes extends Mode> = [Modes] extends ["restricted_cluster"]
  ? true
  : boolean;

/** The values of a filter, or all values if it may be undefined. */
type ValueOf<
  Filter extends ActionFilter,
  Key extends keyof ActionFilter,
  Value,
> = Key extends keyof Filter
  ? undefined extends Filter[Key]
    ? Value
    : ElementOf<Filter[Key], Value>
  : Value;

/** The value itself, or the elements of a list. */
type ElementOf<Given, Value> =
  | Extract<Given, Value>
  | (Given extends Iterable<infer Element> ? Extract<Element, Value> : never);
