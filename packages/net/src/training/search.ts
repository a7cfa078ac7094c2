import { type Buffer, fromData, type Matrix, zeros } from '@nn/matrix';
import type { Network } from '../network.js';
import type { LossAndGradient, SearchingOptimizer } from './optimizer.js';
import type { Update } from './update.js';

/** The update of an optimizer that searches: it asks for loss and gradient at places of its own, and each is computed by the trainer's plan. */
export function searchUpdate({ backend, memory }: Network, optimizer: SearchingOptimizer, gradient: Buffer): Update {
  const n = memory.length;
  const state = optimizer.init(zeros(1, n, { dtype: backend.dtype }));
  const seen = (loss: number): LossAndGradient => ({
    loss,
    gradient: fromData(1, n, gradient.region.view(gradient.offset, n).slice()),
  });
  return {
    state,
    run: (learningRate, loss, again) => {
      const place = () => memory.region.view(0, n);
      const parameters = fromData(1, n, place().slice());
      const objective = (at: Matrix) => {
        place().set(at.data);
        return seen(again());
      };
      optimizer.search(parameters, seen(loss), objective, state, { learningRate });
      place().set(parameters.data);
    },
    snapshot: () => ({
      step: state.step,
      running: { ...state.running },
      slots: Object.fromEntries(
        Object.entries(state.slots).map(([name, { rows, cols, data }]) => [name, fromData(rows, cols, data.slice())]),
      ),
    }),
    restore: ({ step, running, slots }) => {
      state.step = step;
      Object.assign(state.running, running);
      for (const [name, { data }] of Object.entries(slots)) state.slots[name]!.data.set(data);
    },
  };
}
