// The exports of the installed package. What is not exported cannot be imported.

import { deepStrictEqual, rejects, strictEqual } from "node:assert/strict";
import { test } from "node:test";

import * as actions from "statserver-actions";
import about from "statserver-actions/package.json" with { type: "json" };

test("the main entry exports the documented names and no others", () => {
  deepStrictEqual(Object.keys(actions), [
    "ACTIONS",
    "ACTION_IDS",
    "ACTION_NAMES",
    "Action",
    "CATALOG_VERSION",
    "InexpressibleMaskError",
    "MODES",
    "MODE_DESCRIPTIONS",
    "MODE_LABELS",
    "Mask",
    "MaskError",
    "OBJECT_CLASSES",
    "OBJECT_CLASS_DESCRIPTIONS",
    "OBJECT_CLASS_LABELS",
    "OBJECT_TYPES",
    "OBJECT_TYPE_DESCRIPTIONS",
    "OBJECT_TYPE_LABELS",
    "SCOPES",
    "SCOPE_DESCRIPTIONS",
    "SCOPE_LABELS",
    "STATUSES",
    "STAT_SERVER_RELEASE",
    "STAT_SERVER_RELEASE_INFERRED",
    "StatServerActionsError",
    "TIMINGS",
    "TIMING_DESCRIPTIONS",
    "TIMING_LABELS",
    "UnknownValueError",
    "describeProblem",
    "isActionId",
    "isActionName",
    "isDurable",
    "isInstantaneous",
    "isKnown",
    "isMode",
    "isObjectClass",
    "isObjectType",
    "isScope",
    "isTiming",
    "mask",
    "maskFor",
    "maskOf",
    "maskProblems",
    "named",
    "parseAction",
    "parseMask",
    "resolve",
    "select",
    "shortestMask",
    "statusOfNumber",
  ]);
});

test("modules that are not entries cannot be imported", async () => {
  await rejects(import("statserver-actions/dist/select.js"), {
    code: "ERR_PACKAGE_PATH_NOT_EXPORTED",
  });
});

test("package.json has the version of the catalog and no dependencies", () => {
  strictEqual(about.version, actions.CATALOG_VERSION);
  strictEqual(about.dependencies, undefined);
  strictEqual(about.sideEffects, false);
});
