// Begins one piece of each kind in a copy of the repository, then type-checks and tests the packages there.
import { execFile, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseName } from './name.mjs';

const root = join(import.meta.dirname, '..', '..');
const copy = mkdtempSync(join(tmpdir(), 'nn-new-'));

// Of those that run tests, only what this process says: vitest tells its children that they are its workers.
const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(VITEST|NODE_ENV$|TEST$)/.test(name)));
const run = (args, cwd = copy) => spawnSync(process.execPath, args, { cwd, env, encoding: 'utf8' });
/** The same while others run too. Throws with what was printed where it does not end with 0. */
const runBeside = (args, cwd = copy) =>
  promisify(execFile)(process.execPath, args, { cwd, env, encoding: 'utf8', maxBuffer: 1e8 });
const begin = (...words) => run([join('scripts', 'new', 'new.mjs'), ...words]);
const rethrow = ({ message, stdout, stderr }) => {
  throw new Error(`${message}\n${stdout}${stderr}`);
};
const tool = (...path) => join(copy, 'node_modules', ...path);
const passes = ({ status, stdout, stderr }) => expect(status, `${stdout}${stderr}`).toBe(0);

/** Every file of the copy beside node_modules, with its text. */
const texts = () =>
  Object.fromEntries(
    ['packages', 'tools', 'scripts'].flatMap((folder) =>
      readdirSync(join(copy, folder), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && !entry.parentPath.includes('node_modules'))
        .map(({ parentPath, name }) => [join(parentPath, name), readFileSync(join(parentPath, name), 'utf8')]),
    ),
  );

beforeAll(() => {
  const of = [
    'packages',
    'tools/reference',
    'scripts/new',
    'package.json',
    'biome.json',
    '.gitignore',
    '*.base.json',
    '*.shared.ts',
  ];
  const listed = spawnSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard', ...of], {
    cwd: root,
  });
  for (const file of listed.stdout.toString().split('\0').filter(Boolean)) {
    mkdirSync(join(copy, dirname(file)), { recursive: true });
    cpSync(join(root, file), join(copy, file));
  }
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
  // Links that say where they lead from the package, so that one package of the copy finds the others of the copy.
  for (const name of readdirSync(join(root, 'packages')))
    cpSync(join(root, 'packages', name, 'node_modules'), join(copy, 'packages', name, 'node_modules'), {
      recursive: true,
      verbatimSymlinks: true,
      filter: (from) => !/node_modules\/\.(vite|cache)/.test(from),
    });
});

afterAll(() => rmSync(copy, { recursive: true, force: true }));

test.each([
  ['myLoss', { name: 'myLoss', file: 'my-loss' }],
  ['my-loss', { name: 'myLoss', file: 'my-loss' }],
  ['huber', { name: 'huber', file: 'huber' }],
  ['adamW', { name: 'adamW', file: 'adam-w' }],
  ['avg-pool2d', { name: 'avgPool2d', file: 'avg-pool2d' }],
])('%s is a name', (given, names) => {
  expect(parseName(given)).toEqual(names);
});

describe('refused, with 2 and nothing changed:', () => {
  test.each([
    ['nothing', [], 'expected a kind and a name'],
    ['no name', ['loss'], 'expected a kind and a name'],
    ['words too many', ['loss', 'my', 'loss'], 'expected a kind and a name, got 3 words'],
    ['an unknown kind', ['lose', 'mine'], "expected one of loss, optimizer, activation, layer, got 'lose'"],
    ['a kind that every object has', ['constructor', 'mine'], "got 'constructor'"],
    ['no identifier', ['loss', '2nd'], "expected a name of letters and digits such as myLoss or my-loss, got '2nd'"],
    ['a path', ['loss', '../mine'], "got '../mine'"],
    ['the name of a type', ['layer', 'MyLayer'], "got 'MyLayer'"],
    ['a word of JavaScript', ['loss', 'delete'], "got 'delete', which is a word of JavaScript"],
    ['a loss that is there', ['loss', 'huber'], 'packages/loss/src/huber.ts is there already'],
    ['one in a file of another name', ['loss', 'squaredHinge'], "packages/loss/src/index.ts exports 'squaredHinge'"],
    ['an activation as a layer', ['layer', 'relu'], "packages/net/src/index.ts exports 'relu' already"],
    ['a helper of the package', ['optimizer', 'decayed'], 'packages/optim/src/optimizers/decayed.ts is there already'],
    ['what the new file imports', ['loss', 'mean'], "a new loss imports 'mean' itself"],
  ])('%s', (_, words, message) => {
    const before = texts();
    const { status, stdout, stderr } = begin(...words);
    expect(stderr).toContain(message);
    expect(stderr).toContain('Usage: pnpm new <kind> <name>');
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(texts()).toEqual(before);
  });
});

