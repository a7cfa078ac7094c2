// The test command: builds, checks and tests everything, then counts. What has not changed comes from turbo's cache.
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const summaries = join(root, '.turbo', 'runs');
const workspaces = ['packages', 'apps'].flatMap((dir) =>
  readdirSync(join(root, dir)).map((name) => join(root, dir, name)),
);
for (const dir of [root, ...workspaces]) rmSync(join(dir, 'reports'), { recursive: true, force: true });
rmSync(summaries, { recursive: true, force: true });

const tasks = [
  'lint',
  'lint:workspace',
  'lint:unused',
  'lint:supply-chain',
  'build',
  'typecheck',
  'test',
  'lint:package',
  'size',
  'test:new',
  'test:packed',
  'test:mutation',
  'test:exports',
];
const turbo = spawnSync('turbo', ['run', ...tasks, '--continue', '--summarize', '--output-logs=errors-only'], {
  cwd: root,
  stdio: ['ignore', 'inherit', 'inherit'],
  // Results are kept for each version of Node apart.
  env: { ...process.env, TURBO_TELEMETRY_DISABLED: '1', NN_NODE_VERSION: process.version },
});
if (turbo.error) throw turbo.error;

const read = (path) => {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
};

const totals = { passed: 0, failed: 0, skipped: 0 };
const count = (name, { passed = 0, failed = 0, skipped = 0 }) => {
  totals.passed += passed;
  totals.failed += failed;
  totals.skipped += skipped;
  const parts = [`${passed} passed`, failed && `${failed} FAILED`, skipped && `${skipped} skipped`].filter(Boolean);
  console.log(`${name.padEnd(28)} ${parts.join(', ')}`);
};

/** Where the tasks that run tests report. */
const reports = {
  test: 'vitest.json',
  'test:new': 'new.json',
  'test:packed': 'packed.json',
  'test:mutation': 'mutation.json',
};

/** What a task's report says; a task without one, or with a report that says less than the task's own failure, counts as failed. */
function judge({ taskId, task, directory, execution }) {
  const failed = execution?.exitCode !== 0;
  if (!Object.hasOwn(reports, task)) return count(taskId, failed ? { failed: 1 } : { passed: 1 });
  const report = read(join(root, directory, 'reports', reports[task]));
  if (!report) return count(taskId, { failed: 1 });
  // A file that fails to load has no tests to fail, and fails as a whole.
  const broken = report.testResults.filter((f) => f.status === 'failed' && f.assertionResults.length === 0).length;
  for (const file of report.testResults) {
    for (const { status, fullName } of file.assertionResults) {
      if (status === 'pending' || status === 'skipped') console.log(`skipped: ${fullName}`);
    }
  }
  const lost = failed && report.numFailedTests + broken === 0 ? 1 : 0;
  count(taskId, {
    passed: report.numPassedTests,
    failed: report.numFailedTests + broken + lost,
    skipped: report.numPendingTests,
  });
}

console.log();
const summary = readdirSync(summaries, { withFileTypes: true }).map((entry) => read(join(summaries, entry.name)))[0];
const ran = (summary?.tasks ?? []).filter((t) => t.command !== '<NONEXISTENT>');
for (const task of ran) judge(task);
if (ran.length === 0 || (turbo.status !== 0 && totals.failed === 0)) count('turbo', { failed: 1 });

if (totals.skipped > 0) console.log(`\n${totals.skipped} skipped; the reasons stand above`);
console.log(`\n${totals.passed} passed, ${totals.failed} failed`);
process.exitCode = totals.failed > 0 ? 1 : 0;
