// Part of the statserver-actions binding; edit templates/typescript/src.

import { freezeClass } from "./frozen.js";

/** The base of all errors of this package. */
export class StatServerActionsError extends Error {
  /** The name of the class. */
  override readonly name: string = "StatServerActionsError";

  static {
    freezeClass(this);
  }
}

/**
 * A value is not one of the valid values. Types reject such values; this error
 * is for text that was cast, and for plain JavaScript.
 */
export class UnknownValueError extends StatServerActionsError {
  override readonly name = "UnknownValueError";
  /** The rejected value. */
  readonly value: unknown;
  /** The closest valid text, or undefined if none is close. */
  readonly suggestion: string | undefined;

  constructor(message: string, value: unknown, suggestion?: string) {
    super(message);
    this.value = value;
    this.suggestion = suggestion;
  }

  static {
    freezeClass(this);
  }
}
