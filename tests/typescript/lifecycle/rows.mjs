// Prints what an installed package knows of the history of its rows and names, as JSON.
//
// Argument: JSON, the former ids and names, and removed ids, of the catalog.

import {
  ACTIONS,
  isActionId,
  isActionName,
  isKnown,
  mask,
  named,
  parseAction,
} from "statserver-actions";
import * as rows from "statserver-actions/actions";

const { ids, names, removed } = JSON.parse(process.argv[2]);

function errorOf(id) {
  try {
    return mask("*").has(id);
  } catch (error) {
    return error.message;
  }
}

console.log(
  JSON.stringify({
    rows: ACTIONS.map(({ since, deprecated, formerly }) => ({
      since,
      deprecated,
      formerly,
    })),
    constants: ids.map((id) => rows[id].id),
    parsed: ids.map((id) => isActionId(id) && parseAction(id).id),
    named: names.map((name) => isActionName(name) && named(name)[0].name),
    masks: names.map((name) => `${mask("*", `~${name}`)}`),
    isRemovedKnown: removed.some((id) => isKnown(parseAction(id))),
    removed: removed.map(errorOf),
  }),
);
