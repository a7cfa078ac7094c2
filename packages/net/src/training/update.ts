import { type Buffer, compile, executable, zeros } from '@nn/matrix';
import type { Network } from '../network.js';
import type { Stretch } from './groups.js';
import type { Optimizer, OptimizerState } from './optimizer.js';

/** An optimizer made ready to move the parameters of one network. */
export interface Update {
  readonly state: OptimizerState;
  /**
   * Moves the parameters and the state once, by what stands in the gradient's buffer; `loss` belongs to it. `again` computes both anew where the parameters
   * stand then, for an optimizer that searches.
   */
  run(learningRate: number, loss: number, again: () => number): void;
  /** The state with its vectors, as a copy that can be saved. */
  snapshot(): OptimizerState;
  /** Goes on from what `snapshot` gave. */
  restore(saved: OptimizerState): void;
}

/**
 * Compiles an optimizer's update over the flat vector of all parameters, in place: one plan for each stretch of equal settings. Its slots and the
 * numbers of a step stand in a region of their own, freed with the update. The gradient (1 x as many numbers as there are parameters) may be changed by it.
 */
export function compileUpdate(
  { backend, memory }: Network,
  optimizer: Optimizer,
  { gradient, groups }: { readonly gradient: Buffer; readonly groups: readonly Stretch[] },
): Update {
  const n = memory.length;
  const { slots } = optimizer;
  // Of one parameter, since every number of a slot begins as any other.
  const first = optimizer.init(zeros(1, 1));
  const state: OptimizerState = { ...first, slots: {} };
  // The numbers that change with every step; asked for once here only to learn their names.
  const names = Object.keys(optimizer.scalars(structuredClone(state), { learningRate: 0 }));

  // The slots one after the other, then the numbers of each stretch.
  const numbersFrom = slots.length * n;
  const region = backend.region(numbersFrom + groups.length * names.length);
  const slotAt = (k: number) => region.view(k * n, n);
  slots.forEach((slot, k) => {
    const value = first.slots[slot]!.data[0]!;
    // New memory is zero, and what is not written takes none.
    if (value !== 0) slotAt(k).fill(value);
  });

  const plan = ({ offset, length: cols }: Stretch, g: number) => {
    const parameter: Buffer = { region: memory.region, offset, rows: 1, cols };
    const own = slots.map((_, k): Buffer => ({ region, offset: k * n + offset, rows: 1, cols }));
    const numbers = names.map((name, k): [string, Buffer] => [
      name,
      { region, offset: numbersFrom + g * names.length + k, rows: 1, cols: 1 },
    ]);
    return compile({
      backend,
      inputs: {
        parameter,
        gradient: { ...gradient, offset: gradient.offset + offset, cols },
        ...Object.fromEntries(slots.map((slot, k) => [slot, own[k]!])),
        ...Object.fromEntries(numbers),
      },
      outputs: [
        { value: optimizer.update.parameter, into: parameter },
        ...slots.map((slot, k) => ({ value: optimizer.update.slots[slot]!, into: own[k]! })),
      ],
      batch: 0,
    });
  };
  // The gradient as a whole first: a norm is one over all stretches.
  const whole = optimizer.gradient
    ? [compile({ backend, inputs: { gradient }, outputs: [{ value: optimizer.gradient, into: gradient }], batch: 0 })]
    : [];
  const program = executable(backend, [...whole, ...groups.map(plan)]);

  return {
    state,
    run: (learningRate) => {
      const numbers = region.view();
      const { step } = state;
      const running = groups.length > 1 ? { ...state.running } : undefined;
      let at = numbersFrom;
      for (const { settings } of groups) {
        // Each stretch is the same step of the same run: the running numbers move on once.
        state.step = step;
        if (running) Object.assign(state.running, running);
        const scalars = optimizer.scalars(state, { learningRate, ...settings });
        for (const name of names) numbers[at++] = scalars[name]!;
      }
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
    restore: ({ step, running, slots: vectors }) => {
      state.step = step;
      Object.assign(state.running, running);
      slots.forEach((slot, k) => {
        slotAt(k).set(vectors[slot]!.data);
      });
    },
  };
}
