// Prints the API of a TypeScript package, one line for each name or member that programs can use, as
// a JSON list. The compiler's own declarations are read, without comments; declarations that an
// exported one mentions are part of the API, too.
//
//     node api.mjs DIRECTORY ENTRY...

import path from "node:path";
import ts from "typescript";

const [directory, ...entries] = process.argv.slice(2);
const source = path.join(directory, "src");
// It exists in memory only: next to the sources, the compiler would read these.
const output = path.resolve(directory, "declarations");
const OPTIONS = {
  target: ts.ScriptTarget.ES2022,
  lib: ["lib.es2022.d.ts"],
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  types: [],
  strict: true,
  exactOptionalPropertyTypes: true,
};

/** Returns the declarations of the package by path, as the compiler writes them. */
function declarations() {
  const files = new Map();
  const program = ts.createProgram(
    entries.map((entry) => path.join(source, `${entry}.ts`)),
    {
      ...OPTIONS,
      rootDir: source,
      outDir: output,
      declaration: true,
      emitDeclarationOnly: true,
      removeComments: true,
    },
  );
  program.emit(undefined, (file, text) => files.set(path.resolve(file), text));
  return files;
}

/** Returns a program of the declarations alone. */
function readDeclarations(files) {
  const host = ts.createCompilerHost(OPTIONS);
  const { directoryExists, fileExists, readFile, getSourceFile } = host;
  host.directoryExists = (name) => name === output || directoryExists.call(host, name);
  host.fileExists = (file) => files.has(path.resolve(file)) || fileExists.call(host, file);
  host.readFile = (file) => files.get(path.resolve(file)) ?? readFile.call(host, file);
  host.getSourceFile = (file, target) => {
    const text = files.get(path.resolve(file));
    return text === undefined
      ? getSourceFile.call(host, file, target)
      : ts.createSourceFile(file, text, target, true);
  };
  const roots = entries.map((entry) => path.join(output, `${entry}.d.ts`));
  return ts.createProgram(roots, OPTIONS, host);
}

const files = declarations();
const program = readDeclarations(files);
const checker = program.getTypeChecker();
const lines = new Set();
const described = new Set();

function resolved(symbol) {
  return symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
}

function oneLine(node) {
  return node.getText().replace(/\s+/g, " ").replace(/;$/, "");
}

function isPublic(member) {
  return !(member.name && ts.isPrivateIdentifier(member.name));
}

/** Adds the lines of a declared name: a class or an interface has one for itself and each member. */
function describe(name, symbol) {
  if (described.has(symbol)) return;
  described.add(symbol);
  for (const declaration of symbol.declarations ?? []) {
    if (!files.has(path.resolve(declaration.getSourceFile().fileName))) continue;
    if (ts.isSourceFile(declaration)) {
      describeModule(path.basename(declaration.fileName, ".d.ts"), symbol);
      continue;
    }
    if (ts.isNamespaceExport(declaration)) continue; // its module is described instead
    if (ts.isInterfaceDeclaration(declaration) || ts.isClassDeclaration(declaration)) {
      const heritage = (declaration.heritageClauses ?? []).map(oneLine).join(" ");
      const parameters = (declaration.typeParameters ?? []).map(oneLine).join(", ");
      const kind = ts.isClassDeclaration(declaration) ? "class" : "interface";
      lines.add(`${kind} ${name}${parameters && `<${parameters}>`} ${heritage}`.trim());
      for (const member of declaration.members.filter(isPublic)) {
        lines.add(`${name}: ${oneLine(member)}`);
      }
    } else if (ts.isVariableDeclaration(declaration)) {
      lines.add(`const ${oneLine(declaration)}`);
    } else {
      lines.add(oneLine(declaration).replace(/^export (declare )?/, ""));
    }
    mention(declaration);
  }
}

/** Adds the declarations of the package that a declaration mentions. */
function mention(node) {
  if (ts.isIdentifier(node)) {
    const symbol = checker.getSymbolAtLocation(node);
    const target = symbol && resolved(symbol);
    const declaration = target?.declarations?.[0];
    if (declaration && isTopLevel(declaration) && files.has(path.resolve(declaration.getSourceFile().fileName))) {
      describe(target.name, target);
    }
  }
  ts.forEachChild(node, mention);
}

/** Returns whether a declaration is a module, or a statement of one. */
function isTopLevel(declaration) {
  const list = ts.isVariableDeclaration(declaration) ? declaration.parent.parent : declaration;
  return ts.isSourceFile(list) || ts.isSourceFile(list.parent);
}

function describeModule(prefix, module) {
  for (const symbol of checker.getExportsOfModule(module)) {
    const target = resolved(symbol);
    lines.add(`${prefix}: export ${symbol.name}`);
    describe(symbol.name, target);
  }
}

for (const entry of entries) {
  const file = program.getSourceFile(path.join(output, `${entry}.d.ts`));
  describeModule(entry, checker.getSymbolAtLocation(file));
}
console.log(JSON.stringify([...lines].sort(), undefined, 2));
