import { type Pipeline, type Table, table } from '@nn/data';
import { type Network, save } from '@nn/net';
import { importanceOf } from './importance.js';
import { answers, type Judgement, metadataOf, noBetter, quality, type Trained, tableRows, train } from './nn.js';
import { planOf, tableFor } from './plan.js';
import type { Cells, Choice, Plan, Progress, Result, Said } from './protocol.js';
import { csvOf } from './samples.js';

/** A table as it was read, and the bytes of its file. */
export interface Opened {
  readonly whole: Table;
  readonly bytes: Uint8Array;
  /** It came along with the page: the reader has no file of it. */
  readonly isSample: boolean;
}

/** How the table was told apart from others: browsers give no digest to pages that came without encryption. */
async function sha256(bytes: Uint8Array): Promise<string | undefined> {
  if (!globalThis.crypto?.subtle) return undefined;
  const digest = await crypto.subtle.digest('SHA-256', Uint8Array.from(bytes));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** What is said of a network on rows that were held back. */
function report({ model, pipeline, rows }: Judgement, table: Table, plan: Plan, trained: Trained) {
  const q = quality(model, pipeline, rows);
  const warning = noBetter(q, table, plan.recipe, trained);
  const said = answers(model, pipeline, rows.without(plan.target)).values;
  const pairs = rows.column(plan.target).cells.map((cell, i) => [Number(cell), Number(said[i])] as const);
  return {
    quality: q,
    ...(warning !== undefined && { warning }),
    ...(q.task === 'number' && { pairs }),
    importance: importanceOf(model, pipeline, rows),
  };
}

/** What a training gave: what the page shows, and what answers its questions. */
export interface Made {
  readonly result: Result;
  readonly model: Network;
  readonly pipeline: Pipeline;
}

/** Trains as `nn train` does, and writes the same file. */
export async function trainOn(
  { whole, bytes, isSample }: Opened,
  choice: Choice,
  { signal, tell }: { readonly signal: AbortSignal; readonly tell: (progress: Progress) => void },
): Promise<Made> {
  const plan = planOf(whole, choice);
  const table = tableFor(whole, choice);
  const { recipe, target, task } = plan;
  const trained = await train(tableRows(table), recipe, {
    target,
    task,
    signal,
    progress: (phase, epochs) => ({
      epochEnd: ({ epoch, loss, validationLoss }) => {
        tell({
          phase: phase.en as Progress['phase'],
          epoch,
          epochs,
          loss,
          ...(validationLoss !== undefined && { validationLoss }),
        });
        return undefined;
      },
    }),
  });
  const { model, pipeline, epochs, judged } = trained;
  const said = judged && report(judged, table, plan, trained);
  const ignored = choice.ignored.filter((name) => name !== target);
  const file = ignored.length > 0 ? new TextEncoder().encode(csvOf(whole.without(...ignored))) : bytes;
  const digest = await sha256(file);
  const metadata = metadataOf(plan, trained, said?.quality, {
    source: whole.source,
    rows: table.rows,
    ...(digest !== undefined && { sha256: digest }),
  });
  const result: Result = {
    ...said,
    epochs,
    parameters: model.memory.length,
    features: pipeline.features,
    classes: pipeline.target.kind === 'classes' ? pipeline.target.classes : [],
    model: save(model, { pipeline: pipeline.toJSON(), metadata }),
    ...((isSample || file !== bytes) && { table: file }),
  };
  return { result, model, pipeline };
}

/** What the network says of one row. Throws TableError where a cell is no number. */
export function ask({ model, pipeline }: Made, row: Cells): Said {
  const columns = row.map(([name, cell]) => ({ name, cells: [cell] }));
  const { values, output, notes } = answers(model, pipeline, table(columns, { source: 'the form' }));
  return {
    value: values[0]!,
    ...(pipeline.target.kind === 'classes' && { probabilities: output.toArray()[0]! }),
    notes,
  };
}
