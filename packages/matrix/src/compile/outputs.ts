import type { Expr } from '@nn/formula';
import { type Buffer, settle } from '../plan.js';
import type { CompileOptions } from './index.js';
import { type Graph, isLeaf } from './lower.js';
import type { Draft } from './schedule.js';

/** Which values are left where the caller wants them by the step itself, and which are copied there at the end. */
export interface OutputPlaces {
  readonly direct: ReadonlyMap<Expr, Buffer>;
  readonly copied: ReadonlyMap<Expr, readonly Buffer[]>;
}

/** Places that share memory in the largest batch. */
const overlap = (a: Buffer, b: Buffer, batch: number): boolean => {
  if (a.region !== b.region) return false;
  const length = (x: Buffer) => settle(x.rows, batch) * settle(x.cols, batch);
  return a.offset < b.offset + length(b) && b.offset < a.offset + length(a);
};

/**
 * An output may stand where an input does. Its step writes there itself if it is a map (element by element, so the old
 * value is read first), stands at the very same place, and no later step reads that input; else the value is kept and copied last.
 */
export function assignOutputs(
  graph: Graph,
  drafts: readonly Draft[],
  reads: readonly (readonly Expr[])[],
  { inputs, batch }: Pick<CompileOptions, 'inputs' | 'batch'>,
): OutputPlaces {
  const direct = new Map<Expr, Buffer>();
  const copied = new Map<Expr, Buffer[]>();
  const safe = (step: number, into: Buffer): boolean =>
    Object.entries(inputs).every(([name, buffer]) => {
      if (!overlap(buffer, into, batch)) return true;
      const readers = reads.flatMap((r, i) => (r.some((n) => n.op === 'input' && n.name === name) ? [i] : []));
      const same = buffer.offset === into.offset && buffer.rows === into.rows && buffer.cols === into.cols;
      return readers.every((i) => i < step || (i === step && same && drafts[step]!.core === undefined));
    });
  graph.outputs.forEach(({ value: root, into }) => {
    if (isLeaf(root)) return;
    const step = drafts.findIndex((d) => d.results.includes(root));
    if (!direct.has(root) && safe(step, into)) direct.set(root, into);
    else copied.set(root, [...(copied.get(root) ?? []), into]);
  });
  return { direct, copied };
}
