// Part of the statserver-actions binding; edit templates/typescript/src.

import { MAX_SHOWN_VALUE } from "./mask-vocabulary.js";
import { printable } from "./quoted-text.js";

/**
 * A value of any type as a message shows it: in printable ASCII, and limited in
 * length. It never throws.
 */
export function shown(value: unknown): string {
  if (typeof value === "string") {
    return `"${cut(value)}"`;
  }
  if (typeof value === "function") {
    return "a function";
  }
  if (typeof value === "object" && value !== null) {
    try {
      return cut(Array.isArray(value) ? list(value) : record(value), false);
    } catch {
      // A getter or a proxy threw.
      return "an object";
    }
  }
  return cut(typeof value === "bigint" ? `${value}n` : String(value));
}

function list(values: readonly unknown[]): string {
  const elements = values.slice(0, MAX_SHOWN_VALUE).map(element);
  return `[${elements.join(", ")}]`;
}

function record(value: object): string {
  const keys = Object.keys(value).slice(0, MAX_SHOWN_VALUE);
  const entries = keys.map(
    (key) => `${cut(key)}: ${element(value[key as keyof object])}`,
  );
  const properties = entries.length === 0 ? "{}" : `{ ${entries.join(", ")} }`;
  return `${className(value)}${properties}`;
}

/** The name of an object's class, and a space; empty for a plain object. */
function className(value: object): string {
  const prototype = Object.getPrototypeOf(value) as object | null;
  const name: unknown = prototype?.constructor.name;
  return typeof name === "string" && name !== "Object" ? `${cut(name)} ` : "";
}

/** A value inside another one. */
function element(value: unknown): string {
  if (typeof value === "object" && value !== null) {
    return Array.isArray(value) ? "[...]" : "{...}";
  }
  return shown(value);
}

/** The characters of a text that fit, escaped if need be. */
function cut(text: string, isEscaped = true): string {
  let written = "";
  for (const character of text) {
    const next = written + (isEscaped ? printable(character) : character);
    if (next.length > MAX_SHOWN_VALUE) {
      break;
    }
    written = next;
  }
  return written;
}
