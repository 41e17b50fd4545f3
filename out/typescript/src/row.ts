// Part of the statserver-actions binding; edit templates/typescript/src.

import type { ActionAttributes, ActionRow } from "./attributes.js";

/** Freezes a row and returns it. Freeze the lists inside it first. */
export const row = Object.freeze as <const Facts extends ActionAttributes>(
  facts: Facts,
) => ActionRow<Facts>;
