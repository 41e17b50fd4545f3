// Vendored sources import each other as .js, the name after compiling: find the .ts file.

import { registerHooks } from "node:module";

registerHooks({
  resolve(specifier, context, nextResolve) {
    try {
      return nextResolve(specifier, context);
    } catch (error) {
      if (error.code !== "ERR_MODULE_NOT_FOUND") throw error;
      return nextResolve(specifier.replace(/\.js$/, ".ts"), context);
    }
  },
});
