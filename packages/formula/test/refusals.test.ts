import {
  bad,
  describeComplete,
  describeRefusals,
  infinite,
  outside,
  type Refusal,
  type Refusals,
} from '../../../refusals.shared.js';
import * as f from '../src/index.js';

const x = f.input('x');
const y = f.input('y');

/** What an operand of a constructor must be, each in turn. */
const operands = (make: (...operands: never[]) => unknown, count: number): readonly Refusal[] => {
  return Array.from({ length: count }, (_, k) => k).flatMap((k) =>
    (
      [
        [undefined, 'undefined'],
        ['x', "'x'"],
        [[[1, 2]], '[[1, 2]]'],
        [f.tanh, 'a function'],
      ] as const
    ).map(([value, got]): Refusal => {
      const given = Array.from({ length: count }, (_, i) => bad(i === k ? value : 1));
      return [() => make(...given), TypeError, `expected an expression or a number, got ${got}`];
    }),
  );
};
const axis = "axis: expected 'all', 'eachRow' or 'eachColumn'";
const reductions = (reduce: typeof f.sum): readonly Refusal[] => [
  [() => reduce(bad(undefined)), TypeError, 'expected an expression or a number, got undefined'],
  [() => reduce(x, bad('rows')), TypeError, `${axis}, got 'rows'`],
  [() => reduce(x, bad(1)), TypeError, `${axis}, got 1`],
];
const picked = "axis: expected 'rows' or 'columns'";

const constructors: Refusals = {
  abs: operands(f.abs, 1),
  erf: operands(f.erf, 1),
  erfc: operands(f.erfc, 1),
  exp: operands(f.exp, 1),
  log: operands(f.log, 1),
  neg: operands(f.neg, 1),
  sigmoid: operands(f.sigmoid, 1),
  sign: operands(f.sign, 1),
  softplus: operands(f.softplus, 1),
  sqrt: operands(f.sqrt, 1),
  square: operands(f.square, 1),
  tanh: operands(f.tanh, 1),
  transpose: operands(f.transpose, 1),
  add: operands(f.add, 2),
  div: operands(f.div, 2),
  equal: operands(f.equal, 2),
  less: operands(f.less, 2),
  lessOrEqual: operands(f.lessOrEqual, 2),
  matmul: operands(f.matmul, 2),
  maximum: operands(f.maximum, 2),
  minimum: operands(f.minimum, 2),
  mul: operands(f.mul, 2),
  sub: operands(f.sub, 2),
  select: operands(f.select, 3),
  sum: reductions(f.sum),
  mean: reductions(f.mean),
  max: reductions(f.max),
  input: [
    [() => f.input(bad(undefined)), TypeError, 'name: expected a text, got undefined'],
    [() => f.input(bad(x)), TypeError, 'name: expected a text, got an object'],
  ],
  constant: [
    [() => f.constant(bad('1')), TypeError, "value: expected a number, got '1'"],
    [() => f.constant(bad(x)), TypeError, 'value: expected a number, got an object'],
  ],
  table: [
    ...outside((rows) => f.table(rows, 1, []), 'rows: expected a whole number from 0', -1, 1.5, ...infinite),
    ...outside((cols) => f.table(1, cols, []), 'cols: expected a whole number from 0', -1, 1.5, ...infinite),
    [() => f.table(1, 2, [1]), RangeError, 'values: expected 1 x 2 numbers, got 1'],
    [() => f.table(1, 2, bad(undefined)), RangeError, 'values: expected 1 x 2 numbers, got undefined'],
  ],
  pow: [
    [() => f.pow(x, bad(y)), TypeError, 'exponent: expected a number, got an object'],
    [() => f.pow(bad('x'), 2), TypeError, "expected an expression or a number, got 'x'"],
  ],
  reshape: [
    ...outside((cols) => f.reshape(x, cols), 'cols: expected a whole number from 1', 0, -1, 1.5, ...infinite),
    [() => f.reshape(bad(null), 1), TypeError, 'expected an expression or a number, got null'],
  ],
  reshapeLike: [
    [() => f.reshapeLike(x, bad(1)), TypeError, 'like: expected an expression, got 1'],
    [() => f.reshapeLike(bad(null), x), TypeError, 'expected an expression or a number, got null'],
  ],
  gather: [
    [() => f.gather(x, y, bad('row')), TypeError, `${picked}, got 'row'`],
    [() => f.gather(x, y, bad(undefined)), TypeError, `${picked}, got undefined`],
    [() => f.gather(x, bad([1]), 'rows'), TypeError, 'expected an expression or a number, got [1]'],
  ],
  scatterAdd: [
    [() => f.scatterAdd(x, y, x, bad('row')), TypeError, `${picked}, got 'row'`],
    [() => f.scatterAdd(x, y, bad(2), 'rows'), TypeError, 'like: expected an expression, got 2'],
    [() => f.scatterAdd(x, bad([1]), x, 'rows'), TypeError, 'expected an expression or a number, got [1]'],
  ],
  conform: [
    [() => f.conform(x, bad(1)), TypeError, 'like: expected an expression, got 1'],
    [() => f.conform(bad(undefined), x), TypeError, 'expected an expression or a number, got undefined'],
  ],
  count: [
    [() => f.count(bad(undefined)), TypeError, 'like: expected an expression, got undefined'],
    [() => f.count(x, bad('rows')), TypeError, `${axis}, got 'rows'`],
  ],
  uniform: [
    ...outside((stream) => f.uniform(stream, x), 'stream: expected a whole number from 0', -1, 0.5, ...infinite),
    [() => f.uniform(0, bad(undefined)), TypeError, 'like: expected an expression, got undefined'],
  ],
  withAdjoint: [
    [() => f.withAdjoint(bad(1), x, () => 0), TypeError, 'value: expected an expression, got 1'],
    [() => f.withAdjoint(x, bad('x'), () => 0), TypeError, "of: expected an expression, got 'x'"],
    [() => f.withAdjoint(x, x, bad(x)), TypeError, 'rule: expected a function of output and gradient, got an object'],
    [
      () => f.withAdjoint(x, x, () => bad(undefined)),
      TypeError,
      'rule: expected an expression or a number, got undefined',
    ],
  ],
  stopGradient: [[() => f.stopGradient(bad(3)), TypeError, 'x: expected an expression, got 3']],
};

