import { type Axis, type Expr, references, type Shape } from '@nn/formula';
import { CommandError } from '../../terminal/errors.js';
import { gathered, knownPlaces } from './gathered.js';
import type { Graph } from './graph.js';

/** Where a node stands: what its arguments are called, and what sizes there are. */
export interface Place {
  readonly graph: Graph;
  of(node: Expr): string;
  shape(node: Expr): Shape;
}

/** Operators of ONNX that are what the primitive is. */
const SAME: Partial<Record<Expr['op'], string>> = {
  neg: 'Neg',
  sqrt: 'Sqrt',
  exp: 'Exp',
  log: 'Log',
  tanh: 'Tanh',
  sigmoid: 'Sigmoid',
  softplus: 'Softplus',
  erf: 'Erf',
  abs: 'Abs',
  sign: 'Sign',
  add: 'Add',
  sub: 'Sub',
  mul: 'Mul',
  div: 'Div',
  minimum: 'Min',
  maximum: 'Max',
};
const COMPARED: Partial<Record<Expr['op'], string>> = { less: 'Less', lessOrEqual: 'LessOrEqual', equal: 'Equal' };

const [FLOAT, BOOL] = [1, 9];
const axesOf: Readonly<Record<Axis, readonly number[]>> = { all: [0, 1], eachRow: [1], eachColumn: [0] };

/** A number as a tensor of one row and one column, once for each value. */
const number = (graph: Graph, value: number): string =>
  graph.tensor(`number_${Object.is(value, -0) ? '-0' : value}`, [1, 1], Float32Array.of(value));

const sizes = (graph: Graph, values: readonly number[]) =>
  graph.tensor(`sizes_${values.join('_')}`, [values.length], BigInt64Array.from(values, BigInt));

/** What must be written before a node: not the places that a gather knows, which become a part of it. */
export const operands = (node: Expr): readonly Expr[] =>
  node.op === 'gather' && knownPlaces(node.args[1]) ? [node.args[0]] : references(node);

/** Writes the operators of ONNX that compute a node of an expression; gives the name of their result. Throws CommandError where there are none. */
export function onnxNode(node: Expr, place: Place): string {
  const { graph, of } = place;
  const args = operands(node).map(of);
  const [first, second] = args as [string, string];
  switch (node.op) {
    case 'input':
      return node.name;
    case 'constant':
      return number(graph, node.value);
    case 'table':
      return graph.constant([node.rows, node.cols], Float32Array.from(node.values));
    case 'square':
      return graph.node('Mul', [first, first]);
    case 'erfc':
      return graph.node('Sub', [number(graph, 1), graph.node('Erf', [first])]);
    case 'pow':
      return graph.node('Pow', [first, number(graph, node.exponent)]);
    case 'less':
    case 'lessOrEqual':
    case 'equal':
      return graph.node('Cast', [graph.node(COMPARED[node.op]!, args)], { to: FLOAT });
    case 'select':
      return graph.node('Where', [graph.node('Cast', [first], { to: BOOL }), ...args.slice(1)]);
    case 'transpose':
      return graph.node('Transpose', [first], { perm: [1, 0] });
    case 'matmul':
      return graph.node('Gemm', [first, second], { transA: +node.transposeA, transB: +node.transposeB });
    case 'reshape':
      return graph.node('Reshape', [first, sizes(graph, [-1, node.cols])]);
    case 'sum':
      return graph.node('ReduceSum', [first, sizes(graph, axesOf[node.axis])]);
    case 'max':
      return graph.node('ReduceMax', [first, sizes(graph, axesOf[node.axis])]);
    case 'conform':
      return graph.node('Expand', [first, graph.node('Shape', [of(node.like)])]);
    case 'count': {
      const counted = graph.node('Cast', [graph.node('Shape', [of(node.like)])], { to: FLOAT });
      const chosen = graph.node('Gather', [counted, sizes(graph, axesOf[node.axis])]);
      return graph.node('Reshape', [graph.node('ReduceProd', [chosen]), sizes(graph, [1, 1])]);
    }
    case 'gather':
      return gathered(node, place);
    default: {
      const op = SAME[node.op];
      if (op !== undefined) return graph.node(op, args);
      throw new CommandError(
        node.op === 'uniform'
          ? "the network cannot be written as ONNX: its formula has 'uniform', random numbers, also in use"
          : `the network cannot be written as ONNX: its formula has '${node.op}', for which there is no operator; --to module can write it`,
      );
    }
  }
}
