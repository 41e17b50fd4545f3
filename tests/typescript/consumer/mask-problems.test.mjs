// The problems of common mistakes in masks, as the installed package of the fixture catalog reports them.

import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { test } from "node:test";

import { describeProblem, maskProblems, parseMask } from "statserver-actions";

const keep = { unknown: "keep" };

/** Each mistake, the problems that it has, and the text that all suggestions give. */
const MISTAKES = {
  "another sign instead of a tilde is replaced if it means an exclusion": [
    ["*,˜LoggedOut", ["bad-character 2+1 ~"], "*,~LoggedOut"],
    ["*,∼LoggedOut", ["bad-character 2+1 ~"], "*,~LoggedOut"],
    ["*,～LoggedOut", ["bad-character 2+1 ~"], "*,~LoggedOut"],
    ["*,¬LoggedOut", ["bad-character 2+1 ~"], "*,~LoggedOut"],
    ["*,!LoggedOut", ["bad-character 2+1 ~"], "*,~LoggedOut"],
  ],
  "a sign with several meanings has no suggestion": [
    ["*,-LoggedOut", ["bad-character 2+1"]],
    ["*,–LoggedOut", ["bad-character 2+1"]],
    ["*,^LoggedOut", ["bad-character 2+1"]],
  ],
  "a bracket or quote after a tilde has no suggestion": [
    [
      "*,~{LoggedOut,NotMonitored}",
      ["bad-character 3+1", "bad-character 26+1"],
    ],
    [
      "*,~(LoggedOut,NotMonitored)",
      ["bad-character 3+1", "bad-character 26+1"],
    ],
    [
      "*,~[LoggedOut,NotMonitored]",
      ["bad-character 3+1", "bad-character 26+1"],
    ],
    [
      "*,~'LoggedOut,NotMonitored'",
      ["bad-character 3+1", "bad-character 26+1"],
    ],
    ["*,~'LoggedOut'", ["bad-character 3+1", "bad-character 13+1"]],
  ],
  "quotes around an item or a mask are removed": [
    [
      'CallWait,"CallEntered"',
      ["bad-character 9+13 CallEntered"],
      "CallWait,CallEntered",
    ],
    [
      '"CallWait,CallEntered"',
      ["bad-character 0+22 CallWait,CallEntered"],
      "CallWait,CallEntered",
    ],
  ],
  "a name outside the table is never replaced by another name": [
    ["*,~CallWaitInbound", ["unknown-name 3+15"]],
    ["Routable", ["unknown-name 0+8"]],
    ["CallOutboundReceived", ["unknown-name 0+20"]],
    ["UserEventReceived", ["unknown-name 0+17"]],
    ["StatusRunning", ["unknown-name 0+13"]],
    ["routable", ["unknown-name 0+8 Routable"], "Routable"],
  ],
  "another name of an action is replaced by its name": [
    ["InteractionAccepted", ["unknown-name 0+19 Accepted"], "Accepted"],
  ],
  "an everyday word with one reading is replaced by it": [
    ["Hold", ["unknown-name 0+4 CallOnHold"], "CallOnHold"],
    ["*,~acw", ["unknown-name 3+3 AfterCallWork"], "*,~AfterCallWork"],
  ],
  "an everyday word with several readings has no suggestion": [
    ["Login", ["unknown-name 0+5"]],
    ["login", ["unknown-name 0+5"]],
  ],
  "an option line is replaced by its value": [
    [
      "MainMask=CallAnswered",
      ["option-line 0+21 CallAnswered"],
      "CallAnswered",
    ],
    ["relmask : *,~OnHook", ["option-line 0+19 *,~OnHook"], "*,~OnHook"],
  ],
  "and, or and other separators are replaced by commas": [
    ["OnHook or OffHook", ["bad-character 6+4 ,"], "OnHook,OffHook"],
    ["OnHook AND OffHook", ["bad-character 6+5 ,"], "OnHook,OffHook"],
    ["OnHook; OffHook", ["bad-character 6+2 ,"], "OnHook,OffHook"],
    ["OnHook || OffHook", ["bad-character 6+4 ,"], "OnHook,OffHook"],
    ["* ~LoggedOut", ["bad-character 1+2 ,~"], "*,~LoggedOut"],
    ["*,~LoggedOut;OnHook", ["bad-character 12+1"]],
  ],
  "typing errors are corrected": [
    ["LogedOut", ["unknown-name 0+8 LoggedOut"], "LoggedOut"],
    ["callwait", ["wrong-case 0+8 CallWait"], "CallWait"],
    ["Call Wait", ["bad-character 4+1 "], "CallWait"],
    ["CALL_WAIT", ["unknown-name 0+9 CallWait"], "CallWait"],
    [
      "CallAnswered (Regular DNs)",
      ["unknown-name 0+26 CallAnswered"],
      "CallAnswered",
    ],
  ],
  "an inclusion that changes nothing is a warning": [
    ["*,LoggedOut", ["redundant-inclusion 2+9"], "*,LoggedOut"],
  ],
  "an exclusion that changes nothing is a warning": [
    [
      "CallInbound,~LoggedOut",
      ["redundant-exclusion 12+10"],
      "CallInbound,~LoggedOut",
    ],
  ],
  "only exclusions are a warning": [
    ["~LoggedOut", ["exclude-from-nothing 0+1 *,~"], "*,~LoggedOut"],
    ["~*", ["exclude-from-nothing 0+1"], "~*"],
  ],
};

