// Part of the statserver-actions binding; edit templates/typescript/src.

import type { Action } from "./action.js";
import { currentName } from "./name-index.js";
import { isKnown, parseAction } from "./parse.js";
import type {
  ActionId,
  ActionName,
  DurableAction,
  InstantaneousAction,
} from "./types.js";
import {
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

/** Whether the text is the id of a row, or a former id. */
export function isActionId(text: string): text is ActionId {
  return isKnown(parseAction(text));
}

/** Whether the text is an action name or a former one, in the right case. */
export function isActionName(text: string): text is ActionName {
  return currentName(text) !== undefined;
}

/** Whether the text is an object type, in the right case. */
export function isObjectType(text: string): text is ObjectType {
  return includes(OBJECT_TYPES, text);
}

/** Whether the text is an object class. */
export function isObjectClass(text: string): text is ObjectClass {
  return includes(OBJECT_CLASSES, text);
}

/** Whether the text is a scope. */
export function isScope(text: string): text is Scope {
  return includes(SCOPES, text);
}

/** Whether the text is a timing. */
export function isTiming(text: string): text is Timing {
  return includes(TIMINGS, text);
}

/** Whether the text is a mode. */
export function isMode(text: string): text is Mode {
  return includes(MODES, text);
}

/** Whether the action is durable: it has a start and an end. */
export function isDurable(action: Action): action is DurableAction {
  return hasTiming(action, "durable");
}

/** Whether the action is instantaneous: momentary or retrospective. */
export function isInstantaneous(action: Action): action is InstantaneousAction {
  return hasTiming(action, "momentary") || hasTiming(action, "retrospective");
}

function hasTiming(action: Action, timing: Timing): boolean {
  return action.timing === timing;
}

function includes(values: readonly string[], text: string): boolean {
  return values.includes(text);
}
