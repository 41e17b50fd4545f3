// Prints the rows of generated sources with the keys of actions.json, as JSON: a list of tables.
//
// Arguments: a directory with one package in each of 0, 1, 2 …, and the number of packages.

import { join } from "node:path";

import { build } from "esbuild";

const [directory, count] = process.argv.slice(2);
const tables = [];
for (let at = 0; at < Number(count); at += 1) {
  const bundle = join(directory, String(at), "bundle.mjs");
  await build({
    entryPoints: [join(directory, String(at), "src", "index.ts")],
    outfile: bundle,
    bundle: true,
    format: "esm",
    logLevel: "error",
  });
  const { ACTIONS } = await import(bundle);
  tables.push(
    ACTIONS.map((it) => ({
      id: it.id,
      name: it.name,
      scope: it.scope,
      label: it.label,
      object_class: it.objectClass,
      object_types: it.objectTypes,
      timing: it.timing,
      interaction_related: it.interactionRelated,
      restricted_cluster: it.restrictedCluster,
      inferred: it.inferred,
    })),
  );
}
process.stdout.write(JSON.stringify(tables));
