"""A report on a mask as a model: problems, findings and differences."""

from pydantic import BaseModel, ValidationError
from statserver_actions import (
    Mask,
    MaskComparison,
    MaskFinding,
    MaskProblem,
    MaskProblemKind,
)


class Report(BaseModel):
    """The answers of a mask."""

    problems: tuple[MaskProblem, ...]
    findings: tuple[MaskFinding, ...]
    difference: MaskComparison


mask = Mask.parse("CallWait,CallInbound,LoggedOut")
report = Report(
    problems=Mask.problems("CallWiat,CallInbound"),
    findings=mask.check("Queue"),
    difference=mask.compare(Mask.parse("CallWait"), "Agent"),
)
print(report.model_dump_json(indent=2))
assert Report.model_validate_json(report.model_dump_json()) == report
assert Report.model_validate(report.model_dump()) == report
assert report.problems[0].kind is MaskProblemKind.UNKNOWN_NAME

try:
    Report.model_validate({"problems": [{"kind": "unknown"}], "findings": [], "difference": {}})
except ValidationError as error:
    for problem in error.errors(include_url=False):
        print(problem["loc"], problem["msg"])

print(sorted(Report.model_json_schema(mode="serialization")["$defs"]))
