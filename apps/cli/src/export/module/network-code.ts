import { type Axis, type ElementwiseOp, type Expr, elementwise, operations, power, type Table } from '@nn/formula';
import type { Matrix } from '@nn/matrix';
import type { Network } from '@nn/net';
import { CommandError } from '../../terminal/errors.js';
import { type Computation, computationOf } from '../computation.js';
import { quoted } from '../quoted.js';
import { gridOf } from './grid.js';
import { body, literal } from './js-lanes.js';
import { type Piece, runtime } from './runtime.js';

/** Numbers as base64 of their bytes: 4 characters for 3 bytes, so a module grows with its parameters and with nothing else. */
const base64 = ({ buffer, byteOffset, byteLength }: ArrayBufferView): string =>
  Buffer.from(buffer as ArrayBuffer, byteOffset, byteLength).toString('base64');

const isElementwise = (op: Expr['op']): op is ElementwiseOp => Object.hasOwn(operations, op);

/** The smallest whole numbers that hold these. */
function kindOf(values: readonly number[]) {
  const most = values.reduce((a, b) => Math.max(a, Math.abs(b)), 0);
  return most < 2 ** 7 ? Int8Array : most < 2 ** 15 ? Int16Array : Int32Array;
}

/** What the code of a network consists of, as it grows. */
interface Parts {
  readonly pieces: Set<Piece>;
  /** Functions of single numbers, by name. */
  readonly functions: Map<string, string>;
  readonly constants: string[];
  readonly steps: string[];
}

/**
 * JavaScript that defines `network(x)`, which computes the outputs of a matrix { rows, cols, data }: the formula of the network, written down step by step, so its numbers are those of `predict`, to the bit.
 * Throws CommandError where the network draws random numbers.
 */
export function networkCode(model: Network): string {
  const { dtype } = model.backend;
  const computation = computationOf(model);
  const parts: Parts = { pieces: new Set(), functions: new Map(), constants: [], steps: [] };
  const names = new Map<Expr, string>();
  for (const node of computation.nodes) names.set(node, written(node, { computation, names, parts, dtype }));
  const { pieces, functions, constants, steps } = parts;
  return [
    `const Floats = ${dtype === 'f64' ? 'Float64Array' : 'Float32Array'};`,
    `const round = ${dtype === 'f64' ? '(v) => v' : 'Math.fround'};`,
    runtime(pieces),
    ...functions.values(),
    constants.join('\n'),
    `const network = (x) => {\n${steps.map((step) => `  ${step}\n`).join('')}  return ${names.get(computation.output)};\n};`,
  ].join('\n\n');
}

interface Writing {
  readonly computation: Computation;
  readonly names: ReadonlyMap<Expr, string>;
  readonly parts: Parts;
  readonly dtype: 'f32' | 'f64';
}

/** Writes one node; gives the name of its value. */
function written(node: Expr, { computation, names, parts, dtype }: Writing): string {
  const { pieces, functions, constants, steps } = parts;
  const rounded = dtype === 'f64' ? (v: number) => v : Math.fround;
  const of = (e: Expr) => names.get(e)!;
  const args = node.args.map(of);
  const constant = (value: string) => {
    const name = `c${constants.length}`;
    constants.push(`const ${name} = ${value};`);
    return name;
  };
  const step = (piece: Piece, ...given: readonly string[]) => {
    pieces.add(piece);
    const name = `m${steps.length}`;
    steps.push(`const ${name} = ${piece}(${given.join(', ')});`);
    return name;
  };
  const axis = (value: Axis | 'rows' | 'columns') => `'${value}'`;
  /** A function of single numbers, on each of the arguments' numbers. */
  const eachOf = (name: string, operands: number, compute: Parameters<typeof body>[0]) => {
    const lines = body(compute, rounded);
    if (lines.some((line) => /\b(nearest|powerOfTwo|exponent|significand)\(/.test(line))) pieces.add('parts');
    const inputs = ['a', 'b', 'c'].slice(0, operands).join(', ');
    functions.set(name, `const ${name} = (${inputs}) => {\n${lines.map((line) => `  ${line}\n`).join('')}};`);
    return step('each', name, ...args);
  };
  switch (node.op) {
    case 'input':
      return node.name === 'x' ? 'x' : constant(tensor(computation.tensors.get(node.name)!, rounded, dtype, pieces));
    case 'constant':
      return constant(`{ rows: 1, cols: 1, data: [${literal(rounded(node.value))}] }`);
    case 'table':
      return constant(table(node, rounded, pieces));
    case 'pow':
      return eachOf(`power${functions.size}`, 1, (o) => power(o, 'a', node.exponent));
    case 'matmul':
      return step('matmul', ...args, String(node.transposeA), String(node.transposeB));
    case 'transpose':
      return step('transpose', ...args);
    case 'reshape':
      return step('reshape', ...args, String(node.cols));
    case 'sum':
    case 'max':
      return step(node.op, ...args, axis(node.axis));
    case 'gather':
      return step('gather', ...args, axis(node.axis));
    case 'scatterAdd':
      return step('scatterAdd', ...args, axis(node.axis), of(node.like));
    case 'conform':
      return step('conform', ...args, of(node.like));
    case 'count':
      return step('count', of(node.like), axis(node.axis));
    default: {
      const { op } = node;
      if (isElementwise(op)) return eachOf(`${op}Of`, operations[op], (o) => elementwise(o, op, ['a', 'b', 'c']));
      throw new CommandError(
        `the network cannot be written as a module: its formula has '${op}'${op === 'uniform' ? ', random numbers, also in use' : ''}`,
      );
    }
  }
}

function tensor(
  { rows, cols, data }: Matrix,
  rounded: (v: number) => number,
  dtype: 'f32' | 'f64',
  pieces: Set<Piece>,
): string {
  pieces.add('tensor');
  const held = dtype === 'f64' ? Float64Array.from(data) : Float32Array.from(data, rounded);
  return `tensor(${rows}, ${cols}, ${quoted(base64(held))})`;
}

/** More loops than these are no windows. */
const MOST_LOOPS = 10;

/** Places, which are whole numbers, take less room than others; windows without padding, as the loops that count them, next to none. */
function table({ rows, cols, values }: Table, rounded: (v: number) => number, pieces: Set<Piece>): string {
  if (!values.every((v) => Number.isInteger(v) && Math.abs(v) < 2 ** 24))
    return `{ rows: ${rows}, cols: ${cols}, data: [${values.map((v) => literal(rounded(v))).join(', ')}] }`;
  const counted = gridOf(values);
  if (counted && counted.loops.length < MOST_LOOPS) {
    pieces.add('grid');
    return `grid(${rows}, ${cols}, ${counted.from}, ${JSON.stringify(counted.loops)})`;
  }
  pieces.add('places');
  const Kind = kindOf(values);
  return `places(${rows}, ${cols}, ${quoted(base64(Kind.from(values)))}, ${Kind.name})`;
}
