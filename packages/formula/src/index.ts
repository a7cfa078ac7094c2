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
  reshape,
  reshapeLike,
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
  table,
  tanh,
  transpose,
  uniform,
  withAdjoint,
} from './build.js';
export { checkFormula, type FormulaCheckOptions } from './check/check-formula.js';
export { compareSlopes, type GradientCheckOptions, type Segment, type Slopes } from './check/compare-slopes.js';
export { type Decision, decisions } from './check/decisions.js';
export { type GradientCheck, type GradientDifference, joinChecks } from './check/gradient-check.js';
export { gradients, nodeGradients } from './derivative.js';
export { elementwise, operations, power } from './elementwise.js';
export { type EvaluateOptions, evaluate, evaluateAll } from './evaluate.js';
export {
  checkCount,
  checkFinite,
  checkGiven,
  checkList,
  checkMade,
  checkOption,
  checkRecord,
  checkSeed,
  checkTruth,
  shown,
} from './expected.js';
export {
  type Axis,
  type BinaryOp,
  type ElementwiseOp,
  type Expr,
  type Gather,
  inputNames,
  mapReferences,
  references,
  substitute,
  type Table,
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
export { weighted } from './weighted.js';
