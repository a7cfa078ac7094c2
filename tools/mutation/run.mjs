// Tests the tests: plants one fault after the other (faults/) and expects the tests that are named beside it to fail. No file is changed: vitest is
// given the faulty source by a plugin. `npm run mutation` plants all faults, `npm run mutation -- adam` those with this word in their file or text. `--third` plants every third
// one, from a place that the commit decides: three commits try all, and each takes a third of the time. What a file says that has changed since is looked for in all of them.
// Ends with 1 if a fault survives or has no place any more. The report has the shape of vitest's.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { createVitest } from 'vitest/node';
import { faults } from './faults/index.mjs';

const root = join(import.meta.dirname, '..', '..');
const AT_ONCE = 2;

/** The source with the fault in it. Throws where the text to be replaced is not there exactly once. */
function faulty({ file, find, replace }, source) {
  const places = source.split(find).length - 1;
  if (places === 1) return source.replace(find, () => replace);
  throw new Error(`${file} has ${places} places with this text, expected one: ${find}`);
}

/** Gives vitest the faulty source in place of the file's, before anything else sees it. */
function plant(fault) {
  const plugin = {
    name: 'plant-fault',
    enforce: 'pre',
    planted: false,
    transform(source, id) {
      if (id !== join(root, fault.file)) return undefined;
      plugin.planted = true;
      return faulty(fault, source);
    },
  };
  return plugin;
}

/** Runs the tests of a fault until one fails: its name, or undefined if none does. Throws where that would prove nothing. */
async function firstFailure(fault) {
  // A text that has gone is found before anything is started.
  faulty(fault, readFileSync(join(root, fault.file), 'utf8'));
  const [home] = fault.test.split('/test/');
  const plugin = plant(fault);
  const vitest = await createVitest(
    'test',
    { root: join(root, home), watch: false, bail: 1, reporters: [{}], pool: 'threads', maxWorkers: 1, isolate: false },
    { plugins: [plugin], logLevel: 'silent' },
  );
  try {
    const { testModules, unhandledErrors } = await vitest.start([relative(home, fault.test)]);
    if (testModules.length !== 1) throw new Error(`expected one file ${fault.test}, found ${testModules.length}`);
    if (!plugin.planted) throw new Error(`${fault.test} does not load ${fault.file}`);
    const [broken] = testModules[0].errors();
    if (broken) throw new Error(`the tests do not load with it: ${broken.message}`);
    const [failed] = testModules[0].children.allTests('failed');
    return failed?.fullName ?? unhandledErrors[0]?.message;
  } finally {
    await vitest.close();
  }
}

const words = process.argv.slice(2).filter((word) => word !== '--third');
const named = faults.filter(({ file, wrong }) => words.every((word) => file.includes(word) || wrong.includes(word)));

/** Which third this commit tries: its hash decides, and 0 where there is no git. */
function thirdOfCommit() {
  const { stdout } = spawnSync('git', ['rev-parse', 'HEAD'], { cwd: root, encoding: 'utf8' });
  return Number.parseInt((stdout ?? '').slice(0, 8), 16) % 3 || 0;
}

const third = process.argv.includes('--third') ? thirdOfCommit() : undefined;
const chosen = third === undefined ? named : named.filter((_, k) => k % 3 === third);
// A fault that has no place any more is one whether it is its turn or not.
for (const fault of named) faulty(fault, readFileSync(join(root, fault.file), 'utf8'));
const results = [];

async function work(queue) {
  for (let fault = queue.shift(); fault; fault = queue.shift()) {
    const name = `${fault.file}: ${fault.wrong}`;
    const verdict = await firstFailure(fault).then(
      (by) => (by === undefined ? { text: `SURVIVED  ${name}\n          ${fault.test}` } : { by }),
      (error) => ({ text: `NO FAULT  ${name}\n          ${error.message}` }),
    );
    const { by, text = `caught    ${name}\n          by ${by}` } = verdict;
    console.log(text);
    results.push({ text, fullName: `caught: ${name}`, status: by === undefined ? 'failed' : 'passed' });
  }
}

const began = performance.now();
const queue = [...chosen];
await Promise.all(Array.from({ length: AT_ONCE }, () => work(queue)));

const failures = results.filter(({ status }) => status === 'failed');
console.log(
  `\n${results.length - failures.length} of ${results.length} faults caught${third === undefined ? '' : ` (of ${named.length}: every third, those of this commit; npm run mutation plants all)`}, in ${Math.round((performance.now() - began) / 1000)} s`,
);
for (const { text } of failures) console.log(text);
const report = {
  numPassedTests: results.length - failures.length,
  numFailedTests: failures.length,
  numPendingTests: 0,
  testResults: [{ status: failures.length > 0 ? 'failed' : 'passed', assertionResults: results }],
};
mkdirSync(join(root, 'reports'), { recursive: true });
writeFileSync(join(root, 'reports', 'mutation.json'), JSON.stringify(report, null, 2));
// vitest has set it to 1, since tests failed.
process.exitCode = failures.length > 0 || results.length === 0 ? 1 : 0;
