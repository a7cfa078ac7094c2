// The table of exports in each package's README: every name, what it is (the first sentence of its docstring) and what importing it alone costs.
// `npm run exports` writes the tables; with --check, nothing is written, and a table that is not what would be written is an error.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { measure } from './exports/measure.mjs';
import { readExports } from './exports/read.mjs';
import { withExports } from './exports/table.mjs';

const root = join(import.meta.dirname, '..');
process.chdir(root);
const check = process.argv.includes('--check');

const packages = readdirSync('packages')
  .map((name) => join(root, 'packages', name))
  .map((dir) => ({ dir, json: JSON.parse(readFileSync(join(dir, 'package.json'), 'utf8')) }))
  .filter(({ json }) => !json.private);

const { entries, faults } = readExports(packages);
if (faults.length > 0) {
  console.error(faults.join('\n'));
  process.exit(1);
}
const values = entries.flatMap((entry) => entry.values.map((value) => ({ entry, value })));
const sizes = await measure(values.map(({ entry, value }) => ({ name: value.name, built: entry.built })));
values.forEach(({ value }, i) => {
  value.size = sizes[i];
});

/** The lines of one text that the other does not have. */
const without = (text, other) => {
  const lines = new Set(other.split('\n'));
  return text.split('\n').filter((line) => !lines.has(line));
};

for (const { dir } of packages) {
  const path = join(dir, 'README.md');
  const stands = readFileSync(path, 'utf8');
  const expected = withExports(
    stands,
    entries.filter((entry) => entry.dir === dir),
  );
  if (expected === stands) continue;
  if (check) {
    process.exitCode = 1;
    console.error(`${relative(root, path)}: its table of exports is out of date; \`npm run exports\` renews it`);
    for (const line of without(stands, expected)) console.error(`- ${line}`);
    for (const line of without(expected, stands)) console.error(`+ ${line}`);
  } else {
    writeFileSync(path, expected);
    console.log(`${relative(root, path)}: its table of exports is written anew`);
  }
}
