import {
  ACTIONS,
  isDurable,
  maskOf,
  type ActionNameFor,
} from "statserver-actions";
import { CALL_WAIT } from "statserver-actions/actions";

const onQueues: readonly ActionNameFor<"Queue">[] = ["CallWait", "CallEntered"];

test("a mask of names prints them in table order", () => {
  expect(`${maskOf(onQueues)}`).toBe("CallEntered,CallWait");
});

test("a name that cannot occur on queues does not compile", () => {
  // @ts-expect-error: CallRinging does not occur on queues
  const absent: ActionNameFor<"Queue"> = "CallRinging";
  expect(maskOf([absent]).actions("Queue")).toEqual([]);
});

test("each row is in the list once", () => {
  expect(ACTIONS.filter(({ id }) => id === CALL_WAIT.id)).toEqual([CALL_WAIT]);
  expect(isDurable(CALL_WAIT)).toBe(true);
});
