import { CALL_WAIT } from "./statserver-actions/actions.js";

console.log(CALL_WAIT.id, CALL_WAIT.timing, CALL_WAIT.objectTypes.join());