/** A problem as the table has it: kind, range and suggestion. */
const brief = ({ kind, start, length, suggestion }) =>
  `${kind} ${start}+${length}${suggestion === undefined ? "" : ` ${suggestion}`}`;

/** The text after applying its suggestions, from the last to the first. */
function applied(text, problems) {
  const characters = Array.from(text);
  for (const { start, length, suggestion } of problems.toReversed()) {
    if (suggestion !== undefined) {
      characters.splice(start, length, suggestion);
    }
  }
  return characters.join("");
}

for (const [behavior, mistakes] of Object.entries(MISTAKES)) {
  test(behavior, () => {
    for (const [text, expected, corrected] of mistakes) {
      const problems = maskProblems(text);
      deepStrictEqual(problems.map(brief), expected, text);
      if (corrected !== undefined) {
        strictEqual(applied(text, problems), corrected);
        parseMask(corrected, keep);
      }
    }
  });
}

/** Texts with one problem, and its description. */
const DESCRIPTIONS = {
  "*,~CallWaitInbound":
    "unknown-name at 3: CallWaitInbound is a per-call-type variant of CallWait; " +
    "this catalog does not list variants",
  Routable:
    "unknown-name at 0: Routable is an action of Stat Server 8.5.1; this catalog describes 8.5.0",
  CallOutboundReceived:
    "unknown-name at 0: CallOutboundReceived is an action of a later release of Stat Server; " +
    "this catalog describes 8.5.0",
  UserEventReceived:
    "unknown-name at 0: UserEventReceived is in other documentation of Stat Server 8.5.0; " +
    "this catalog does not list it",
  StatusRunning:
    "unknown-name at 0: StatusRunning is a campaign action; " +
    "this catalog does not list campaign actions",
  InteractionAccepted:
    "unknown-name at 0: InteractionAccepted is another name of Accepted; " +
    'write "Accepted" instead',
  hold:
    'unknown-name at 0: "hold" is an everyday word, not an action name; ' +
    'the action is CallOnHold; write "CallOnHold" instead',
  Login:
    'unknown-name at 0: "Login" is an everyday word, not an action name; ' +
    "the action may be AgentLogin or LoggedIn",
  "MainMask=*":
    'option-line at 0: "MainMask" is the key of an option; a mask is only the value; ' +
    'write "*" instead',
  "OnHook or OffHook":
    'bad-character at 6: " or " does not separate items; a comma does; write "," instead',
  "*,LoggedOut":
    'redundant-inclusion at 2: "LoggedOut" next to "*" adds nothing; "~LoggedOut" excludes it',
  "OnHook,~LoggedOut":
    'redundant-exclusion at 7: "~LoggedOut" excludes nothing, ' +
    'because "LoggedOut" is not included; is "*" missing?',
  "": "empty-mask at 0: the mask is empty and selects nothing",
};

test("a problem is described in one line", () => {
  for (const [text, line] of Object.entries(DESCRIPTIONS)) {
    deepStrictEqual(maskProblems(text).map(describeProblem), [line]);
  }
});

test("names outside the table are kept on request, except everyday words", () => {
  const names = ["CallWaitInbound", "Routable", "StatusRunning"];
  const text = ["CallWait", ...names].join(",");
  strictEqual(parseMask(text, keep).toString(), text);
  deepStrictEqual(parseMask(text, keep).unknown, names);
  deepStrictEqual(
    maskProblems("Hold,Login,Routable", keep).map(({ severity }) => severity),
    ["error", "error", "warning"],
  );
});
