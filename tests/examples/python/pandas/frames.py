"""pandas frames with actions and masks."""

from io import StringIO

import pandas as pd
from statserver_actions import Action, Mask, named

rows = [*named("AgentLogin"), Action.CALL_WAIT]
frame = pd.DataFrame({"action": rows, "count": [3, 4, 7]})
frame["timing"] = frame["action"].map(lambda action: action.timing)
print(frame)
print(frame[frame["action"] == Action.CALL_WAIT]["count"].sum())
print(frame[frame["action"].isin(["CALL_WAIT"])]["count"].sum())
print(frame.groupby("timing")["count"].sum())

# CSV and JSON have the texts. `keep_default_na=False` keeps the empty mask.
masks = pd.DataFrame({"action": rows[2:], "mask": [Mask.parse("")]})
for text in (frame.to_csv(index=False), masks.to_csv(index=False), frame.to_json(orient="records")):
    print(text)
read = pd.read_csv(StringIO(masks.to_csv(index=False)), keep_default_na=False)
assert read["action"].map(Action).tolist() == rows[2:]
assert read["mask"].map(Mask.parse).tolist() == [Mask.parse("")]
