// Part of the statserver-actions binding; edit templates/typescript/src.

import { freezeClass } from "./frozen.js";
import { shown } from "./shown-value.js";

/** The base of all errors of this package. */
export class StatServerActionsError extends Error {
  /** The name of the class. */
  override readonly name: string = "StatServerActionsError";

  /** The name, the message and the other properties, which JSON can express. */
  toJSON(): Readonly<Record<string, unknown>> {
    return { name: this.name, message: this.message };
  }

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

  /** A value that is not a text is written as the message shows it. */
  override toJSON(): Readonly<Record<string, unknown>> {
    const { suggestion, value } = this;
    return {
      ...super.toJSON(),
      value: typeof value === "string" ? value : shown(value),
      suggestion,
    };
  }

  static {
    freezeClass(this);
  }
}
