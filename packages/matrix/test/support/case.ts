import type { Backend } from '../../src/backend.js';
import { type Body, type Buffer, type Size, type Step, settle } from '../../src/plan.js';

/** Makes the buffers of a case: of this size, filled with these numbers, or with numbers that show if they are not written. */
export type Place = (rows: Size, cols: Size, fill?: Fill) => Buffer;
export type Fill = (index: number) => number;

/** A case: buffers, and the steps that are run over them. */
export type Case = (place: Place) => readonly Step[];

/** Buffers do not begin at aligned places, and what stands around them must stay. */
export const MARGIN = 5;
export const UNTOUCHED = -12345;

/** Runs a case on one backend, once for each size of the batch; gives the whole memory of every buffer after each run. */
export function runCase(backend: Backend, make: Case, batches: readonly number[] = [0]): number[][][] {
  const most = Math.max(...batches);
  const buffers: { buffer: Buffer; fill: Fill }[] = [];
  const steps = make((rows, cols, fill = () => UNTOUCHED) => {
    const length = settle(rows, most) * settle(cols, most);
    const buffer = { region: backend.region(length + 2 * MARGIN), offset: MARGIN, rows, cols };
    buffers.push({ buffer, fill });
    return buffer;
  });
  const program = backend.program(steps);
  return batches.map((batch) => {
    for (const { buffer, fill } of buffers) {
      const view = buffer.region.view().fill(UNTOUCHED);
      for (let i = MARGIN; i < view.length - MARGIN; i++) view[i] = fill(i - MARGIN);
    }
    program.run(batch);
    return buffers.map(({ buffer }) => [...buffer.region.view()]);
  });
}

/** Numbers that look random, that single precision holds: of all magnitudes around 1, both signs, the same on every call. */
export function noise(seed: number): Fill {
  return (index) => {
    let x = Math.imul(index + 1, 0x9e3779b1) ^ Math.imul(seed + 1, 0x85ebca6b);
    x = Math.imul(x ^ (x >>> 15), 0x2c1b3c6d);
    x = Math.imul(x ^ (x >>> 12), 0x297a2d39);
    return Math.fround(((x ^ (x >>> 15)) / 2 ** 31) * 3);
  };
}

/** The body that gives its only operand as it is. */
export const identity: Body = { operands: 1, code: [] };