const pieces = [
  ['loss', 'my-loss', 'packages/loss/src/my-loss.ts'],
  ['optimizer', 'myOptimizer', 'packages/optim/src/optimizers/my-optimizer.ts'],
  ['activation', 'myActivation', 'packages/net/src/activations/my-activation.ts'],
  ['layer', 'a-layer', 'packages/net/src/layers/a-layer.ts'],
];

describe('one of each kind', () => {
  test.each(pieces)('%s %s is begun, and cannot be begun again', (kind, name, file) => {
    const made = begin(kind, name);
    passes(made);
    expect(made.stdout).toContain(`Made:\n  ${file}\n`);
    expect(made.stdout).toMatch(/python3 tools\/reference\/\w+\.py/);
    expect(begin(kind, name)).toMatchObject({
      status: 2,
      stderr: expect.stringContaining(`${file} is there already`),
    });
  });

  test('is formatted, and sorted where others are', () => {
    passes(run([tool('@biomejs', 'biome', 'bin', 'biome'), 'ci', '.']));
    const readers = readFileSync(join(copy, 'packages/net/src/model-file/layers.ts'), 'utf8');
    expect(readers).toMatch(/LayerReaders = \{\n {2}aLayer,\n {2}activate:/);
  });

  const python = spawnSync('python3', ['--version']).status === 0;
  test.skipIf(!python)(`leaves Python's scripts readable${python ? '' : ' (there is no python3)'}`, () => {
    for (const name of ['losses', 'optimizers', 'activations', 'layers']) {
      const check = `import ast; ast.parse(open('tools/reference/${name}.py').read())`;
      passes(spawnSync('python3', ['-c', check], { cwd: copy, encoding: 'utf8' }));
    }
  });

  describe.concurrent('in the packages', () => {
    test('all of them type-check', async () => {
      // As one program: what they share is read once.
      const include = ['loss', 'optim', 'net'].flatMap((name) => [`packages/${name}/src`, `packages/${name}/test`]);
      writeFileSync(join(copy, 'tsconfig.json'), JSON.stringify({ extends: './tsconfig.base.json', include }));
      await runBeside([tool('typescript', 'bin', 'tsc'), '-p', '.']).catch(rethrow);
    });

    const net = ['activations', 'check-layer', 'gradients-of-all', 'layers-pytorch', 'a-layer'];
    test.each([
      ['loss', [], ['myLoss has the value and the gradient of PyTorch']],
      ['optim', ['optimizers'], ["myOptimizer PyTorch's trajectories"]],
      // Those that look at all activations, layers and losses, and the new layer's own.
      ['net', net, ['myActivation, as PyTorch', 'aLayer, as PyTorch']],
    ])(
      'the tests of @nn/%s that look at it pass, but for the numbers that are not there yet',
      async (name, files, skipped) => {
        const report = join(copy, `${name}.json`);
        const filters = files.map((file) => `test/${file}.test.ts`);
        const vitest = [
          tool('vitest', 'vitest.mjs'),
          'run',
          ...filters,
          '--pool=threads',
          '--no-isolate',
          '--reporter=json',
          `--outputFile=${report}`,
        ];
        await runBeside(vitest, join(copy, 'packages', name)).catch(rethrow);
        const { testResults } = JSON.parse(readFileSync(report, 'utf8'));
        if (files.length > 0) expect(testResults).toHaveLength(files.length);
        const results = testResults.flatMap((file) => file.assertionResults);
        const waiting = results.flatMap(({ status, fullName }) =>
          status === 'passed' ? [] : [fullName.replaceAll("'", '')],
        );
        const reason = /\(no(ne| numbers) yet: add .* to tools\/reference\/\w+\.py and run it\)$/;
        for (const title of waiting) expect(title).toMatch(reason);
        expect(waiting.map((title) => title.replace(reason, '').trim()).sort()).toEqual(
          skipped.map((title) => title.replaceAll("'", '')).sort(),
        );
      },
    );
  });
});
