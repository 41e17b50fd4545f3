// Part of the statserver-actions binding; edit templates/typescript/src.

import { read } from "./reading.js";

/**
 * A copy of an object's own properties that inherits nothing, so that no value
 * comes from a polluted `Object.prototype`. Each property is read once.
 */
export function own<Options extends object>(options: Options): Options {
  return read(options, () => {
    const copy = Object.create(null) as Options;
    for (const key of Object.keys(options) as (keyof Options)[]) {
      copy[key] = options[key];
    }
    return copy;
  });
}
