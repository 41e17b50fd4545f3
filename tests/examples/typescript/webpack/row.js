// One row: the others are not bundled.
import { CALL_WAIT } from "statserver-actions/actions";

console.log(CALL_WAIT.id, CALL_WAIT.timing, CALL_WAIT.objectTypes.join());
