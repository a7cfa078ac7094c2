import { configOf } from '../config/config-of.js';
import { inferredJson, inferredLines } from '../data/inferred.js';
import { openTable } from '../data/open-table.js';
import { harmless } from '../terminal/io.js';
import { jsonText } from '../terminal/json.js';
import { askedFor, type Job } from './job.js';
import { planOf, sayPlan } from './plan.js';

/** Prints what would be trained as a configuration. */
export async function printConfig(job: Job): Promise<void> {
  const { path, settled, io } = job;
  const asked = await askedFor(job);
  const { table } = await openTable(path, asked);
  io.out(configOf(planOf(table, asked, io), settled.values));
}

/** Prints what was found out about a table, and what would be trained on it. */
export async function dryRun(job: Job): Promise<void> {
  const { path, flags, io } = job;
  const asked = await askedFor(job);
  const opened = await openTable(path, asked);
  const plan = planOf(opened.table, asked, io);
  const table = { ...opened, table: plan.table };
  if (flags.json) {
    io.out(jsonText({ ...inferredJson(table, plan.pipeline), recipe: plan.recipe }));
    return;
  }
  io.out(harmless(`${inferredLines(io, table, plan.pipeline).join('\n')}\n`));
  sayPlan(plan, asked, io);
}
