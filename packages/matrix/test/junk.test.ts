import { formula, neg } from '@nn/formula';
import { describe } from 'vitest';
import { describeJunk } from '../../../refusals.shared.js';
import * as m from '../src/index.js';

const backend = 'is called with what a backend or the compiler made, for every step of every run';
const a = m.matrix([[1]]);
const pair = [{ before: [a] }, { behind: [a] }];
const sizes = [{ before: [1] }, { behind: [1] }, { behind: [1, 1] }];

describeJunk(m, {
  checkMatrix: 'is what refuses',
  compile: backend,
  executable: backend,
  settle: backend,
  add: pair,
  sub: pair,
  mul: pair,
  div: pair,
  matmul: [...pair, { behind: [a, a] }],
  fromData: [{ before: [1, new Float32Array(1)] }, { behind: [1], before: [new Float32Array(1)] }, { behind: [1, 1] }],
  full: [{ before: [1, 1] }, { behind: [1], before: [1] }, { behind: [1, 1], accepts: ['7.5'] }, { behind: [1, 1, 1] }],
  identity: [{}, { behind: [1] }],
  map: [{ before: [{ x: a }] }, { behind: [formula(['x'], neg)] }],
  matrix: [{ accepts: ['[]'] }, { behind: [[[1]]] }],
  oneHot: [{ before: [2], accepts: ['[]'] }, { behind: [Int32Array.of(0)] }, { behind: [Int32Array.of(0), 2] }],
  random: [{}, { behind: [1] }, { behind: [1, 0] }],
  sampleWeights: [{ before: [{}] }, { behind: [a] }],
  scale: [{ before: [2] }, { behind: [a], accepts: ['7.5'] }],
  zeros: sizes,
});

describe('what is drawn', () => {
  const { uniform, normal, permutation } = m.random(1);
  describeJunk({ uniform, normal, permutation }, { uniform: sizes, normal: sizes });
  for (const name of ['min', 'max', 'dtype']) {
    const accepts = name === 'dtype' ? [] : ['7.5'];
    describeJunk({ uniform: (value: never) => uniform(1, 1, { [name]: value }) }, { uniform: [{ accepts }] });
  }
});

describe('options', () => {
  for (const name of ['transposeA', 'transposeB', 'out']) {
    const accepts = name === 'out' ? [] : ['true'];
    describeJunk({ matmul: (value: never) => m.matmul(a, a, { [name]: value }) }, { matmul: [{ accepts }] });
  }
  describeJunk({ wasm: (threads: never) => m.wasm({ threads }) }, {});
  describeJunk({ wasm: (fma: never) => m.wasm({ fma }) }, { wasm: [{ accepts: m.fmaAvailable() ? ['true'] : [] }] });
  describeJunk({ wasm: (products: never) => m.wasm({ products }) }, {});
  describeJunk({ reference: (dtype: never) => m.reference({ dtype }) }, {});
  describeJunk({ sampleWeights: (weights: never) => m.sampleWeights(a, { weights }) }, {});
  describeJunk({ sampleWeights: (classWeights: never) => m.sampleWeights(a, { classWeights }) }, {});
});
