import { gradients } from '@nn/formula';
import { type Buffer, compile, executable, type Matrix, zeros } from '@nn/matrix';
import { forward } from '../forward.js';
import { type Loss, lossExpression } from '../loss.js';
import type { Network } from '../network.js';
import { applyRule } from '../rules/apply.js';
import type { Rule } from '../rules/rule.js';
import type { Optimizer, OptimizerState } from './optimizer.js';

/** What a trainer is made for. */
export interface TrainerOptions {
  readonly loss: Loss;
  readonly optimizer: Optimizer;
  readonly batchSize: number;
  /** How errors are sent back. */
  readonly rule: Rule;
}

/** A network made ready to be trained: its memory for one batch, and what one step runs. */
export interface Trainer {
  readonly batchSize: number;
  readonly state: OptimizerState;
  /**
   * Computes the loss of the chosen samples and moves the parameters once. Where the loss is not finite it is returned
   * and nothing is moved. No step allocates.
   */
  step(x: Matrix, t: Matrix, rows: Int32Array, learningRate: number, seed: number): number;
  /** The optimizer's state with its vectors, as a copy that can be saved. */
  snapshot(): OptimizerState;
  /** Goes on from what `snapshot` gave. */
  restore(saved: OptimizerState): void;
}

/** Copies rows of a matrix behind one another, from a place on. */
function copyRows(into: Float32Array | Float64Array, place: number, { data, cols }: Matrix, rows: Int32Array): void {
  for (let i = 0; i < rows.length; i++) {
    const from = rows[i]! * cols;
    into.set(data.subarray(from, from + cols), place + i * cols);
  }
}

/**
 * Compiles one step of training: forward, loss, backward, then the optimizer's update over the flat vector of all
 * parameters. Everything between lives in one region, freed with the trainer.
 */
export function trainer(model: Network, { loss, optimizer, batchSize, rule }: TrainerOptions): Trainer {
  const { inputs, outputs, layers, backend, memory } = model;
  const n = memory.length;

  let length = 0;
  const reserved: { offset: number; rows: Buffer['rows']; cols: number }[] = [];
  const reserve = (rows: Buffer['rows'], cols: number) => {
    const place = { offset: length, rows, cols };
    length += (rows === 'batch' ? batchSize : rows) * cols;
    reserved.push(place);
    return place;
  };
  const places = {
    x: reserve('batch', inputs),
    t: reserve('batch', outputs),
    loss: reserve(1, 1),
    gradient: reserve(1, n),
    slots: optimizer.slots.map((name) => [name, reserve(1, n)] as const),
  };
  // Of one parameter, since every number of a slot begins as any other.
  const first = optimizer.init(zeros(1, 1));
  const state: OptimizerState = { ...first, slots: {} };
  // The numbers that change with every step; asked for once here only to learn their names.
  const probe = optimizer.scalars(structuredClone(state), { learningRate: 0 });
  const scalarPlaces = Object.keys(probe).map((name) => [name, reserve(1, 1)] as const);
  const region = backend.region(length);
  const at = (place: (typeof reserved)[number]): Buffer => ({ region, ...place });
  const view = ({ offset, rows, cols }: (typeof reserved)[number], count = 0) =>
    region.view(offset, (rows === 'batch' ? count : rows) * cols);
  for (const [name, place] of places.slots) {
    const value = first.slots[name]!.data[0]!;
    // New memory is zero, and what is not written takes none.
    if (value !== 0) view(place).fill(value);
  }

  const x = at(places.x);
  const t = at(places.t);
  const expressions = forward(inputs, layers, { training: true, sendBack: applyRule(rule) });
  const value = lossExpression(loss, layers.at(-1)!, expressions.at(-1)!);
  const slopes = gradients(
    value,
    memory.list.map((p) => p.name),
  );
  const descent = compile({
    backend,
    inputs: { ...memory.buffers, x, t },
    outputs: [
      { value, into: at(places.loss) },
      ...memory.list.map((p) => ({
        value: slopes[p.name]!,
        into: { region, offset: places.gradient.offset + p.offset, rows: p.rows, cols: p.cols },
      })),
    ],
    batch: batchSize,
  });

  const parameter: Buffer = { region: memory.region, offset: 0, rows: 1, cols: n };
  const slots = places.slots.map(([name, place]) => [name, at(place)] as const);
  const update = compile({
    backend,
    inputs: {
      parameter,
      gradient: at(places.gradient),
      ...Object.fromEntries(slots),
      ...Object.fromEntries(scalarPlaces.map(([name, place]) => [name, at(place)])),
    },
    outputs: [
      { value: optimizer.update.parameter, into: parameter },
      ...slots.map(([name, into]) => ({ value: optimizer.update.slots[name]!, into })),
    ],
    batch: 0,
  });
  const computeGradient = executable(backend, [descent]);
  const applyUpdate = executable(backend, [update]);

  return {
    batchSize,
    state,
    step: (samples, targets, rows, learningRate, seed) => {
      const all = region.view();
      copyRows(all, places.x.offset, samples, rows);
      copyRows(all, places.t.offset, targets, rows);
      computeGradient.run(rows.length, { seed, step: state.step });
      const result = region.view()[places.loss.offset]!;
      if (!Number.isFinite(result)) return result;
      const scalars = optimizer.scalars(state, { learningRate });
      for (const [name, place] of scalarPlaces) region.view()[place.offset] = scalars[name]!;
      applyUpdate.run(0);
      return result;
    },
    snapshot: () => ({
      step: state.step,
      running: { ...state.running },
      slots: Object.fromEntries(
        places.slots.map(([name, place]) => {
          const copy = zeros(1, n, { dtype: backend.dtype });
          copy.data.set(view(place));
          return [name, copy];
        }),
      ),
    }),
    restore: ({ step, running, slots: vectors }) => {
      state.step = step;
      Object.assign(state.running, running);
      for (const [name, place] of places.slots) view(place).set(vectors[name]!.data);
    },
  };
}
