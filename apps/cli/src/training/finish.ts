import { save } from '@nn/net';
import { commandName } from '../terminal/command-name.js';
import { writeWhole } from '../terminal/files.js';
import { type Io, say } from '../terminal/io.js';
import { count, note } from '../terminal/words.js';
import { noBetter } from './doubts.js';
import { type DataRecord, metadataOf } from './metadata.js';
import type { Plan } from './plan.js';
import { quality, qualityLine } from './quality.js';
import type { Trained } from './train.js';

/** What a training came to, said and written. */
export async function finish(
  output: string,
  plan: Plan,
  trained: Trained,
  data: DataRecord,
  json: boolean,
  io: Io,
): Promise<void> {
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
  if (json) {
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
    };
    io.out(`${JSON.stringify(result)}\n`);
    return;
  }
  const next = `${commandName()} predict ${output} new-rows.csv`;
  say(io, { en: `next: ${next}`, zh: `接下来：${next}` });
}
