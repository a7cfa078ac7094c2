// The packages as their users get them: packed, and installed with npm in empty folders, which lie in one that is to be removed (`work`).
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const typescript = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
export const work = mkdtempSync(join(tmpdir(), 'nn packed '));

/** What the command prints. Throws with it where it fails. */
export function run(command, args, options) {
  const result = spawnSync(command, args, { encoding: 'utf8', shell: false, ...options });
  if (result.error) throw result.error;
  if (result.status !== 0) throw new Error(`${command} ${args.join(' ')}\n${result.stdout}${result.stderr}`);
  return result.stdout;
}

/** Every package that is published. */
export const packages = [
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

const tarballs = new Map();
function tarball(name) {
  if (!tarballs.has(name)) {
    const { dir } = packages.find((p) => p.name === name);
    const { filename } = JSON.parse(run('pnpm', ['pack', '--json', '--pack-destination', work], { cwd: dir }));
    tarballs.set(name, filename);
  }
  return tarballs.get(name);
}

/** The tarballs of packages and of those that they depend on, by name: dependencies of a package.json. */
export const tarballsOf = (...names) =>
  Object.fromEntries(names.flatMap((name) => [...family(name)]).map((name) => [name, `file:${tarball(name)}`]));

/** An empty folder in which only these dependencies are installed. */
export function install(title, dependencies, ...flags) {
  const folder = join(work, title);
  mkdirSync(folder);
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, type: 'module', dependencies }));
  run('npm', ['install', '--no-audit', '--no-fund', '--no-package-lock', '--ignore-scripts', ...flags], {
    cwd: folder,
  });
  return folder;
}

/** Type-checks TypeScript files of such a folder, and compiles them to its folder `out`. */
export function compile(folder, files) {
  const compilerOptions = {
    strict: true,
    module: 'NodeNext',
    target: 'ES2023',
    lib: ['ES2023', 'DOM'],
    types: ['node'],
    outDir: 'out',
    skipLibCheck: false,
  };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files }));
  mkdirSync(join(folder, 'node_modules', '@types'), { recursive: true });
  symlinkSync(join(root, 'node_modules', '@types', 'node'), join(folder, 'node_modules', '@types', 'node'));
  typeCheck(folder);
}

/** Runs TypeScript as the folder's tsconfig.json says. */
export const typeCheck = (folder) => run(process.execPath, [typescript, '-p', folder], { cwd: folder });
