const { MaskError, Mask, parseMask, select } = require("statserver-actions");
const { CALL_WAIT } = require("statserver-actions/actions");

test("a mask selects actions", () => {
  expect(parseMask("CallWait, ~LoggedOut").actions("Queue")).toEqual([
    CALL_WAIT,
  ]);
});

test("masks are equal if they have the same meaning", () => {
  const mask = parseMask("CallWait,AgentLogin");
  expect(mask).toBeInstanceOf(Mask);
  expect(mask).toStrictEqual(parseMask("AgentLogin , CallWait"));
  expect(mask).not.toEqual(parseMask("CallWait"));
  expect(mask).not.toEqual(parseMask("*,~CallWait,~AgentLogin"));
});

test("an error lists the problems", () => {
  expect(() => parseMask("*,!LoggedOut")).toThrow(MaskError);
  expect(() => parseMask("*,!LoggedOut")).toThrow(
    expect.objectContaining({
      problems: [
        expect.objectContaining({ kind: "bad-character", suggestion: "~" }),
      ],
    }),
  );
});

test("rows have a short snapshot", () => {
  expect(CALL_WAIT).toMatchInlineSnapshot(`
{
  "id": "CALL_WAIT",
  "inferred": [],
  "interactionRelated": true,
  "label": "CallWait",
  "name": "CallWait",
  "objectClass": "mediation_dn",
  "objectTypes": [
    "Queue",
    "GroupQueues",
    "RoutePoint",
  ],
  "restrictedCluster": true,
  "scope": null,
  "timing": "durable",
}
`);
});

test("a list that a query returns belongs to the caller", () => {
  const actions = select({ objectType: "Queue", timing: "durable" });
  expect(actions).toContain(CALL_WAIT);
  expect(actions.sort((a, b) => a.id.localeCompare(b.id))).toHaveLength(9);
});

describe("a module that uses the package", () => {
  afterEach(() => jest.resetModules());

  test("can get another function", () => {
    jest.doMock("statserver-actions", () => ({
      ...jest.requireActual("statserver-actions"),
      parseMask: jest.fn(() => "a mask"),
    }));
    const { isTiming, parseMask } = require("statserver-actions");
    expect(parseMask("*")).toBe("a mask");
    expect(isTiming("durable")).toBe(true);
  });
});
