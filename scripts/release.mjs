// Releases: versions and changelogs from the changesets, everything tested, then published with provenance.
// With --dry-run nothing is written to the registry, and the working tree is as before.
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const dry = process.argv.includes('--dry-run');

function run(command, ...args) {
  console.log(`\n> ${command} ${args.join(' ')}`);
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: 'inherit' });
  if (error) throw error;
  if (status !== 0) process.exit(status ?? 1);
}

const published = [...readdirSync(join(root, 'packages')).map((name) => join('packages', name)), join('apps', 'cli')];

if (!dry) {
  run('npx', 'changeset', 'version');
  run('npx', '--yes', '-p', 'pnpm@10.34.9', 'pnpm', 'install', '--lockfile-only');
}
run('npm', 'test');
if (dry) {
  run('npx', 'changeset', 'status');
  for (const dir of published) {
    const { name, version } = JSON.parse(readFileSync(join(root, dir, 'package.json'), 'utf8'));
    console.log(`\n${name}@${version}`);
    run(
      'npx',
      '--yes',
      '-p',
      'pnpm@10.34.9',
      'pnpm',
      '--dir',
      dir,
      'publish',
      '--dry-run',
      '--no-git-checks',
      '--access',
      'public',
    );
  }
} else {
  run('git', 'commit', '--all', '--message', 'Release');
  run('npx', '--yes', '-p', 'pnpm@10.34.9', 'pnpm', '--recursive', 'publish', '--access', 'public', '--provenance');
  run('npx', 'changeset', 'tag');
}
