import { parseArgs } from 'node:util';
import type { Outcome } from './part.js';
import { parts } from './parts/index.js';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { short: { type: 'boolean', default: false }, seed: { type: 'string', default: '0' } },
});
const seed = Number(values.seed);
const unknown = positionals.filter((name) => !parts.some((part) => part.name === name));
if (unknown.length > 0 || !Number.isSafeInteger(seed)) {
  console.error(
    `torture: expected parts of ${parts.map(({ name }) => name).join(', ')} and --seed with a whole number`,
  );
  process.exit(2);
}
const chosen = positionals.length > 0 ? parts.filter(({ name }) => positionals.includes(name)) : parts;

const isTerminal = Boolean(process.stderr.isTTY);
let said = 0;
/** One line that is drawn anew on a terminal; elsewhere a line now and then. */
function tell(name: string, done: number, of: number): void {
  if (performance.now() - said < (isTerminal ? 100 : 30_000) && done < of) return;
  said = performance.now();
  process.stderr.write(`${isTerminal ? '\r\u001b[K' : ''}${name} ${done} of ${of}${isTerminal ? '' : '\n'}`);
}

const rows: { name: string; promise: string; seconds: number; outcome: Outcome }[] = [];
for (const { name, promise, run } of chosen) {
  const began = performance.now();
  const outcome = await run({
    scale: values.short ? 'short' : 'whole',
    seed,
    tell: (done, of) => tell(name, done, of),
  });
  if (isTerminal) process.stderr.write('\r\u001b[K');
  rows.push({ name, promise, seconds: (performance.now() - began) / 1000, outcome });
  for (const failure of outcome.failures.slice(0, 20)) console.error(`${name}: ${failure}`);
}

const width = Math.max(...rows.map(({ name }) => name.length));
for (const { name, promise, seconds, outcome } of rows) {
  const verdict = outcome.failures.length === 0 ? 'kept  ' : 'BROKEN';
  const measured = Object.entries(outcome.measured ?? {}).map(([what, value]) => `${what} ${value}`);
  console.log(`${verdict}  ${name.padEnd(width)}  ${promise}`);
  console.log(
    `${''.padEnd(width + 10)}${[`${outcome.checked} tried, ${outcome.failures.length} failed`, ...measured, `${seconds.toFixed(0)} s`].join('; ')}`,
  );
}
process.exitCode = rows.some(({ outcome }) => outcome.failures.length > 0) ? 1 : 0;
