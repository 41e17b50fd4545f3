// zod schemas of the vocabulary: text is checked by the package, and so are its errors.

import {
  ACTION_IDS,
  MaskError,
  UnknownValueError,
  named,
  parseAction,
  parseMask,
  select,
  type ActionName,
  type ObjectType,
} from "statserver-actions";
import { z } from "zod";

/**
 * Return the schema of a text that a function of the package reads. Each error of a
 * mask is an issue of its own; `params` has the suggestion.
 */
function text<T>(read: (text: string) => T) {
  return z.string().transform((input, context) => {
    try {
      return read(input);
    } catch (error) {
      for (const { message, suggestion } of problemsOf(error)) {
        context.addIssue({ code: "custom", message, params: { suggestion } });
      }
      return z.NEVER;
    }
  });
}

function problemsOf(error: unknown) {
  if (error instanceof MaskError) {
    return error.problems.filter(({ severity }) => severity === "error");
  }
  if (error instanceof UnknownValueError) return [error];
  throw error;
}

/** An id of this catalog. */
export const KnownId = z.enum(ACTION_IDS, {
  error: ({ input }) => `unknown action ${JSON.stringify(input)}`,
});

/** The row of an id, or an unknown action: data may be newer than this program. */
export const AnyAction = z.string().transform(parseAction);

/** An action name. */
export const Name = text((input) => {
  named(input as ActionName);
  return input as ActionName;
});

/** An object type. */
export const ObjectTypeName = text((input) => {
  select({ objectType: input as ObjectType });
  return input as ObjectType;
});

/** The text of a mask, as a `Mask`. */
export const MaskText = text((input) => parseMask(input));
