import {
  type Body,
  type Buffer,
  type GatherStep,
  type MapStep,
  type MatmulStep,
  type ReduceStep,
  type ScatterAddStep,
  type Size,
  type Step,
  settle,
} from '../plan.js';
import { keyOperands } from './body.js';
import type { Engine, KernelRequest } from './engine.js';
import { isFlat, LANES, mapKernel } from './map.js';
import { MATMUL_WORDS } from './matmul/command.js';
import { epilogueKernel } from './matmul/epilogue.js';
import { byColumns, hasFewRows, matmulScratch, matmulUnits } from './matmul/scratch.js';
import { type Pattern, patternOf } from './operands.js';
import { PLACE_WORDS } from './places.js';
import { reduceKernel } from './reduce.js';

/** A word of a command: a number, or one that follows from the rows of the batch. */
export type Word = number | ((batch: number) => number);

/** A command before its kernels have numbers; `kernel` and `epilogue` are what it asks the engine for. */
export interface Command {
  readonly kernel: KernelRequest | number;
  readonly epilogue?: KernelRequest;
  /** How much there is to do, in the units of its kernel: what can be shared out. One, if nothing can. */
  readonly units: Word;
  /** About how long it takes one thread, in nanoseconds. */
  readonly cost: (batch: number) => number;
  /** Bytes that each part needs beside its buffers; none unless given. */
  readonly scratch?: (batch: number) => number;
  readonly words: (epilogue: number) => readonly Word[];
}

/** The address of a buffer's first element. */
export type AddressOf = (buffer: Buffer) => number;

export const word = (...sizes: readonly Size[]): Word =>
  sizes.some((size) => typeof size !== 'number')
    ? (batch) => sizes.reduce<number>((n, s) => n * settle(s, batch), 1)
    : sizes.reduce<number>((n, s) => n * (s as number), 1);

/** An operation on one element, and one that is computed in doubles. */
const [OPERATION, FUNCTION] = [0.15, 2.5];
/** A product and a sum of the inner loop of a matmul. */
const PRODUCT = 0.05;
const FUNCTIONS: readonly string[] = ['exp', 'log', 'tanh', 'sigmoid', 'softplus', 'erf', 'erfc', 'pow', 'uniform'];

const costOf = ({ code }: Body): number =>
  code.reduce((ns, { op }) => ns + (FUNCTIONS.includes(op) ? FUNCTION : OPERATION), OPERATION);

function patterns(step: Pick<MapStep, 'rows' | 'cols' | 'operands'>, keys: ReadonlySet<number>, first = 0): Pattern[] {
  return step.operands.map((buffer, k) => (keys.has(k + first) ? 'key' : patternOf(buffer, step)));
}

function map(step: MapStep, address: AddressOf): Command {
  const { body, results, rows, cols } = step;
  const shape = { body, results, patterns: patterns(step, keyOperands(body)) };
  const flat = isFlat(shape.patterns);
  const size = flat ? [1, word(rows, cols)] : [word(rows), word(cols)];
  const elements = (batch: number) => settle(rows, batch) * settle(cols, batch);
  return {
    units: flat ? (batch) => Math.ceil(elements(batch) / LANES) : word(rows),
    cost: (batch) => elements(batch) * costOf(body),
    kernel: { key: `map ${JSON.stringify(shape)}`, signature: 'command', write: () => mapKernel(shape) },
    words: () => [...size, ...step.operands.map(address), ...step.outputs.map(address)],
  };
}

function reduce(step: ReduceStep, address: AddressOf): Command {
  const { reducer, axis, body, result, rows, cols } = step;
  const shape = { reducer, axis, body, result, patterns: patterns(step, keyOperands(body)) };
  return {
    units: axis === 'all' ? 1 : axis === 'eachRow' ? word(rows) : (batch) => Math.ceil(settle(cols, batch) / LANES),
    cost: (batch) => settle(rows, batch) * settle(cols, batch) * costOf(body),
    kernel: { key: `reduce ${JSON.stringify(shape)}`, signature: 'command', write: () => reduceKernel(shape) },
    words: () => [word(rows), word(cols), ...step.operands.map(address), address(step.output)],
  };
}

