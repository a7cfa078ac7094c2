import { once } from 'node:events';
import { run } from './run.js';
import { EXIT, Interrupted, reason } from './terminal/errors.js';
import { CLEAR } from './terminal/live-line.js';

const controller = new AbortController();
// The first Ctrl-C ends the training after the update under way, or the wait for standard input; a second one ends the process.
process.once('SIGINT', () => {
  controller.abort();
  process.stdin.on('error', () => {});
  process.stdin.destroy(new Interrupted('stopped'));
  process.once('SIGINT', () => {
    if (process.stderr.isTTY) process.stderr.write(CLEAR);
    process.exit(EXIT.interrupted);
  });
});
// Whoever reads the output may stop reading (head): that is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(EXIT.success);
  process.stderr.write(`nn: standard output cannot be written: ${reason(error)}\n`);
  process.exit(EXIT.failure);
});
// Where nobody listens to what is said, the work still counts.
process.stderr.on('error', () => {});

process.exitCode = await run(process.argv.slice(2), {
  out: (text) => process.stdout.write(text),
  drained: async () => {
    if (process.stdout.writableNeedDrain) await once(process.stdout, 'drain');
  },
  err: (text) => process.stderr.write(text),
  live: Boolean(process.stderr.isTTY) && process.env.TERM !== 'dumb',
  // Some terminals say 0 for 'not known'. The system is asked, since a message of another size may still wait to be read.
  get columns() {
    return (process.stderr.isTTY && process.stderr.getWindowSize()[0]) || 80;
  },
  terminal: Boolean(process.stdout.isTTY),
  get width() {
    return process.stdout.columns || 80;
  },
  env: process.env,
  signal: controller.signal,
});
