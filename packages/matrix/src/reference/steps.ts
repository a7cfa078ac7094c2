import type { StorageLanes } from '@nn/formula';
import {
  type GatherStep,
  type MapStep,
  type MatmulStep,
  type ReduceStep,
  type ScatterAddStep,
  type Step,
  settle,
  type TransposeStep,
} from '../plan.js';
import { interpret } from './body.js';
import { open } from './numbers.js';

type Lanes = StorageLanes<number, boolean>;

function map(lanes: Lanes, step: MapStep, batch: number): void {
  const [rows, cols] = [settle(step.rows, batch), settle(step.cols, batch)];
  const outputs = step.outputs.map((b) => open(b, batch));
  const at = interpret(
    lanes,
    step.body,
    step.operands.map((b) => open(b, batch)),
    cols,
  );
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < cols; j++) {
      const values = at(i, j);
      for (const [k, out] of outputs.entries()) out.set(i, j, values[step.results[k]!]!);
    }
  }
}

function matmul(lanes: Lanes, step: MatmulStep, batch: number): void {
  const [rows, inner, cols] = [settle(step.rows, batch), settle(step.inner, batch), settle(step.cols, batch)];
  const a = firstFactor(step, batch);
  const { region: regionB, offset: offsetB } = step.b;
  const b = regionB.view(offsetB, inner * cols);
  const outputs = step.outputs.map((o) => open(o, batch));
  const at = interpret(
    lanes,
    step.epilogue,
    step.operands.map((o) => open(o, batch)),
    cols,
  );
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < cols; j++) {
      let sum = 0;
      for (let k = 0; k < inner; k++) {
        const x = step.transposeA ? a(k, i) : a(i, k);
        const y = b[step.transposeB ? j * inner + k : k * cols + j]!;
        sum = lanes.add(sum, lanes.mul(x, y));
      }
      const values = at(i, j, sum);
      for (const [k, out] of outputs.entries()) out.set(i, j, values[step.results[k]!]!);
    }
  }
}

/** An element of a product's first factor, before it is transposed. */
function firstFactor(
  { a, index, transposeA, rows, inner }: MatmulStep,
  batch: number,
): (i: number, j: number) => number {
  const numbers = open(a, batch);
  if (!index) return numbers.at;
  const width = settle(transposeA ? rows : inner, batch);
  const places = open(index, batch);
  const positions = places.cols / width;
  return (i, j) => {
    const k = places.at(0, (i % positions) * width + j);
    return k === -1 ? 0 : numbers.at(Math.floor(i / positions), k);
  };
}

function reduce(lanes: Lanes, step: ReduceStep, batch: number): void {
  const [rows, cols] = [settle(step.rows, batch), settle(step.cols, batch)];
  const out = open(step.output, batch);
  const body = interpret(
    lanes,
    step.body,
    step.operands.map((b) => open(b, batch)),
    cols,
  );
  const at = (i: number, j: number) => body(i, j)[step.result]!;
  const isMax = step.reducer === 'max';
  const start = isMax ? -Infinity : 0;
  const join = isMax ? Math.max : (x: number, y: number) => x + y;

  const row = (i: number): number => {
    const s = [start, start, start, start];
    for (let j = 0; j < cols; j++) s[j % 4] = join(s[j % 4]!, at(i, j));
    return join(join(s[0]!, s[1]!), join(s[2]!, s[3]!));
  };
  switch (step.axis) {
    case 'eachRow':
      for (let i = 0; i < rows; i++) out.set(i, 0, row(i));
      break;
    case 'all': {
      let total = start;
      for (let i = 0; i < rows; i++) total = join(total, row(i));
      out.set(0, 0, total);
      break;
    }
    case 'eachColumn':
      for (let j = 0; j < cols; j++) {
        let total = start;
        for (let i = 0; i < rows; i++) total = join(total, at(i, j));
        out.set(0, j, total);
      }
  }
}

function gather(step: GatherStep, batch: number): void {
  const [source, index, out] = [open(step.source, batch), open(step.index, batch), open(step.output, batch)];
  const within = (k: number, size: number) => Number.isInteger(k) && k >= 0 && k < size;
  for (let i = 0; i < out.rows; i++) {
    for (let j = 0; j < out.cols; j++) {
      const k = index.at(i, j);
      const [r, c, fits] = step.axis === 'columns' ? [i, k, within(k, source.cols)] : [k, j, within(k, source.rows)];
      out.set(i, j, fits ? source.at(r, c) : k === -1 ? 0 : Number.NaN);
    }
  }
}

function scatterAdd(lanes: Lanes, step: ScatterAddStep, batch: number): void {
  const [values, index, out] = [open(step.values, batch), open(step.index, batch), open(step.output, batch)];
  const data = step.output.region.view(step.output.offset, out.rows * out.cols).fill(0);
  const within = (k: number, size: number) => Number.isInteger(k) && k >= 0 && k < size;
  for (let i = 0; i < values.rows; i++) {
    for (let j = 0; j < values.cols; j++) {
      const k = index.at(i, j);
      if (!within(k, step.axis === 'columns' ? out.cols : out.rows)) continue;
      const place = step.axis === 'columns' ? i * out.cols + k : k * out.cols + j;
      data[place] = lanes.add(data[place]!, values.at(i, j));
    }
  }
}

function transpose(step: TransposeStep, batch: number): void {
  const [source, out] = [open(step.source, batch), open(step.output, batch)];
  for (let i = 0; i < out.rows; i++) for (let j = 0; j < out.cols; j++) out.set(i, j, source.at(j, i));
}

/** Runs one step of a plan, one element after the other, every operation in these lanes. */
export function runStep(lanes: Lanes, step: Step, batch: number): void {
  switch (step.kind) {
    case 'map':
      map(lanes, step, batch);
      break;
    case 'matmul':
      matmul(lanes, step, batch);
      break;
    case 'reduce':
      reduce(lanes, step, batch);
      break;
    case 'gather':
      gather(step, batch);
      break;
    case 'scatterAdd':
      scatterAdd(lanes, step, batch);
      break;
    case 'transpose':
      transpose(step, batch);
  }
}
