import { type Buffer, compile, executable, zeros } from '@nn/matrix';
import type { Network } from '../network.js';
import type { Optimizer, OptimizerState } from './optimizer.js';

/** An optimizer made ready to move the parameters of one network. */
export interface Update {
  readonly state: OptimizerState;
  /** Moves the parameters and the state once, by what stands in the gradient's buffer. */
  run(learningRate: number): void;
  /** The state with its vectors, as a copy that can be saved. */
  snapshot(): OptimizerState;
}

/**
 * Compiles an optimizer's update over the flat vector of all parameters, in place. Its slots and the numbers of a step stand in a region of
 * their own, freed with the update. `gradient` (1 x as many numbers as there are parameters) may be changed by it.
 */
export function compileUpdate({ backend, memory }: Network, optimizer: Optimizer, gradient: Buffer): Update {
  const n = memory.length;
  const { slots } = optimizer;
  // Of one parameter, since every number of a slot begins as any other.
  const first = optimizer.init(zeros(1, 1));
  const state: OptimizerState = { ...first, slots: {} };
  // The numbers that change with every step; asked for once here only to learn their names.
  const names = Object.keys(optimizer.scalars(structuredClone(state), { learningRate: 0 }));

  // The slots one after the other, then the numbers.
  const region = backend.region(slots.length * n + names.length);
  const slotAt = (k: number) => region.view(k * n, n);
  slots.forEach((slot, k) => {
    const value = first.slots[slot]!.data[0]!;
    // New memory is zero, and what is not written takes none.
    if (value !== 0) slotAt(k).fill(value);
  });
  const parameter: Buffer = { region: memory.region, offset: 0, rows: 1, cols: n };
  const slotBuffers = slots.map((_, k): Buffer => ({ region, offset: k * n, rows: 1, cols: n }));
  const numbersFrom = slots.length * n;
  const number = (k: number): Buffer => ({ region, offset: numbersFrom + k, rows: 1, cols: 1 });

  const update = compile({
    backend,
    inputs: {
      parameter,
      gradient,
      ...Object.fromEntries(slots.map((slot, k) => [slot, slotBuffers[k]!])),
      ...Object.fromEntries(names.map((name, k) => [name, number(k)])),
    },
    outputs: [
      { value: optimizer.update.parameter, into: parameter },
      ...slots.map((slot, k) => ({ value: optimizer.update.slots[slot]!, into: slotBuffers[k]! })),
    ],
    batch: 0,
  });
  const clip =
    optimizer.gradient &&
    compile({ backend, inputs: { gradient }, outputs: [{ value: optimizer.gradient, into: gradient }], batch: 0 });
  const program = executable(backend, clip ? [clip, update] : [update]);

  return {
    state,
    run: (learningRate) => {
      const scalars = optimizer.scalars(state, { learningRate });
      region.view(numbersFrom, names.length).set(names.map((name) => scalars[name]!));
      program.run(0);
    },
    snapshot: () => ({
      step: state.step,
      running: { ...state.running },
      slots: Object.fromEntries(
        slots.map((slot, k) => {
          const copy = zeros(1, n, { dtype: backend.dtype });
          copy.data.set(slotAt(k));
          return [slot, copy];
        }),
      ),
    }),
  };
}
