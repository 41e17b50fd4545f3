// Prints the deprecations that editors show in a program: the line, and the message, of each.
//
// Argument: a TypeScript file. tsconfig.json is next to it.

import { readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

import ts from "typescript";

const file = resolve(process.argv[2]);
const directory = dirname(file);
const { config } = ts.readConfigFile(
  join(directory, "tsconfig.json"),
  ts.sys.readFile,
);
const { options } = ts.parseJsonConfigFileContent(config, ts.sys, directory);
options.module = ts.ModuleKind.NodeNext;
const service = ts.createLanguageService({
  getCompilationSettings: () => options,
  getCurrentDirectory: () => directory,
  getDefaultLibFileName: ts.getDefaultLibFilePath,
  getScriptFileNames: () => [file],
  getScriptSnapshot: (name) =>
    ts.sys.fileExists(name)
      ? ts.ScriptSnapshot.fromString(readFileSync(name, "utf-8"))
      : undefined,
  getScriptVersion: () => "0",
  fileExists: ts.sys.fileExists,
  readFile: ts.sys.readFile,
  directoryExists: ts.sys.directoryExists,
});
const text = readFileSync(file, "utf-8");
for (const diagnostic of service.getSuggestionDiagnostics(file)) {
  if (diagnostic.reportsDeprecated) {
    const { length, messageText, start } = diagnostic;
    const line = text.slice(0, start).split("\n").length;
    console.log(`${line} ${text.slice(start, start + length)}: ${messageText}`);
  }
}
