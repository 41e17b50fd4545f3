// An HTTP service that answers questions on masks.

import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

import {
  StatServerActionsError,
  parseMask,
  type ObjectType,
} from "statserver-actions";
import { CALL_WAIT } from "statserver-actions/actions";

/** Return what a mask selects; the package rejects an unknown object type. */
function selected({ searchParams }: URL) {
  const mask = parseMask(searchParams.get("mask") ?? CALL_WAIT.name);
  const objectType = (searchParams.get("object") ?? "Queue") as ObjectType;
  return {
    mask,
    actions: mask.actions(objectType).map(({ id }) => id),
    findings: mask.check(objectType).map(({ message }) => message),
  };
}

const service = createServer((request, response) => {
  response.setHeader("Content-Type", "application/json");
  try {
    const url = new URL(request.url ?? "/", "http://localhost");
    response.end(JSON.stringify(selected(url)));
  } catch (error) {
    if (!(error instanceof StatServerActionsError)) throw error;
    response.statusCode = 400;
    response.end(JSON.stringify(error));
  }
});

service.listen(0, "127.0.0.1", async () => {
  const { port } = service.address() as AddressInfo;
  for (const query of [
    "",
    "?mask=CallWait,AgentLogin&object=Queue",
    "?mask=CallWait,AgentLogin&object=Agent",
    "?mask=CallWait&object=Agnet",
    "?mask=CallWiat,!AgentLogin",
  ]) {
    const response = await fetch(`http://127.0.0.1:${port}/actions${query}`);
    console.log(response.status, `/actions${query}`);
    console.log(JSON.stringify(await response.json(), undefined, 2));
  }
  service.close();
});
