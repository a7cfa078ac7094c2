import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { APP } from '../app-folder.js';
import { cases } from './cases.js';
import { hashOf } from './hash-of.js';

const FILE = join(APP, 'hashes.json');

/** The hashes that are kept in the repository, by the name of the case. */
export const keptHashes = (): Readonly<Record<string, string>> => JSON.parse(readFileSync(FILE, 'utf8'));

/** Computes all hashes on one thread, and keeps them. */
export async function keepHashes(): Promise<void> {
  const hashes: Record<string, string> = {};
  for (const each of cases) hashes[each.name] = await hashOf(each, 1);
  writeFileSync(FILE, `${JSON.stringify(hashes, null, 2)}\n`);
}
