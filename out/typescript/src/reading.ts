// Part of the statserver-actions binding; edit templates/typescript/src.

import { StatServerActionsError, UnknownValueError } from "./errors.js";
import { shown } from "./shown-value.js";

/**
 * The result of reading a value. A getter, an iterator or a proxy may throw: this is an
 * error of this package, with the other one as its cause.
 */
export function read<Result>(value: unknown, reading: () => Result): Result {
  try {
    return reading();
  } catch (cause) {
    if (cause instanceof StatServerActionsError) {
      throw cause;
    }
    const error = new UnknownValueError(`cannot read ${shown(value)}`, value);
    error.cause = cause;
    throw error;
  }
}
