// Asks the installed package the questions of the corpus in a browser.
//
// Arguments: the paths of a Chromium, of the project's directory and of the corpus.
// Prints the answers that differ, as JSON.

import { readFileSync } from "node:fs";
import { resolve } from "node:path";

import { build } from "esbuild";

import { launch } from "./chromium.mjs";

const [executablePath, project, corpus] = process.argv.slice(2);
const { outputFiles } = await build({
  stdin: {
    contents: `export { differences } from "./conformance.mjs";`,
    resolveDir: resolve(project),
  },
  bundle: true,
  platform: "browser",
  format: "iife",
  globalName: "conformance",
  write: false,
});

const browser = await launch(executablePath);
try {
  const page = await browser.newPage();
  page.on("pageerror", (error) => {
    throw error;
  });
  await page.addScriptTag({ content: outputFiles[0].text });
  const differences = await page.evaluate(
    (asked) => globalThis.conformance.differences(asked),
    JSON.parse(readFileSync(corpus, "utf8")),
  );
  console.log(JSON.stringify(differences));
} finally {
  await browser.close();
}
