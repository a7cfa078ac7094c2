import { run } from './run.js';
import { EXIT } from './terminal/errors.js';

const controller = new AbortController();
// The first Ctrl-C ends the training after the update under way; a second one ends the process.
process.once('SIGINT', () => {
  controller.abort();
  process.once('SIGINT', () => process.exit(EXIT.interrupted));
});
// Whoever reads the output may stop reading (head): that is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(EXIT.success);
  throw error;
});

process.exitCode = await run(process.argv.slice(2), {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  live: Boolean(process.stderr.isTTY) && process.env.TERM !== 'dumb',
  terminal: Boolean(process.stdout.isTTY),
  signal: controller.signal,
});
