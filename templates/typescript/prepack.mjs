// Part of the statserver-actions binding; edit templates/typescript.
//
// Gives the sources the mode 644 before npm packs them: a tarball has the modes of its
// files, which otherwise depend on the umask of the checkout.

import {
  chmodSync,
  existsSync,
  readFileSync,
  readdirSync,
  statSync,
} from "node:fs";
import { join } from "node:path";

const ALWAYS_PACKED = ["LICENSE", "README.md", "package.json"];

function filesIn(path) {
  return statSync(path).isDirectory()
    ? readdirSync(path).flatMap((name) => filesIn(join(path, name)))
    : [path];
}

[...ALWAYS_PACKED, ...JSON.parse(readFileSync("package.json", "utf8")).files]
  .filter(existsSync)
  .flatMap(filesIn)
  .forEach((path) => chmodSync(path, 0o644));
