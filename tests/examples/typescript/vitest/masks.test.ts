import { Mask, parseMask } from "statserver-actions";
import { CALL_WAIT } from "statserver-actions/actions";
import { expect, test, vi } from "vitest";

test("masks are equal if they have the same meaning", () => {
  const mask = parseMask("CallWait,AgentLogin");
  expect(mask).toBeInstanceOf(Mask);
  expect(mask).toStrictEqual(parseMask("AgentLogin , CallWait"));
  expect(mask).not.toEqual(parseMask("*,~CallWait,~AgentLogin"));
});

test("a module that uses the package can get another function", async () => {
  vi.doMock(import("statserver-actions"), async (original) => ({
    ...(await original()),
    parseMask: vi.fn<typeof parseMask>(() => new Error("not now") as never),
  }));
  const { isTiming, parseMask: other } = await import("statserver-actions");
  expect(other("*")).toEqual(new Error("not now"));
  expect(isTiming(CALL_WAIT.timing)).toBe(true);
});
