// Releases: versions and changelogs from the changesets, everything tested, then each package published with provenance.
// With --dry-run everything is tested and packed, npm says what it would publish, and the working tree stays as it is.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const dry = process.argv.includes('--dry-run');

function run(command, ...args) {
  console.log(`\n> ${command} ${args.join(' ')}`);
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: 'inherit' });
  if (error) throw error;
  if (status !== 0) process.exit(status ?? 1);
}

/** Whether this version is in the registry: a release that was cut off goes on where it ended. */
const isPublished = (name, version) =>
  spawnSync('npm', ['view', `${name}@${version}`, 'version'], { encoding: 'utf8' }).stdout.trim() === version;

if (!dry) {
  run('changeset', 'version');
  run('pnpm', 'install', '--lockfile-only');
}
run('npm', 'test');
if (!dry) run('git', 'commit', '--all', '--message', 'Release');

// pnpm packs, since it writes the versions of one another into the packages; npm publishes, since it signs.
const tarballs = mkdtempSync(join(tmpdir(), 'nn-release-'));
for (const dir of [...readdirSync(join(root, 'packages')).map((name) => join('packages', name)), join('apps', 'cli')]) {
  const { name, version } = JSON.parse(readFileSync(join(root, dir, 'package.json'), 'utf8'));
  const tarball = join(tarballs, `${name.replace('/', '-')}.tgz`);
  run('pnpm', '--dir', dir, 'pack', '--out', tarball);
  if (dry) run('npm', 'publish', tarball, '--access', 'public', '--dry-run');
  else if (!isPublished(name, version)) run('npm', 'publish', tarball, '--access', 'public', '--provenance');
}
rmSync(tarballs, { recursive: true });
if (!dry) run('changeset', 'tag');
