import { parseMask } from "./statserver-actions/index.ts";

const mask = parseMask("*,~LoggedOut");
console.log(
  `${mask} selects ${mask.actions("Queue").length} actions on queues`,
);
