import { select } from "./statserver-actions/index.js";

for (const action of select({ objectType: "Queue" })) {
  console.log(action.name);
}
