"""The JSON Schema of a pydantic model with types of the package."""

import json

from pydantic import BaseModel
from statserver_actions import Mask, Timing
from statserver_actions.literals import AnyAction


class Rule(BaseModel):
    """Which actions to count."""

    mask: Mask
    timing: Timing
    other_timing: Timing | None = None
    since: AnyAction


print(json.dumps(Rule.model_json_schema(), indent=2))
