// What each package exports, and what the docstrings say of it: from the sources, as TypeScript sees them.
import { dirname, join, relative, sep } from 'node:path';
import ts from 'typescript';

/** How many characters a sentence may have that stands in a table. */
const LONGEST = 120;

const options = {
  target: ts.ScriptTarget.ES2023,
  module: ts.ModuleKind.NodeNext,
  customConditions: ['@nn/source'],
  types: [],
  strict: true,
};

/** The entries of a package: how each is imported, its source, and what is built of it. */
const entriesOf = ({ dir, json }) =>
  Object.entries(json.exports)
    .filter(([, target]) => target['@nn/source'])
    .map(([path, target]) => ({
      dir,
      specifier: json.name + path.slice(1),
      source: join(dir, target['@nn/source']),
      built: join(dir, target.import),
    }));

/** A docstring up to the end of its first sentence, on one line and without the full stop, which 'eq. 3' does not have. */
const firstSentence = (docstring) =>
  docstring
    .replace(/\s+/g, ' ')
    .trim()
    .split(/(?<!\b(?:eq|eqs|e\.g|i\.e))\.(?= |$)/)[0];

/** The folder below src that a file lies in, or undefined where it lies beside the entry, or in another package. */
function folderOf(file, { dir, source }) {
  const [folder, ...below] = relative(join(dir, 'src'), file).split(sep);
  return folder === '..' || below.length === 0 || join(dir, 'src', folder) === dirname(source) ? undefined : folder;
}

/** The names of a value's type and, if it is a function, of what it gives. */
const kindsOf = (type) =>
  [type, type.getCallSignatures()[0]?.getReturnType()].map((each) => (each?.aliasSymbol ?? each?.symbol)?.name);

/**
 * Each entry of these packages with its values (name, first sentence, folder below src, kinds) and the names of its types; and, as `faults`, what is wrong:
 * every export whose docstring is missing, or begins with a sentence that is too long for a table.
 */
export function readExports(packages) {
  const entries = packages.flatMap(entriesOf);
  const program = ts.createProgram(
    entries.map(({ source }) => source),
    options,
  );
  const checker = program.getTypeChecker();
  const faults = new Set();

  const read = (entry) => {
    const values = [];
    const types = [];
    const exported = checker.getExportsOfModule(checker.getSymbolAtLocation(program.getSourceFile(entry.source)));
    for (const given of exported) {
      const symbol = given.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(given) : given;
      const file = symbol.declarations[0].getSourceFile().fileName;
      const sentence = firstSentence(ts.displayPartsToString(symbol.getDocumentationComment(checker)));
      const isValue = (symbol.flags & ts.SymbolFlags.Value) !== 0;
      const where = `${relative(process.cwd(), file)}: ${symbol.name}:`;
      if (sentence === '') faults.add(`${where} expected a docstring, got none`);
      if (isValue && sentence.length > LONGEST)
        faults.add(
          `${where} expected a docstring whose first sentence has at most ${LONGEST} characters, got ${sentence.length}; begin with a shorter one: ${sentence}`,
        );
      if (isValue)
        values.push({
          name: given.name,
          sentence,
          folder: folderOf(file, entry),
          kinds: kindsOf(checker.getTypeOfSymbol(symbol)),
        });
      else types.push(given.name);
    }
    return { ...entry, values, types };
  };

  return { entries: entries.map(read), faults: [...faults] };
}
