// Part of the statserver-actions binding; edit templates/typescript.
//
// Builds the package when npm installs it from its sources: in their directory, from a
// git repository, or by a link to their directory. A build that is newer than its
// sources is kept; without a compiler, an older one is kept too.

import { spawnSync } from "node:child_process";
import { readdirSync, statSync } from "node:fs";
import { createRequire } from "node:module";

const BUILT = "dist/manifest.json"; // the last file that a build writes
const SOURCES = [
  ...readdirSync("src").map((name) => `src/${name}`),
  "finish-build.mjs",
  "manifest.json",
  "tsconfig.cjs.json",
  "tsconfig.json",
];

function modified(path) {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

function hasCompiler() {
  try {
    return (
      createRequire(import.meta.url).resolve("typescript/package.json") !== ""
    );
  } catch {
    return false;
  }
}

const built = modified(BUILT);
if (SOURCES.some((path) => modified(path) > built)) {
  if (hasCompiler()) {
    const { status } = spawnSync("npm run build", {
      shell: true,
      stdio: "inherit",
    });
    process.exitCode = status ?? 1;
  } else if (built > 0) {
    console.error(
      "statserver-actions: the build is older than its sources; to build it again, " +
        `run npm install in ${process.cwd()}`,
    );
  } else {
    console.error(
      `statserver-actions is not built: run npm install in ${process.cwd()}`,
    );
    process.exitCode = 1;
  }
}
