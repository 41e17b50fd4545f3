// Masks, and what the package knows about names that are not in the table.
import { describeProblem, maskProblems } from "statserver-actions";

for (const text of ["*,~LoggedOut", "*,!LoggedOut", "CallWiat"]) {
  console.log(text, maskProblems(text).map(describeProblem));
}
