// `pnpm bench`: see `usage` in options.ts.
import { predictions } from './command/predictions.js';
import { starts } from './command/starts.js';
import { installPeers } from './install.js';
import { tasksNamed, trainAll } from './networks/curves.js';
import { learningTasks } from './networks/networks.js';
import { choices, type Options, parseOptions, usage } from './options.js';
import { ending, taskText } from './report/terminal.js';
import { run } from './run.js';
import { save, writePage } from './save.js';
import { versions } from './versions.js';

async function bench(options: Options): Promise<void> {
  if (options.install) installPeers();
  const results = await run(options, (so, task) => console.log(`${taskText(so, task)}\n`));
  const last = ending(results);
  if (last) console.log(last);
  save('last', results);
  const whole = options.only.length === 0 && choices.every((part) => options.parts.includes(part));
  if (whole && !options.quick) {
    save('latest', results);
    writePage('latest');
    console.log('\nWritten: apps/bench/results/latest.json, docs/benchmarks.md and docs/benchmarks.svg');
  } else console.log('\nWritten: apps/bench/results/last.json; `pnpm bench report last` makes the page of it');
}

async function accuracy(names: readonly string[]): Promise<void> {
  const accuracies = await trainAll(tasksNamed(names), console.log);
  // Only a whole run is kept.
  if (learningTasks.some(({ name }) => !accuracies[name])) return;
  save('networks', { versions: versions(['@nn/net', '@nn/matrix'], true), accuracies });
  writePage('latest');
  console.log('\nWritten: apps/bench/results/networks.json and docs/benchmarks.md');
}

// Ended by hand, it still removes its files.
process.once('SIGINT', () => process.exit(130));
try {
  const options = parseOptions(process.argv.slice(2));
  if (options.help) console.log(usage);
  else if (options.report) writePage(options.report);
  else if (options.predict) save('predict', await predictions(options.predict, options.rounds, console.log));
  else if (options.command) save('command', await starts(options.rounds, console.log));
  else if (options.accuracy) await accuracy(options.accuracy);
  else await bench(options);
} catch (error) {
  const wrong = error instanceof TypeError;
  console.error(wrong ? `${error.message}\n\n${usage}` : error);
  process.exitCode = wrong ? 2 : 1;
}
