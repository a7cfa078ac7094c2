import { describeJunk } from '../../../refusals.shared.js';
import * as f from '../src/index.js';

const x = f.input('x');
const number = [{ accepts: ['7.5'] }];
const pair = [
  { before: [x], accepts: ['7.5'] },
  { behind: [x], accepts: ['7.5'] },
];
const tool = 'runs for every node or number of what is compiled, so that its type alone says what it takes';
const refuses = 'is what refuses';
const g = f.formula(['x', 'y'], f.mul);
const values = { x: 1, y: 2 };

describeJunk(f, {
  ...Object.fromEntries(
    'abs constant erf erfc exp log max mean neg sigmoid sign softplus sqrt square sum tanh transpose'
      .split(' ')
      .map((name) => [name, number]),
  ),
  ...Object.fromEntries(
    'add sub mul div minimum maximum less lessOrEqual greater greaterOrEqual equal matmul'
      .split(' ')
      .map((name) => [name, pair]),
  ),
  ...Object.fromEntries(
    'compareSlopes decisions elementwise evaluateAll inferShapes inputNames joinChecks mapReferences nodeGradients power references simplifyAll streamKey threefry topological uniformAt'
      .split(' ')
      .map((name) => [name, tool]),
  ),
  ...Object.fromEntries(
    Object.keys(f)
      .filter((name) => name.startsWith('check') && name !== 'checkFormula')
      .map((name) => [name, refuses]),
  ),
  ShapeError: 'an error, as any Error is made',
  toValues: 'is in the table by the names of what it is given: x, value',
  shown: 'takes anything',
  checkFormula: [{ before: [values] }, { behind: [g] }, { behind: [g, values] }],
  input: [{ accepts: ["'junk'"] }],
});
