// Part of the statserver-actions binding; edit templates/typescript/src.

/**
 * The actions of Genesys Stat Server as typed constants, with computed types,
 * queries of the table and masks. Unofficial, not affiliated with or endorsed by
 * Genesys.
 *
 * @packageDocumentation
 */

export { Action } from "./action.js";
export type {
  ActionAttributes,
  ActionRow,
  Alias,
  Deprecation,
  Inferred,
  ListOf,
  OrNewer,
} from "./attributes.js";
export {
  CATALOG_VERSION,
  STAT_SERVER_RELEASE,
  STAT_SERVER_RELEASE_INFERRED,
} from "./catalog.js";
export type { OneOrMore } from "./checks.js";
export { StatServerActionsError, UnknownValueError } from "./errors.js";
export type {
  FormerActionId,
  FormerActionName,
} from "./earlier-names-table.js";
export {
  isActionId,
  isActionName,
  isDurable,
  isInstantaneous,
  isMode,
  isObjectClass,
  isObjectType,
  isScope,
  isTiming,
} from "./guards.js";
export { Mask } from "./mask-class.js";
export type { ObjectTypes } from "./mask-context.js";
export {
  InexpressibleMaskError,
  MaskError,
  describeProblem,
} from "./mask-errors.js";
export type {
  MaskComparison,
  MaskFinding,
  MaskProblem,
} from "./mask-problems.js";
export type {
  MaskProblemKind,
  MaskReason,
  MaskSeverity,
} from "./mask-vocabulary.js";
export {
  mask,
  maskFor,
  maskOf,
  maskProblems,
  parseMask,
  shortestMask,
  type MaskItem,
  type MaskOptions,
} from "./mask.js";
export { ACTION_IDS, ACTION_NAMES } from "./names.js";
export { isKnown, parseAction, type UnknownAction } from "./parse.js";
export { named, resolve, select } from "./select.js";
export type { ActionFilter, SelectedAction } from "./selected.js";
export type { Evidence } from "./statuses-table.js";
export { STATUSES, statusOfNumber, type Status } from "./statuses.js";
export { ACTIONS } from "./table.js";
export type {
  IdsByFacts,
  NamesByObjectClass,
  ObjectClassesByObjectType,
  RowsByName,
} from "./table-types.js";
export type {
  ActionFor,
  ActionId,
  ActionName,
  ActionNamed,
  ActionNameFor,
  ActionWith,
  DurableAction,
  IdWith,
  InstantaneousAction,
} from "./types.js";
export {
  MODE_DESCRIPTIONS,
  MODE_LABELS,
  OBJECT_CLASS_DESCRIPTIONS,
  OBJECT_CLASS_LABELS,
  OBJECT_TYPE_DESCRIPTIONS,
  OBJECT_TYPE_LABELS,
  SCOPE_DESCRIPTIONS,
  SCOPE_LABELS,
  TIMING_DESCRIPTIONS,
  TIMING_LABELS,
} from "./vocabulary-texts.js";
export {
  MODES,
  OBJECT_CLASSES,
  OBJECT_TYPES,
  SCOPES,
  TIMINGS,
  type Mode,
  type ObjectClass,
  type ObjectType,
  type Scope,
  type Timing,
} from "./vocabulary.js";
