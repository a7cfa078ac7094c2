// Where the time of a training step goes, how it grows, and what the machine could do: the tables of docs/performance.md.
// `npm run profile`, or with the names of parts: `npm run profile -- roofline steps growth cores`.
import { availableParallelism, cpus } from 'node:os';
import { cores } from './profiling/cores.js';
import { growth } from './profiling/growth.js';
import { roofline } from './profiling/roofline.js';
import { stepTables } from './profiling/step-tables.js';

const parts = { roofline, steps: stepTables, growth, cores };
const chosen = process.argv.slice(2);
console.log(`${cpus()[0]?.model.trim()}, ${availableParallelism()} cores, Node ${process.version}\n`);
for (const [name, measure] of Object.entries(parts)) {
  if (chosen.length > 0 && !chosen.includes(name)) continue;
  console.log(await measure());
}
process.exit(0);
