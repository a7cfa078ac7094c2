// Tests each package on its own: its tarball and those it depends on, installed under npm in an empty folder; the README's examples
// type-checked and run there, and what they say they print compared with what they print. The report has the shape of vitest's.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

const root = join(import.meta.dirname, '..');
const work = mkdtempSync(join(tmpdir(), 'nn packed '));
const typescript = join(root, 'node_modules', 'typescript', 'bin', 'tsc');

function run(command, args, options) {
  const result = spawnSync(command, args, { encoding: 'utf8', shell: false, ...options });
  if (result.error) throw result.error;
  if (result.status !== 0) throw new Error(`${command} ${args.join(' ')}\n${result.stdout}${result.stderr}`);
  return result.stdout;
}

const packages = [
  ...readdirSync(join(root, 'packages')).map((name) => join('packages', name)),
  join('apps', 'cli'),
].map((dir) => {
  const json = JSON.parse(readFileSync(join(root, dir, 'package.json'), 'utf8'));
  return { dir: join(root, dir), name: json.name, json };
});

/** The package and the packages of this repository that it depends on, near and far. */
function family(name, seen = new Set()) {
  const found = packages.find((p) => p.name === name);
  if (!found || seen.has(name)) return seen;
  seen.add(name);
  for (const dependency of Object.keys(found.json.dependencies ?? {})) family(dependency, seen);
  return seen;
}

/** The fenced blocks of this language in a README; one that is marked further, as in ```ts no-run, is none. */
function examples(dir, language) {
  const text = readFileSync(join(dir, 'README.md'), 'utf8');
  const blocks = [...text.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, 'gm'))].map(
    ([, block]) => block,
  );
  if (blocks.length === 0) throw new Error(`${dir}/README.md has no \`\`\`${language} block`);
  return blocks;
}

/** Throws unless every line that the example promises, `// → 8`, is printed, in this order. */
function checkPrinted(source, printed) {
  const lines = printed.split('\n');
  let at = 0;
  for (const [, promised] of source.matchAll(/\/\/ → (.*)$/gm)) {
    const found = lines.indexOf(promised.trimEnd(), at);
    if (found < 0) throw new Error(`promised, and not printed behind line ${at}: ${promised}\nprinted:\n${printed}`);
    at = found + 1;
  }
}

const tarballs = new Map();
function tarball(name) {
  if (!tarballs.has(name)) {
    const { dir } = packages.find((p) => p.name === name);
    const { filename } = JSON.parse(run('pnpm', ['pack', '--json', '--pack-destination', work], { cwd: dir }));
    tarballs.set(name, filename);
  }
  return tarballs.get(name);
}

/** An empty folder in which only this package is installed. */
function install({ name }) {
  const folder = join(work, name.replace('@nn/', ''));
  mkdirSync(folder);
  const overrides = Object.fromEntries([...family(name)].map((n) => [n, `file:${tarball(n)}`]));
  const { [name]: own, ...rest } = overrides;
  writeFileSync(
    join(folder, 'package.json'),
    JSON.stringify({ private: true, type: 'module', dependencies: { [name]: own, ...rest } }),
  );
  run('npm', ['install', '--no-audit', '--no-fund', '--no-package-lock', '--ignore-scripts'], { cwd: folder });
  return folder;
}

const tests = {
  'its examples type-check, run, and print what they say': ({ dir }, folder) => {
    const options = {
      strict: true,
      module: 'NodeNext',
      target: 'ES2023',
      lib: ['ES2023', 'DOM'],
      types: ['node'],
      outDir: 'out',
      skipLibCheck: false,
    };
    const sources = examples(dir, 'ts');
    const files = sources.map((source, i) => {
      writeFileSync(join(folder, `example-${i}.ts`), source);
      return `example-${i}.ts`;
    });
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions: options, files }));
    mkdirSync(join(folder, 'node_modules', '@types'), { recursive: true });
    symlinkSync(join(root, 'node_modules', '@types', 'node'), join(folder, 'node_modules', '@types', 'node'));
    run(process.execPath, [typescript, '-p', folder], { cwd: folder });
    sources.forEach((source, i) => {
      const printed = run(process.execPath, [join('out', `example-${i}.js`)], { cwd: folder });
      if (printed.trim() === '') throw new Error('the example printed nothing');
      checkPrinted(source, printed);
    });
  },
  'its commands run': ({ dir }, folder) => {
    const bin = join(folder, 'node_modules', '.bin');
    const empty = join(folder, 'empty');
    mkdirSync(empty);
    const env = { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH}` };
    if (run('bash', ['-euo', 'pipefail', '-c', examples(dir, 'sh')[0]], { cwd: empty, env }).trim() === '')
      throw new Error('the commands printed nothing');
  },
};

const assertionResults = [];
for (const found of packages) {
  const title = found.json.bin ? 'its commands run' : 'its examples type-check, run, and print what they say';
  const fullName = `${found.name} on its own: ${title}`;
  try {
    tests[title](found, install(found));
    assertionResults.push({ fullName, status: 'passed' });
  } catch (error) {
    console.error(`${fullName}\n${error.message}\n`);
    assertionResults.push({ fullName, status: 'failed' });
  }
}
rmSync(work, { recursive: true, force: true });

const numFailedTests = assertionResults.filter((r) => r.status === 'failed').length;
const numPassedTests = assertionResults.length - numFailedTests;
const report = {
  numPassedTests,
  numFailedTests,
  numPendingTests: 0,
  testResults: [{ status: numFailedTests ? 'failed' : 'passed', assertionResults }],
};
mkdirSync(join(root, 'reports'), { recursive: true });
writeFileSync(join(root, 'reports', 'packed.json'), JSON.stringify(report, null, 2));
process.exitCode = numFailedTests > 0 ? 1 : 0;
