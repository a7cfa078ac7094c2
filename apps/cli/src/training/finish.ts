import { basename } from 'node:path';
import type { Table } from '@nn/data';
import { save } from '@nn/net';
import type { Diagnosis } from '../doctor/index.js';
import { reportData } from '../doctor/report.js';
import { commandName } from '../terminal/command-name.js';
import { writeWhole } from '../terminal/files.js';
import { type Io, say } from '../terminal/io.js';
import { count, note } from '../terminal/words.js';
import { noBetter } from './doubts.js';
import { type DataRecord, metadataOf } from './metadata.js';
import type { Settled } from './plan.js';
import { quality, qualityLine } from './quality.js';
import type { Trained } from './train.js';

/** What a training came to, and where that goes. */
export interface Finished {
  readonly plan: Settled;
  /** The table, if it is in memory: the page tells of its columns. */
  readonly table: Table | undefined;
  readonly trained: Trained;
  readonly data: DataRecord;
  readonly diagnoses: readonly Diagnosis[];
  /** The model's file. */
  readonly output: string;
  /** The page that tells of it, if one is wanted. */
  readonly report: string | undefined;
  /** Whether programs read the result: then nobody is told what to do next. */
  readonly json: boolean;
}

/** Writes the page about a training: the model as it was saved, judged as it was judged. */
async function writeReport(
  path: string,
  { plan, table, trained, diagnoses, output }: Finished,
  metadata: object,
  io: Io,
) {
  const { report } = await import('../report/report.js');
  const { model, pipeline, judged } = trained;
  const notes = plan.pipeline.notes;
  const page = await report({
    io,
    name: basename(output),
    model,
    pipeline,
    metadata: { ...metadata },
    judged,
    table,
    notes,
    diagnoses,
  });
  await writeWhole(path, page);
  say(io, { en: `wrote ${path}`, zh: `已写入 ${path}` });
}

/** Writes a model and says what came of its training; gives the same as plain data. */
export async function finish(finished: Finished, io: Io) {
  const { plan, trained, data, diagnoses, output, report, json } = finished;
  const { judged, model, pipeline, epochs } = trained;
  const metrics = judged && quality(judged.model, judged.pipeline, judged.rows);
  const warning = metrics && noBetter(metrics, plan.table, plan.recipe, trained);
  const metadata = metadataOf(plan, trained, metrics, data);
  await writeWhole(output, save(model, { pipeline: pipeline.toJSON(), metadata }));
  if (metrics) say(io, { en: `held back: ${qualityLine(metrics).en}`, zh: `留出的行：${qualityLine(metrics).zh}` });
  if (warning) say(io, note(warning), 'warning');
  say(
    io,
    {
      en: `saved ${output} (trained ${count(epochs, 'epoch')}${judged ? ' on all rows' : ''})`,
      zh: `已保存 ${output}（${judged ? '用全部的行' : ''}训练了 ${epochs} 轮）`,
    },
    'good',
  );
  if (report !== undefined) await writeReport(report, finished, metadata, io);
  const result = {
    model: output,
    target: plan.target,
    task: plan.task,
    rows: plan.table.rows,
    features: pipeline.features.map((f) => f.name),
    parameters: model.memory.length,
    epochs,
    recipe: plan.recipe,
    ...(metrics && { validation: metrics }),
    ...(warning && { warning: io.tell(warning) }),
    ...(diagnoses.length > 0 && { diagnoses: reportData(diagnoses, io).diagnoses }),
  };
  const next = `${commandName()} predict ${output} new-rows.csv`;
  if (!json) say(io, { en: `next: ${next}`, zh: `接下来：${next}` });
  return result;
}
