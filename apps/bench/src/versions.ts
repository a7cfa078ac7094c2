import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { peersFolder, repository } from './paths.js';

/** The versions of packages: this project's from their folders, the peers' from what is pinned. */
export function versions(packages: readonly string[], own: boolean): Record<string, string> {
  const json = (path: string) => JSON.parse(readFileSync(join(path, 'package.json'), 'utf8'));
  const peers: Record<string, string> = own ? {} : json(peersFolder).dependencies;
  return Object.fromEntries(
    packages.map((name) => [name, peers[name] ?? json(join(repository, 'packages', name.replace('@nn/', ''))).version]),
  );
}
