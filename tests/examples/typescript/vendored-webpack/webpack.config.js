export default {
  mode: "production",
  target: "node",
  entry: "./main.ts",
  output: { filename: "main.cjs" },
  module: { rules: [{ test: /\.ts$/, loader: "ts-loader" }] },
  resolve: {
    extensions: [".ts", ".js"],
    extensionAlias: { ".js": [".ts", ".js"] },
  },
  // A larger bundle is an error: one row is bundled without the others.
  performance: { hints: "error", maxEntrypointSize: 400 },
  stats: "errors-only",
};
