// Prints what generated sources say of their rows, as data with the words of actions.json.
//
// In: a folder with a package each in 0, 1, 2 …, and how many. Out: on stdout JSON, a list of tables.

import { join } from "node:path";

import { build } from "esbuild";

const [folder, count] = process.argv.slice(2);
const tables = [];
for (let at = 0; at < Number(count); at += 1) {
  const bundle = join(folder, String(at), "bundle.mjs");
  await build({
    entryPoints: [join(folder, String(at), "src", "index.ts")],
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
