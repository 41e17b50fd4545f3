import { parseMask } from "./statserver-actions/index.js";

const mask = parseMask("*,~LoggedOut");
console.log(
  `${mask} selects ${mask.actions("Queue").length} actions on queues`,
);
