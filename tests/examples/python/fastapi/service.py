"""A FastAPI service: query parameters, path parameters and bodies with types of the package."""

from typing import Annotated

from fastapi import FastAPI, Query
from fastapi.testclient import TestClient
from pydantic import BaseModel
from statserver_actions import Action, ActionName, Mask, Mode, ObjectType, resolve
from statserver_actions.literals import AnyAction

app = FastAPI()


class StatType(BaseModel):
    """A stat type that a client checks."""

    objects: list[ObjectType]
    main_mask: Mask


class Checked(BaseModel):
    """The result of a check."""

    text: Mask
    actions: list[Action]
    findings: list[str]


@app.get("/actions")
def find_actions(
    name: ActionName,
    object_type: Annotated[list[ObjectType], Query()],
    mode: Mode = Mode.REGULAR,
) -> list[Action]:
    """Return the rows that a name selects on objects."""
    return [row for it in object_type for row in resolve(name, it, mode)]


@app.get("/actions/{action}")
def describe_action(action: Action) -> dict[str, str]:
    """Return the facts of an action."""
    return {"id": action, "label": action.label, "timing": action.timing}


@app.get("/masks")
def normalize_mask(mask: Mask) -> Mask:
    """Return a mask in its canonical form."""
    return mask


@app.post("/stat-types")
def check_stat_type(stat_type: StatType) -> Checked:
    """Return what a stat type selects."""
    mask, objects = stat_type.main_mask, stat_type.objects
    return Checked(
        text=mask,
        actions=list(mask.actions(objects)),
        findings=[str(it) for it in mask.check(objects)],
    )


@app.post("/events")
def count_event(action: AnyAction) -> dict[str, str]:
    """Count an action, which may be newer than this service."""
    return {"counted": action, "as": type(action).__name__}


client = TestClient(app)

print("Valid requests")
for path in (
    "/actions?name=AgentLogin&object_type=Agent&object_type=Queue",
    "/actions/CALL_WAIT",
    "/masks?mask=~LoggedOut,*",
):
    response = client.get(path)
    print(response.status_code, path, response.text)

body = {"objects": ["Queue"], "main_mask": "CallWait,CallEntered"}
response = client.post("/stat-types", json=body)
print(response.status_code, response.text)
response = client.post("/events?action=CALL_TELEPORTED")
print(response.status_code, response.text)

print("Invalid requests")
for path in (
    "/actions?name=AgentLogin&object_type=Agnet",
    "/actions?name=AgentLogin&object_type=Agent&mode=restricted",
    "/actions/CALL_WAITS",
    "/masks?mask=CallWiat",
):
    response = client.get(path)
    for problem in response.json()["detail"]:
        print(response.status_code, *problem["loc"], problem["msg"], sep=" | ")

body = {"objects": ["Queue"], "main_mask": "*,!LoggedOut"}
response = client.post("/stat-types", json=body)
for problem in response.json()["detail"]:
    print(response.status_code, *problem["loc"], problem["type"], sep=" | ")
    for item in problem["ctx"]["problems"]:
        print(" ", item["start"], item["kind"], item["suggestion"])

print("Parameters in the OpenAPI document")
for operation in app.openapi()["paths"].values():
    for parameter in operation.get("get", {}).get("parameters", []):
        print(parameter["name"], parameter["schema"])
