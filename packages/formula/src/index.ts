export {
  abs,
  add,
  conform,
  constant,
  count,
  div,
  equal,
  erf,
  erfc,
  exp,
  gather,
  greater,
  greaterOrEqual,
  input,
  less,
  lessOrEqual,
  log,
  matmul,
  max,
  maximum,
  mean,
  minimum,
  mul,
  neg,
  type Operand,
  pow,
  scatterAdd,
  select,
  sigmoid,
  sign,
  softplus,
  sqrt,
  square,
  stopGradient,
  sub,
  sum,
  tanh,
  transpose,
  uniform,
  withAdjoint,
} from './build.js';
export { gradients, nodeGradients } from './derivative.js';
export { elementwise, operations, power } from './elementwise.js';
export { type EvaluateOptions, evaluate, evaluateAll } from './evaluate.js';
export {
  type Axis,
  type BinaryOp,
  type ElementwiseOp,
  type Expr,
  inputNames,
  mapReferences,
  references,
  substitute,
  topological,
  type UnaryOp,
} from './expr.js';
export { derivative, type Formula, formula, fromExpression } from './formula.js';
export { type ExpressionJSON, fromJSON, type NodeJSON, toJSON } from './json.js';
export { type DoubleLanes, f32, f64, type Lanes, type StorageLanes } from './lanes.js';
export { latex, mathml, type PrintOptions, text } from './print/print.js';
export { scalar } from './scalar.js';
export { type Dim, inferShapes, type Shape, ShapeError } from './shape.js';
export { simplify, simplifyAll } from './simplify.js';
export { type RandomPosition, streamKey, threefry, uniformAt, type Words, words } from './threefry.js';
export { type Given, toValues, type Values } from './values.js';
