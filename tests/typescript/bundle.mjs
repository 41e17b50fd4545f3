// Bundles entries of a project as its owner would: minified, by esbuild and by rollup.
//
// Argument: the project's directory. Input: JSON, an object of entries (name -> source text).
// Prints JSON, name -> { esbuild: text, rollup: text }.

import { join, resolve } from "node:path";
import { text } from "node:stream/consumers";

import { nodeResolve } from "@rollup/plugin-node-resolve";
import { build, transform } from "esbuild";
import { rollup } from "rollup";

const project = resolve(process.argv[2]);
const minified = { minify: true, format: "esm" };

async function withEsbuild(contents) {
  const { outputFiles } = await build({
    ...minified,
    stdin: { contents, resolveDir: project },
    bundle: true,
    write: false,
  });
  return outputFiles[0].text;
}

async function withRollup(contents) {
  const entry = join(project, "entry.js");
  const bundle = await rollup({
    input: entry,
    onLog(_level, { message }) {
      throw new Error(message);
    },
    plugins: [
      {
        name: "entry",
        resolveId: (id) => (id === entry ? id : null),
        load: (id) => (id === entry ? contents : null),
      },
      nodeResolve(),
    ],
  });
  const { output } = await bundle.generate({ format: "es" });
  // Rollup bundles and leaves minifying to others.
  return (await transform(output[0].code, minified)).code;
}

const bundles = {};
for (const [name, contents] of Object.entries(
  JSON.parse(await text(process.stdin)),
)) {
  bundles[name] = {
    esbuild: await withEsbuild(contents),
    rollup: await withRollup(contents),
  };
}
process.stdout.write(JSON.stringify(bundles));
