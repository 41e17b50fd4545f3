// Part of the statserver-actions binding; edit templates/typescript.
//
// Finishes what the compiler wrote to dist: freezes the exports of CommonJS modules, as
// those of ES modules are, adds their declarations, writes the manifest of the built
// files, and gives all of them the mode 644.

import { createHash } from "node:crypto";
import {
  appendFileSync,
  chmodSync,
  existsSync,
  readFileSync,
  readdirSync,
  writeFileSync,
} from "node:fs";
import { basename, join, sep } from "node:path";

const DIST = "dist";
const COMMONJS = join(DIST, "cjs");
const MANIFEST = "manifest.json";

function writeJson(path, data) {
  writeFileSync(path, `${JSON.stringify(data, null, 2)}\n`);
}

function filesIn(directory) {
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

function sha256(path) {
  return createHash("sha256").update(readFileSync(path)).digest("hex");
}

filesIn(COMMONJS)
  .filter((path) => path.endsWith(".js"))
  .forEach((path) => appendFileSync(path, "Object.freeze(exports);\n"));

// The declarations of both builds are equal, except for the path of their map.
filesIn(DIST)
  .filter((path) => path.endsWith(".d.ts"))
  .forEach((path) => {
    const text = readFileSync(path, "utf8");
    const map = /(?<=\n\/\/# sourceMappingURL=)(?=\S+$)/;
    writeFileSync(join(COMMONJS, basename(path)), text.replace(map, "../"));
  });

writeJson(join(COMMONJS, "package.json"), {
  type: "commonjs",
  sideEffects: false,
});

// Copies of the sources without their manifest cannot be verified, but can be built.
if (existsSync(MANIFEST)) {
  const digests = filesIn(DIST).map((path) => [
    path.slice(DIST.length + 1).replaceAll(sep, "/"),
    sha256(path),
  ]);
  writeJson(join(DIST, MANIFEST), {
    ...JSON.parse(readFileSync(MANIFEST, "utf8")),
    files: Object.fromEntries(digests),
    pending: undefined,
  });
}

filesIn(DIST).forEach((path) => chmodSync(path, 0o644));