const g = f.formula(['x', 'y'], (a, b) => f.mul(a, b));
const values = { x: [[1, 2]], y: 3 };
const given = 'expected a number, rows of numbers [[1, 2], [3, 4]] or a matrix';

/** What every function of expressions refuses in the place of one. */
const roots = (call: (root: never) => unknown): readonly Refusal[] => [
  [() => call(bad(undefined)), TypeError, 'root: expected an expression, got undefined'],
  [() => call(bad(g)), TypeError, 'root: expected an expression, got a function'],
  [() => call(bad('x')), TypeError, "root: expected an expression, got 'x'"],
];
const printing = (print: typeof f.text): readonly Refusal[] => [
  [() => print(bad(undefined)), TypeError, 'expected a formula or an expression, got undefined'],
  [() => print(bad(f.tanh)), TypeError, 'expected a formula or an expression, got a function'],
  ...outside(
    (digits) => print(g, { digits }),
    'digits: expected a whole number from 1 to 100',
    0,
    101,
    1.5,
    ...infinite,
  ),
  [() => print(g, { values: bad({ z: 1 }) }), RangeError, 'values has z, but the inputs are x, y'],
  [() => print(g, { element: [0, 0] }), RangeError, 'an element stands in numbers: expected values of x, y, got none'],
  [
    () => print(g, { values, element: [0, 2] }),
    RangeError,
    'the result is 1 x 2: expected an element [row, column] of it, counted from 0, got [0, 2]',
  ],
];

