// Larger bundles than these are errors: something is bundled that nothing uses.
const LIMITS = { row: 400, rows: 30_000, masks: 48_000 };

export default Object.entries(LIMITS).map(([name, bytes]) => ({
  name,
  mode: "production",
  target: "node",
  entry: { [name]: `./${name}.js` },
  output: { filename: "[name].cjs" },
  performance: {
    hints: "error",
    maxAssetSize: bytes,
    maxEntrypointSize: bytes,
  },
  stats: "errors-only",
}));
