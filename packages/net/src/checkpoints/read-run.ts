import type { Matrix } from '@nn/matrix';
import { ModelFileError } from '../model-file/safetensors.js';
import type { RunRecord } from '../model-file/save.js';
import type { Parameters } from '../parameters.js';
import type { CallbackState } from '../training/history.js';
import type { OptimizerState } from '../training/optimizer.js';
import type { CodeRecord } from './given-again.js';

/** What a file says of a run, checked. */
export interface SavedRun {
  readonly options: Readonly<Record<string, unknown>> & { readonly batchSize: number };
  readonly code: Readonly<Record<string, CodeRecord>>;
  readonly epoch: number;
  readonly count: number;
  readonly done: number;
  readonly weight: number;
  readonly total: number;
  readonly losses: readonly number[];
  readonly state: OptimizerState;
  readonly callbacks: readonly CallbackState[];
}

const fail = (what: string, expected: string, got: unknown): never => {
  throw new ModelFileError(
    `the run in this file is damaged: ${what}: expected ${expected}, got ${JSON.stringify(got)}`,
  );
};

const whole = (value: unknown, what: string, from = 0): number =>
  Number.isSafeInteger(value) && (value as number) >= from
    ? (value as number)
    : fail(what, `a whole number from ${from}`, value);

const text = (value: unknown, what: string): string =>
  typeof value === 'string' ? value : fail(what, 'a text', value);

const texts = (value: unknown, what: string): string[] =>
  Array.isArray(value) ? value.map((each) => text(each, what)) : fail(what, 'a list of texts', value);

const record = (value: unknown, what: string): Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : fail(what, 'an object', value);

/** Reads what `saveRun` wrote of a network with this memory. Throws ModelFileError where something is missing, too much, or of another kind. */
export function readRun({ description, tensors }: RunRecord, memory: Parameters): SavedRun {
  const left = new Map(tensors);
  const take = (name: string, cols: number, rows: number | 'any' = 1): Matrix => {
    const tensor = left.get(name);
    if (!tensor || (rows !== 'any' && tensor.rows !== rows) || tensor.cols !== cols) {
      return fail(`tensor '${name}'`, `${rows} x ${cols}`, tensor ? `${tensor.rows} x ${tensor.cols}` : 'none');
    }
    left.delete(name);
    return tensor;
  };
  const numbers = (names: readonly string[], tensor: string): Record<string, number> => {
    const { data } = take(tensor, names.length);
    return Object.fromEntries(names.map((name, k) => [name, data[k]!]));
  };
  /** One row of all that the network holds, or what an optimizer remembers of what is learnt, in as many rows as it likes. */
  const vectors = (names: readonly string[], prefix: string): Record<string, Matrix> =>
    Object.fromEntries(names.map((name) => [name, take(`${prefix}.${name}`, memory.region.length)]));
  const slotsOf = (names: readonly string[]): Record<string, Matrix> =>
    Object.fromEntries(names.map((name) => [name, take(`run.slots.${name}`, memory.length, 'any')]));

  const { slots, running, callbacks } = description;
  const options = record(description.options, 'options');
  const saved: SavedRun = {
    options: { ...options, batchSize: whole(options.batchSize, 'batchSize', 1) },
    code: Object.fromEntries(
      Object.entries(record(description.code, 'code')).map(([option, of]) => [
        option,
        record(of, option) as CodeRecord,
      ]),
    ),
    epoch: whole(description.epoch, 'epoch'),
    count: whole(description.count, 'count'),
    done: whole(description.done, 'done'),
    ...(numbers(['weight', 'total'], 'run.underWay') as { weight: number; total: number }),
    losses: Array.from(take('run.losses', whole(description.losses, 'losses')).data),
    state: {
      step: whole(description.step, 'step'),
      running: numbers(texts(running, 'running'), 'run.running'),
      slots: slotsOf(texts(slots, 'slots')),
    },
    callbacks: (Array.isArray(callbacks) ? callbacks : fail('callbacks', 'a list', callbacks)).map((each, i) => {
      const callback = record(each, `callback ${i}`);
      return {
        name: text(callback.name, `name of callback ${i}`),
        numbers: numbers(texts(callback.numbers, `numbers of callback ${i}`), `run.callbacks.${i}.numbers`),
        vectors: vectors(texts(callback.vectors, `vectors of callback ${i}`), `run.callbacks.${i}.vectors`),
      };
    }),
  };
  if (saved.done > 0 && saved.done >= saved.count) fail('done', `less than the ${saved.count} of an epoch`, saved.done);
  if (left.size > 0) fail('tensors', 'no others', [...left.keys()]);
  return saved;
}
