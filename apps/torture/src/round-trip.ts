import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fitPipeline, pipelineFromJSON, type Table, table } from '@nn/data';
import { crossEntropy } from '@nn/loss';
import { random } from '@nn/matrix';
import { dense, fit, load, network, save, softmax } from '@nn/net';
import { adam } from '@nn/optim';
import { readTensors, writeTensors } from '../../../packages/net/src/model-file/safetensors.js';
import { command } from './command.js';

/** What objects have of themselves, what stands for nothing, and what sorts before all else. */
const NAMES = [
  '__proto__',
  'constructor',
  '',
  '0',
  'toString',
  'hasOwnProperty',
  'length',
  'valueOf',
  '-1',
  '__metadata__x',
];

const same = (a: ArrayLike<number>, b: ArrayLike<number>) =>
  a.length === b.length && Array.from(a).every((v, i) => v === b[i]);

/** A table whose columns are called so, and whose target has these classes (an empty cell is a class only where something else means 'missing'). */
function tableOf(target: string): Table {
  const classes = NAMES.filter((name) => name.trim() !== '');
  const rows = 6 * classes.length;
  const columns = NAMES.filter((name) => name !== target).map((name, j) => ({
    name,
    cells: Array.from({ length: rows }, (_, i) => (j % 3 === 2 ? classes[(i + j) % 3]! : String((i * (j + 3)) % 17))),
  }));
  return table([
    ...columns,
    { name: target, cells: Array.from({ length: rows }, (_, i) => classes[i % classes.length]!) },
  ]);
}

/** Train, save, load, predict, in this process. */
async function throughPackages(target: string): Promise<string | undefined> {
  const rows = tableOf(target);
  const pipeline = fitPipeline(rows, { target });
  const { x, t } = pipeline.encode(rows);
  const model = network({ inputs: pipeline.inputs, layers: [dense(pipeline.outputs, softmax)] });
  await fit(model, x, t!, { loss: crossEntropy(), optimizer: adam(), epochs: 2 });
  const again = load(
    save(model, { pipeline: pipeline.toJSON(), metadata: JSON.parse('{"__proto__": 1, "0": 2, "": 3}') }),
  );
  const read = pipelineFromJSON(again.pipeline);
  const [before, after] = [model.predict(x), again.model.predict(read.encode(rows).x)];
  if (!same(before.data, after.data)) return 'it predicts something else';
  if (JSON.stringify(read) !== JSON.stringify(pipeline)) return 'its pipeline is another';
  if (pipeline.decode(before).join() !== read.decode(after).join()) return 'its answers are others';
  const metadata = JSON.stringify(again.metadata);
  return metadata === '{"0":2,"__proto__":1,"":3}' ? undefined : `its metadata became ${metadata}`;
}

/** Tensors under these names, written and read. */
function tensors(): string | undefined {
  const written = new Map(NAMES.map((name, k) => [name, random(k).normal(2, 3)]));
  const read = readTensors(writeTensors({ tensors: written, metadata: {} }));
  for (const [name, { data }] of written)
    if (!same(data, read.tensors.get(name)?.data ?? [])) return `tensor '${name}' became another`;
  return undefined;
}

/** A CSV to a model, and its answers as a CSV: by the command. */
async function throughCommand(folder: string, target: string): Promise<string | undefined> {
  const rows = tableOf(target);
  const [data, model, answers] = ['names.csv', 'names.safetensors', 'answers.csv'].map((name) =>
    join(folder, name),
  ) as [string, string, string];
  // A column without a name is called by its place there.
  const columns = rows.columns.filter(({ name }) => name.trim() !== '');
  const lines = [
    columns.map(({ name }) => name),
    ...Array.from({ length: rows.rows }, (_, i) => columns.map(({ cells }) => cells[i]!)),
  ];
  writeFileSync(data, lines.map((line) => `${line.join()}\n`).join(''));
  const trained = await command([
    'train',
    data,
    '--target',
    target,
    '--epochs',
    '3',
    '--hidden',
    '4',
    '--model',
    model,
  ]);
  if (trained.code !== 0) return trained.err;
  const { out, err, code } = await command(['predict', model, data, '--probabilities', '--json']);
  if (code !== 0) return err;
  const said = JSON.parse(out) as {
    target: string;
    predictions: string[];
    classes: string[];
    probabilities: number[][];
  };
  const { model: loaded, pipeline } = load(readFileSync(model));
  const read = pipelineFromJSON(pipeline);
  const outputs = loaded.predict(read.encode(rows).x);
  if (said.target !== target.trim()) return `the target became '${said.target}'`;
  if (said.predictions.join() !== read.decode(outputs).join()) return 'its answers are others';
  if (!same(said.probabilities.flat(), outputs.data)) return 'its probabilities are others';
  writeFileSync(answers, (await command(['predict', model, data])).out);
  const [head, ...cells] = readFileSync(answers, 'utf8').trimEnd().split('\n');
  if (head !== target.trim() || cells.join() !== said.predictions.join())
    return `as a CSV its answers are others: ${head}`;
  return undefined;
}

/** What did not come back as it was, of names that programs stumble over. */
export async function cameBack(folder: string): Promise<string[]> {
  const failures: string[] = [];
  const lost = tensors();
  if (lost !== undefined) failures.push(`tensors: ${lost}`);
  for (const target of NAMES) {
    const wrong = await throughPackages(target);
    if (wrong !== undefined) failures.push(`a target called '${target}': ${wrong}`);
    const through = target === '' ? undefined : await throughCommand(folder, target);
    if (through !== undefined) failures.push(`nn, with a target called '${target}': ${through}`);
  }
  if (({} as Record<string, unknown>).kind !== undefined) failures.push('the prototype of all objects was changed');
  return failures;
}
