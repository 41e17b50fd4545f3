import { select } from "statserver-actions";

console.log(select({ objectType: "Queue", timing: "durable" }).length);
