import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from '$lib/site/repository.server.js';

const folders = ['functions', 'variables', 'classes', 'interfaces', 'types'];

/**
 * Where the reference (scripts/api.mjs) tells of an export, from the root of the site; of what an entry only passes on, and of an entry itself,
 * its module does.
 */
export function apiPage(specifier: string, name?: string): string {
  const module = specifier.replace(/[@/]/g, '_');
  const own = folders.map((folder) => `api/${folder}/${module}.${name}.html`);
  const found = own.find((page) => existsSync(join(repository, 'apps/demo/static', page)));
  return found ?? `api/modules/${module}.html${name ? `#${name.toLowerCase()}` : ''}`;
}