function matmul(step: MatmulStep, address: AddressOf, engine: Engine, spare: () => number): Command {
  const { rows, inner, cols, transposeA, transposeB, epilogue: body, results } = step;
  const shape = { body, results, patterns: patterns(step, keyOperands(body), 1) };
  const sizes = (batch: number) => [settle(rows, batch), settle(inner, batch), settle(cols, batch)] as const;
  const { index } = step;
  const scratch = (batch: number) => matmulScratch(...sizes(batch), index !== undefined);
  const fewRows = (batch: number) => !index && hasFewRows(...sizes(batch), transposeB);
  const words: Record<(typeof MATMUL_WORDS)[number], Word> = {
    rows: word(rows),
    inner: word(inner),
    cols: word(cols),
    a: address(step.a),
    aRow: index ? word(step.a.cols, 4) : transposeA ? 4 : word(inner, 4),
    aStep: transposeA ? word(rows, 4) : 4,
    alongColumns: transposeA ? 1 : 0,
    index: index ? address(index) : 0,
    positions: index ? (index.cols as number) / ((transposeA ? rows : inner) as number) : 0,
    sourceRows: word(step.a.rows),
    b: address(step.b),
    bRow: transposeB ? word(inner, 4) : word(cols, 4),
    bTransposed: transposeB ? 1 : 0,
    tile: () => spare(),
    fewRows: (batch) => Number(fewRows(batch)),
    byColumns: (batch) => Number(byColumns(...sizes(batch))),
    scratchBytes: (batch) => scratch(batch).bytes,
    packedA: (batch) => scratch(batch).packedA && spare() + scratch(batch).packedA,
    panels: (batch) => spare() + scratch(batch).panels,
    panelBytes: (batch) => scratch(batch).panelBytes,
    rowBlock: (batch) => scratch(batch).rowBlock,
    epilogue: 0,
    direct: body.code.length === 0 && results.length === 1 && results[0] === 0 ? address(step.outputs[0]!) : 0,
  };
  return {
    kernel: engine.built.matmul,
    units: (batch) => matmulUnits(...sizes(batch), fewRows(batch)),
    cost: (batch) => {
      const [r, k, c] = sizes(batch);
      return r * c * (k * PRODUCT + costOf(body));
    },
    scratch: (batch) => scratch(batch).bytes,
    epilogue: { key: `epilogue ${JSON.stringify(shape)}`, signature: 'epilogue', write: () => epilogueKernel(shape) },
    words: (epilogue) => [
      ...MATMUL_WORDS.map((name) => (name === 'epilogue' ? epilogue : words[name])),
      ...step.operands.map(address),
      ...step.outputs.map(address),
    ],
  };
}

/** What is not shared out. */
const whole = { units: 1, cost: () => 0 } as const;
/** To find one element by its number. */
const PLACE = 2;

function places(
  kernel: number,
  axis: 'rows' | 'columns',
  byRows: boolean,
  table: Buffer,
  index: Buffer,
  values: Buffer,
  address: AddressOf,
): Command {
  const columns = axis === 'columns';
  const rowBytes = word(table.cols, 4);
  const words: Record<(typeof PLACE_WORDS)[number], Word> = {
    unit: byRows ? 1 : word(values.rows),
    cols: word(values.cols),
    places: address(table),
    placeI: columns && table.rows !== 1 ? rowBytes : 0,
    placeJ: columns || table.cols === 1 ? 0 : 4,
    placeK: columns ? 4 : rowBytes,
    limit: word(columns ? table.cols : table.rows),
    index: address(index),
    indexI: index.rows === 1 ? 0 : word(index.cols, 4),
    indexJ: index.cols === 1 ? 0 : 4,
    values: address(values),
    valueI: word(values.cols, 4),
    valueJ: 4,
    length: byRows ? word(table.cols) : word(table.rows, table.cols),
  };
  const cost = (batch: number) => settle(values.rows, batch) * settle(values.cols, batch) * PLACE;
  const shared = byRows ? { units: word(values.rows), cost } : whole;
  return { kernel, ...shared, words: () => PLACE_WORDS.map((name) => words[name]) };
}

const gather = ({ axis, source, index, output }: GatherStep, address: AddressOf, engine: Engine) =>
  places(engine.built.gather, axis, true, source, index, output, address);
const scatterAdd = ({ axis, output, index, values }: ScatterAddStep, address: AddressOf, engine: Engine) =>
  // Into columns, each row of values has a row of places for itself.
  places(engine.built.scatterAdd, axis, axis === 'columns', output, index, values, address);

/** The command that runs a step; `spare` gives the address of the program's scratch memory, once there is one. */
export function toCommand(step: Step, address: AddressOf, engine: Engine, spare: () => number): Command {
  switch (step.kind) {
    case 'map':
      return map(step, address);
    case 'reduce':
      return reduce(step, address);
    case 'matmul':
      return matmul(step, address, engine, spare);
    case 'gather':
      return gather(step, address, engine);
    case 'scatterAdd':
      return scatterAdd(step, address, engine);
    case 'transpose': {
      const { source, output } = step;
      return {
        kernel: engine.built.transpose,
        ...whole,
        words: () => [word(output.rows), word(output.cols), address(source), address(output)],
      };
    }
  }
}
