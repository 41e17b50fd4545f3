// Part of the statserver-actions binding; edit templates/typescript/src.

/**
 * Freezes a value and returns it; its literal types stay as they are. Freeze the
 * objects inside it first. Mark each call as pure, so that bundlers can drop it.
 */
export const frozen = Object.freeze as <const Value>(value: Value) => Value;

/** Freezes a class and its methods. Call it in a static block of the class. */
export function freezeClass(type: abstract new (...args: never) => object) {
  Object.freeze(type);
  Object.freeze(type.prototype);
}
