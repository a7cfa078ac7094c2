import { describe, expect, test } from 'vitest';
import * as f from '../src/index.js';
import { type Expr, evaluate, fromJSON, gradients, toJSON, topological } from '../src/index.js';
import { randomCase } from './random-expression.js';

const carried = (x: Expr) => fromJSON(JSON.parse(JSON.stringify(toJSON(x))));

describe('there and back', () => {
  test('random expressions and their gradients keep their value, their sharing and their derivative', () => {
    for (let seed = 3001; seed <= 3080; seed++) {
      const { root, given, names } = randomCase(seed);
      const name = names[0]!;
      for (const before of [root, gradients(root, [name])[name]!]) {
        const after = carried(before);
        expect(topological([after])).toHaveLength(topological([before]).length);
        expect(evaluate(after, given)).toEqual(evaluate(before, given));
        const [a, b] = [after, before].map((x) => evaluate(gradients(x, [name])[name]!, given));
        expect(a).toEqual(b);
      }
    }
  });

  test.each([Number.NaN, Infinity, -Infinity, -0, 5e-324, 0.1, Number.MAX_VALUE])('the constant %d', (value) => {
    expect(carried(f.constant(value))).toEqual(f.constant(value));
    expect(carried(f.pow(f.input('x'), value))).toEqual(f.pow(f.input('x'), value));
  });

  test('what is shared is written once, arguments first', () => {
    const x = f.exp(f.input('x'));
    expect(toJSON(f.mul(x, x))).toEqual({
      version: 1,
      nodes: [
        { op: 'input', name: 'x' },
        { op: 'exp', args: [0] },
        { op: 'mul', args: [1, 1] },
      ],
    });
  });

  test('an input may have any name', () => {
    for (const name of ['', '__proto__', 'constructor', '\ud800', 'ü 1']) {
      const square = carried(f.square(f.input(name)));
      expect(square).toEqual(f.square(f.input(name)));
      expect(evaluate(square, Object.fromEntries([[name, 3]])).data[0]).toBe(9);
      expect(evaluate(gradients(square, [name])[name]!, Object.fromEntries([[name, 3]])).data[0]).toBe(6);
    }
  });
});

describe('what is not an expression is refused', () => {
  const x = { op: 'input', name: 'x' };
  const nodes = (...list: unknown[]) => ({ version: 1, nodes: list });
  test.each<[unknown, string]>([
    [null, 'the expression: expected an object; got null'],
    ['x', 'the expression: expected an object; got "x"'],
    [{ nodes: [x] }, 'version: expected 1 (a newer release may have written this); got undefined'],
    [{ version: 2, nodes: [x] }, 'version: expected 1 (a newer release may have written this); got 2'],
    [{ version: 1 }, 'nodes: expected a list of 1 to 10000 nodes; got undefined'],
    [nodes(), 'nodes: expected a list of 1 to 10000 nodes; got 0'],
    [{ version: 1, nodes: new Array(10_001) }, 'nodes: expected a list of 1 to 10000 nodes; got 10001'],
    [nodes(x, 7), 'nodes[1]: expected an object; got 7'],
    [nodes({ op: 'toString', args: [] }), 'nodes[0].op: expected the name of an operation; got "toString"'],
    [nodes({ op: '__proto__' }), 'nodes[0].op: expected the name of an operation; got "__proto__"'],
    [nodes({ args: [] }), 'nodes[0].op: expected the name of an operation; got undefined'],
    [nodes(x, { op: 'add', args: [0] }), "nodes[1].args: expected the places of 2 nodes for 'add'; got [0]"],
    [nodes(x, { op: 'exp', args: 0 }), "nodes[1].args: expected the places of 1 nodes for 'exp'; got 0"],
    [nodes(x, { op: 'exp', args: [1] }), 'nodes[1].args[0]: expected the place of an earlier node, below 1; got 1'],
    [nodes(x, { op: 'exp', args: [-1] }), 'nodes[1].args[0]: expected the place of an earlier node, below 1; got -1'],
    [nodes(x, { op: 'exp', args: [0.5] }), 'nodes[1].args[0]: expected the place of an earlier node, below 1; got 0.5'],
    [nodes(x, { op: 'exp', args: ['0'] }), 'nodes[1].args[0]: expected the place of an earlier node, below 1; got "0"'],
    [nodes({ op: 'input', name: 7 }), 'nodes[0].name: expected a string; got 7'],
    [nodes({ op: 'input' }), 'nodes[0].name: expected a string; got undefined'],
    [
      nodes({ op: 'constant', value: 'nan' }),
      "nodes[0].value: expected a finite number, 'NaN', 'Infinity', '-Infinity' or '-0'; got \"nan\"",
    ],
    [
      nodes({ op: 'constant', value: null }),
      "nodes[0].value: expected a finite number, 'NaN', 'Infinity', '-Infinity' or '-0'; got null",
    ],
    [
      nodes({ op: 'table', rows: 1, cols: 2, values: [1, 'two'] }),
      'nodes[0].values: expected a list of numbers; got [1,"two"]',
    ],
    [nodes(x, { op: 'reshape', cols: -1, args: [0] }), 'nodes[1].cols: expected a whole number from 0; got -1'],
    [nodes(x, { op: 'uniform', stream: -1, like: 0 }), 'nodes[1].stream: expected a whole number from 0; got -1'],
    [
      nodes(x, { op: 'conform', args: [0] }),
      'nodes[1].like: expected the place of an earlier node, below 1; got undefined',
    ],
    [
      nodes(x, { op: 'sum', args: [0], axis: 'rows' }),
      "nodes[1].axis: expected 'all', 'eachRow' or 'eachColumn'; got \"rows\"",
    ],
    [
      nodes(x, { op: 'matmul', args: [0, 0], transposeA: 1, transposeB: false }),
      'nodes[1].transposeA: expected true or false; got 1',
    ],
    [nodes(x, { op: 'exp', args: [0], name: 'y' }), 'nodes[1].name: \'exp\' has no such field; got "y"'],
    [nodes({ op: 'input', name: ['a'.repeat(500)] }), `nodes[0].name: expected a string; got ["${'a'.repeat(78)}…`],
  ])('%j', (json, message) => {
    expect(() => fromJSON(json)).toThrow(new TypeError(`fromJSON: ${message}`));
  });

  test('the longest chain that is allowed can still be worked with', () => {
    const chain = Array.from({ length: 9_999 }, (_, i) => ({ op: 'neg', args: [i] }));
    const root = fromJSON({ version: 1, nodes: [x, ...chain] });
    expect(evaluate(root, { x: 2 }).data[0]).toBe(-2);
    expect(f.simplify(root)).toEqual(f.neg(f.input('x')));
    expect(evaluate(gradients(root, ['x']).x!, { x: 2 }).data[0]).toBe(-1);
  });
});
