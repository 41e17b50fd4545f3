// Part of the statserver-actions binding; edit templates/typescript/src.

import type { ActionRow, Inferred } from "./attributes.js";
import { frozen } from "./frozen.js";
import type { ObjectClass, ObjectType, Scope, Timing } from "./vocabulary.js";

/** Freezes a row and returns it. Freeze the lists inside it first. */
export const row = frozen as <
  const Id extends string,
  const Name extends string,
  const RowScope extends Scope | null,
  const Label extends string,
  const Class extends ObjectClass,
  const Types extends readonly ObjectType[],
  const RowTiming extends Timing,
  const Related extends boolean,
  const Restricted extends boolean,
  const Inferences extends readonly Inferred[],
>(
  row: ActionRow<
    Id,
    Name,
    RowScope,
    Label,
    Class,
    Types,
    RowTiming,
    Related,
    Restricted,
    Inferences
  >,
) => ActionRow<
  Id,
  Name,
  RowScope,
  Label,
  Class,
  Types,
  RowTiming,
  Related,
  Restricted,
  Inferences
>;

/** Freezes an inferred fact of a row and returns it. */
export const inferred = frozen as <
  const Field extends string,
  const Reason extends string,
>(
  fact: Inferred<Field, Reason>,
) => Inferred<Field, Reason>;
