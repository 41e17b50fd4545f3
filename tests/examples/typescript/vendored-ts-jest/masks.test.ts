import { maskFor, parseMask } from "./statserver-actions";
import { CALL_WAIT } from "./statserver-actions/actions";

test("a mask selects actions", () => {
  expect(parseMask("CallWait, ~LoggedOut").actions("Queue")).toEqual([
    CALL_WAIT,
  ]);
});

test("a name that cannot occur on queues does not compile", () => {
  // @ts-expect-error: CallRinging does not occur on queues
  expect(() => maskFor("Queue", "CallRinging")).toThrow(
    "does not occur on Queue",
  );
});
