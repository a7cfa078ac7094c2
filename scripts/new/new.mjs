// Begins a new piece: `pnpm new loss my-loss`, or `npm run new -- loss my-loss`. What is made works, is tested, and is to be edited. Nothing is overwritten;
// what cannot be begun ends with 2 and changes nothing.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { kinds } from './kinds.mjs';
import { parseName, UsageError } from './name.mjs';

const root = join(import.meta.dirname, '..', '..');
const biome = join(root, 'node_modules', '@biomejs', 'biome', 'bin', 'biome');
const read = (file) => readFileSync(join(root, file), 'utf8');
const template = (file) => readFileSync(join(import.meta.dirname, 'templates', file), 'utf8');

const usage = `Usage: pnpm new <kind> <name>, or npm run new -- <kind> <name>
  kind  ${Object.keys(kinds).join(', ')}
  name  such as my-loss or myLoss`;

/** Throws UsageError where the name is taken by a file, by an export of the package, or by what the new file imports. */
function checkFree(kind, { name }, { home, created }) {
  const there = Object.keys(created).find((file) => existsSync(join(root, file)));
  if (there) throw new UsageError(`${there} is there already; expected a name that is free`);
  const index = `${home}/src/index.ts`;
  const word = new RegExp(`\\b${name}\\b`);
  const statements = (text, keyword) => text.match(new RegExp(`^${keyword} (type )?\\{[^}]*\\}`, 'gm')) ?? [];
  if (statements(read(index), 'export').some((names) => word.test(names)))
    throw new UsageError(`${index} exports '${name}' already; expected a name that is free`);
  const uses = Object.values(created).flatMap((file) => statements(template(file), 'import'));
  if (uses.some((names) => word.test(names)))
    throw new UsageError(`a new ${kind} imports '${name}' itself; expected another name`);
}

function begin(kind, given, ...rest) {
  if (kind === undefined || given === undefined || rest.length > 0)
    throw new UsageError(`expected a kind and a name, got ${process.argv.length - 2} words`);
  if (!Object.hasOwn(kinds, kind))
    throw new UsageError(`expected one of ${Object.keys(kinds).join(', ')}, got '${kind}'`);
  const names = parseName(given);
  const piece = kinds[kind](names);
  checkFree(kind, names, piece);
  if (!existsSync(biome))
    throw new UsageError('Biome, which formats what is made, is not installed; run npm run setup');

  // All texts are made before the first is written, so that an error leaves nothing behind.
  const texts = new Map();
  for (const { file, edit } of piece.edits) texts.set(file, edit(texts.get(file) ?? read(file)));
  for (const [file, from] of Object.entries(piece.created))
    writeFileSync(join(root, file), template(from).replaceAll('NAME', names.name), { flag: 'wx' });
  for (const [file, text] of texts) writeFileSync(join(root, file), text);

  const created = Object.keys(piece.created);
  const touched = [...created, ...texts.keys()];
  const formatted = spawnSync(
    process.execPath,
    [biome, 'check', '--write', ...touched.filter((file) => file.endsWith('.ts'))],
    { cwd: root, encoding: 'utf8' },
  );
  if (formatted.status !== 0) throw new Error(`${formatted.stdout}${formatted.stderr}`);
  tell(piece.home, created, [...texts.keys()]);
}

function tell(home, created, edited) {
  const script = edited.find((file) => file.endsWith('.py'));
  console.log(`Made:
${created.map((file) => `  ${file}`).join('\n')}
and a line in each of
${edited.map((file) => `  ${file}`).join('\n')}

What is left to do:
  1. Write the formula and its docstring in ${created[0]}; the derivative, the kernels and the print follow.
  2. Say the same in ${script}, in PyTorch's words, and have it compute the numbers
     that the tests compare with. Until somebody has done so, that comparison is skipped and says so:
       python3 ${script} && npx biome format --write ${home}/test/fixtures
  3. Test: (cd ${home} && npx vitest run && npx tsc)
  4. Tell people: a line in ${home}/README.md, npx changeset; npm test says whether a size limit is to be raised.`);
}

try {
  begin(...process.argv.slice(2));
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  console.error(`new: ${error.message}\n\n${usage}`);
  process.exitCode = 2;
}
