import { xor } from '@nn/data';

/** One sample: two inputs and the target. */
export interface Sample {
  readonly x1: number;
  readonly x2: number;
  readonly t: number;
}

export const datasetNames = ['one', 'and', 'or', 'xor'] as const;
export type DatasetName = (typeof datasetNames)[number];

/** The four corners with the targets of a truth table. */
const corners = (target: (x1: number, x2: number, xorTarget: number) => number): Sample[] => {
  const { x, t } = xor();
  return x.toArray().map(([x1, x2], i) => ({ x1: x1!, x2: x2!, t: target(x1!, x2!, t.at(i, 0)) }));
};

/** What the neuron can be taught: one sample that the reader may change, and three truth tables. */
export const datasets: Readonly<Record<DatasetName, readonly Sample[]>> = {
  one: [{ x1: 1, x2: 0.5, t: 1 }],
  and: corners((x1, x2) => Math.min(x1, x2)),
  or: corners((x1, x2) => Math.max(x1, x2)),
  xor: corners((_x1, _x2, t) => t),
};
