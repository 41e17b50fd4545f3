import { expect, test } from "vitest";

import { parseMask } from "./statserver-actions/index.js";
import { CALL_WAIT } from "./statserver-actions/actions.js";

test("a mask selects actions", () => {
  expect(parseMask("CallWait, ~LoggedOut").actions("Queue")).toEqual([
    CALL_WAIT,
  ]);
});
