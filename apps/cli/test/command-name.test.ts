import { mkdirSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { commandName } from '../src/terminal/command-name.js';
import { csv, irisFiles, nn, ownFolder } from './support/command.js';

ownFolder();
beforeAll(() => {
  for (const folder of ['global', 'empty', 'clone/node_modules/.bin']) mkdirSync(folder, { recursive: true });
  for (const folder of ['global', 'clone/node_modules/.bin']) csv(join(folder, 'nn'), '');
});

const path = (...folders: string[]) => folders.map((folder) => resolve(folder)).join(delimiter);
const bin = 'clone/node_modules/.bin';

test.each<[string, string, () => NodeJS.ProcessEnv, string]>([
  ['a global install', '/usr/bin/nn', () => ({ PATH: path('empty', 'global') }), 'nn'],
  ['npx in a clone', `${bin}/nn`, () => ({ PATH: path(bin, 'empty'), npm_command: 'exec' }), 'npx nn'],
  ['npx in a clone, beside a global one', `${bin}/nn`, () => ({ PATH: path('global'), npm_command: 'exec' }), 'npx nn'],
  ['npm start', 'apps/cli/bin/nn.js', () => ({ PATH: path(bin, 'global'), npm_lifecycle_event: 'start' }), 'npx nn'],
  ['the script in a clone', 'apps/cli/bin/nn.js', () => ({ PATH: path('empty') }), 'npx nn'],
  ["a project's folder on the PATH", `${bin}/nn`, () => ({ PATH: path(bin) }), 'npx nn'],
  ['no PATH', 'bin/nn.js', () => ({}), 'npx nn'],
  [
    'npx without an install',
    '/home/me/.npm/_npx/0af3/node_modules/.bin/nn',
    () => ({ PATH: path('empty'), npm_command: 'exec' }),
    'npx --package @nn/cli nn',
  ],
])('%s', (_, script, env, expected) => {
  expect(commandName({ argv: ['node', script], env: env() })).toBe(expected);
});

test('nn train says how to go on, in these words', async () => {
  irisFiles();
  const { err } = await nn('train iris.csv --target species --epochs 1');
  expect(err).toContain(`next: ${commandName()} predict iris.safetensors new-rows.csv\n`);
});