const functions: Refusals = {
  formula: [
    [() => f.formula(bad('x'), (a) => a), TypeError, "names: expected a list of texts such as ['x'], got 'x'"],
    [() => f.formula([bad(1)], (a) => a), TypeError, "names: expected a list of texts such as ['x'], got [1]"],
    [() => f.formula(['x', 'x'], (a) => a), TypeError, "two inputs are called 'x'; expected names that differ"],
    [() => f.formula(['x'], bad(x)), TypeError, 'build: expected a function such as (x) => square(x), got an object'],
    [() => f.formula(['x'], () => bad(undefined)), TypeError, 'expression: expected an expression, got undefined'],
    [() => f.formula(['x'], () => y), TypeError, 'the expression uses y, which is not among its inputs x'],
  ],
  fromExpression: [
    // What is long is not shown whole.
    [
      () => f.fromExpression(bad('x'.repeat(1e6)), []),
      TypeError,
      `expression: expected an expression, got '${'x'.repeat(60)}…'`,
    ],
    [() => f.fromExpression(y, ['x']), TypeError, 'the expression uses y, which is not among its inputs x'],
    [() => f.fromExpression(bad(1), []), TypeError, 'expression: expected an expression, got 1'],
    [
      () => f.fromExpression(x, bad(undefined)),
      TypeError,
      "names: expected a list of texts such as ['x'], got undefined",
    ],
  ],
  derivative: [
    [() => f.derivative(bad(x), 'x' as never), TypeError, 'formula: expected a formula, got an object'],
    [() => f.derivative(g, bad('z')), RangeError, "name: expected one of the inputs x, y, got 'z'"],
  ],
  weighted: [[() => f.weighted(bad(undefined)), TypeError, 'formula: expected a formula, got undefined']],
  evaluate: [
    ...roots((root) => f.evaluate(root, {})),
    ...roots((root) => f.evaluateAll([root], {})),
    [() => f.evaluate(x, {}), f.ShapeError, "input 'x' has no value; given: none"],
    [
      () => f.evaluate(f.add(x, y), { x: [[1, 2]], y: [[1, 2, 3]] }),
      f.ShapeError,
      'add: x is 1 x 2, y is 1 x 3: columns must be equal, or 1 on one side',
    ],
  ],
  x: [
    [() => f.evaluate(x, { x: bad('1') }), TypeError, `${given}, got '1'`],
    [() => f.evaluate(x, { x: bad([1, 2]) }), TypeError, `${given}, got a flat list (one row is [[1, 2, 3]])`],
    [
      () => f.evaluate(x, { x: [[1], [2, 3]] }),
      RangeError,
      'row 1 has 2 numbers, row 0 has 1; expected rows of one length',
    ],
    [() => f.evaluate(x, { x: { rows: 2, cols: 2, data: [1] } }), RangeError, `${given}, got 1 numbers for 2 x 2`],
  ],
  value: [
    [() => f.toValues(bad(undefined)), TypeError, `${given}, got undefined`],
    [() => f.toValues(bad({})), TypeError, `${given}, got an object`],
  ],
  gradients: roots((root) => f.gradients(root, ['x'])),
  simplify: [...roots((root) => f.simplify(root)), ...roots((root) => f.simplifyAll([root]))],
  substitute: [
    ...roots((root) => f.substitute(root, {})),
    [() => f.substitute(x, { x: bad(3) }), TypeError, 'x: expected an expression, got 3'],
  ],
  toJSON: roots(f.toJSON),
  fromJSON: [
    [() => f.fromJSON(undefined), TypeError, 'the expression: expected an object; got undefined'],
    [() => f.fromJSON({ version: 2 }), TypeError, 'version: expected 1 (a newer release may have written this); got 2'],
    [() => f.fromJSON({ version: 1, nodes: [] }), TypeError, 'nodes: expected a list of 1 to 10000 nodes; got 0'],
    [
      () => f.fromJSON({ version: 1, nodes: [{ op: 'eval' }] }),
      TypeError,
      'nodes[0].op: expected the name of an operation; got "eval"',
    ],
  ],
  text: printing(f.text),
  latex: printing(f.latex),
  mathml: printing(f.mathml),
  checkFormula: [
    [() => f.checkFormula(bad(x), values), TypeError, 'formula: expected a formula, got an object'],
    [() => f.checkFormula(g, bad({ x: 1 })), TypeError, `y: ${given}, got undefined`],
    [
      () => f.checkFormula(g, values, { by: bad(['z']) }),
      RangeError,
      "by: 'z' is not an input of this formula; its inputs are x, y",
    ],
    [() => f.checkFormula(g, values, { by: [] }), RangeError, 'expected at least one number to check, got none'],
    ...outside((samples) => f.checkFormula(g, values, { samples }), 'samples: expected a number from 1', 0, -1),
    ...outside((tolerance) => f.checkFormula(g, values, { tolerance }), 'tolerance: expected a number above 0', 0, -1),
    ...outside((seed) => f.checkFormula(g, values, { seed }), 'seed: expected a whole number', 0.5, ...infinite),
  ],
};

describeRefusals(constructors);
describeRefusals(functions);

const tool = 'runs for every node or number of what is compiled, so that its type alone says what it takes';
const refuses = 'is what refuses';
describeComplete(f, [constructors, functions], {
  compareSlopes: 'is in the table by who calls it: checkFormula',
  evaluateAll: 'is in the table with evaluate',
  simplifyAll: 'is in the table with simplify',
  toValues: 'is in the table by the names of what it is given: x, value',
  greater: 'is less with its operands in another order',
  greaterOrEqual: 'is lessOrEqual with its operands in another order',
  inferShapes: tool,
  decisions: tool,
  elementwise: tool,
  inputNames: tool,
  joinChecks: 'takes what checks gave',
  mapReferences: tool,
  nodeGradients: tool,
  power: tool,
  references: tool,
  streamKey: tool,
  threefry: tool,
  topological: tool,
  uniformAt: tool,
  ShapeError: 'an error, as any Error is made',
  ...Object.fromEntries(
    Object.keys(f)
      .filter((n) => /^check(?!Formula)/.test(n))
      .map((n) => [n, refuses]),
  ),
  shown: 'takes anything',
});
