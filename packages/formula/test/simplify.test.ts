import { describe, expect, test } from 'vitest';
import * as f from '../src/index.js';
import { type Expr, evaluate, gradients, inferShapes, type Shape, simplify, simplifyAll } from '../src/index.js';
import { BATCH, type Given, randomCase } from './random-expression.js';

const is = (x: Expr | undefined, value: number) => x?.op === 'constant' && x.value === value;

/** What must not be left of an expression; `shape` where the sizes were known. */
function leftovers(roots: readonly Expr[], shape?: (node: Expr) => Shape): string[] {
  const found: string[] = [];
  for (const node of f.topological(roots, shape ? undefined : everything)) {
    const [a, b] = node.args;
    const constants = node.args.filter((x) => x.op === 'constant').length;
    if (['add', 'sub'].includes(node.op) && (is(a, 0) || is(b, 0))) found.push(`0 in ${node.op}`);
    if (node.op === 'mul' && [0, 1, -1].some((v) => is(a, v) || is(b, v))) found.push('0, 1 or -1 in mul');
    if (node.op === 'div' && (is(a, 0) || is(b, 1))) found.push('0 / x or x / 1');
    if (node.op === a?.op && ['neg', 'abs', 'transpose'].includes(node.op)) found.push(`twice ${node.op}`);
    if ((Object.hasOwn(f.operations, node.op) || node.op === 'pow') && constants === node.args.length) {
      found.push(`${node.op} of constants`);
    }
    if (!shape) continue;
    if (node.op === 'mean' || node.op === 'annotated') found.push(node.op);
    if (node.op === 'count' && shape(node.like).every((d) => typeof d === 'number')) found.push('count');
    if (node.op === 'conform' && String(shape(node)) === String(shape(a!))) found.push('conform to the same size');
  }
  return found;
}

const everything = (node: Expr) => ('like' in node ? [...node.args, node.like] : node.args);

const shapesOf = (given: Given, batch?: string) =>
  Object.fromEntries(
    Object.entries(given).map(([name, rows]) => {
      const size = (n: number) => (n === BATCH && batch ? batch : n);
      return [name, [size(rows.length), size(rows[0]!.length)] as const];
    }),
  );

function expectSameValue(actual: Expr, expected: Expr, given: Given, message: string): void {
  const [a, b] = [evaluate(actual, given), evaluate(expected, given)];
  expect([a.rows, a.cols], message).toEqual([b.rows, b.cols]);
  const scale = Math.max(1, ...Array.from(b.data, Math.abs));
  for (let i = 0; i < b.data.length; i++) {
    expect(Math.abs(a.data[i]! - b.data[i]!) / scale, message).toBeLessThan(1e-10);
  }
}

describe('random expressions and their gradients', () => {
  const cases = Array.from({ length: 400 }, (_, i) => {
    const example = randomCase(2001 + i);
    const names = example.names.slice(0, 3);
    // Unsimplified, as a user may write them, and derived.
    const roots = [example.root, ...Object.values(gradients(example.root, names))];
    return { ...example, roots, message: `case ${2001 + i}` };
  });

  test('keep their value without sizes', () => {
    for (const { roots, given, message } of cases) {
      const simple = simplifyAll(roots);
      expect(leftovers(simple), message).toEqual([]);
      roots.forEach((root, i) => {
        expectSameValue(simple[i]!, root, given, message);
      });
    }
  });

  test.each([undefined, 'batch'])('keep their value with sizes (batch: %s)', (batch) => {
    for (const { roots, given, message } of cases) {
      const shapes = shapesOf(given, batch);
      const simple = simplifyAll(roots, shapes);
      const before = inferShapes(roots, shapes);
      const after = inferShapes(simple, shapes);
      expect(
        leftovers(simple, (node) => after.get(node)!),
        message,
      ).toEqual([]);
      roots.forEach((root, i) => {
        expect(after.get(simple[i]!), message).toEqual(before.get(root));
        expectSameValue(simple[i]!, root, given, message);
      });
    }
  });

  test('are simple after one pass', () => {
    for (const { roots, given, message } of cases) {
      for (const shapes of [undefined, shapesOf(given)]) {
        const once = simplifyAll(roots, shapes);
        const twice = simplifyAll(once, shapes);
        expect(f.topological(twice).length, message).toBe(f.topological(once).length);
      }
    }
  });
});

describe('rules', () => {
  const [x, y] = [f.input('x'), f.input('y')];
  test('sharing: equal nodes become one', () => {
    const node = simplify(f.add(f.exp(f.mul(x, y)), f.sqrt(f.exp(f.mul(x, y)))));
    expect(f.topological([node])).toHaveLength(6);
  });

  test('a repeated number that is summed is multiplied', () => {
    // y = x + b repeats b in 5 rows: the derivative of its sum by b is 5, whether sizes are known or not.
    const d = gradients(f.sum(f.add(x, y)), ['y']).y!;
    const given = { x: [[1], [1], [1], [1], [1]], y: 3 };
    expect(evaluate(d, given).data[0]).toBe(5);
    expect(evaluate(simplify(d, { x: [5, 1], y: [1, 1] }), given).data[0]).toBe(5);
  });

  test('a matmul takes a transpose in', () => {
    const node = simplify(f.matmul(f.transpose(x), f.transpose(y), { transposeB: true }));
    expect(node).toMatchObject({ op: 'matmul', transposeA: true, transposeB: false });
    expect(node.args.map((a) => a.op)).toEqual(['input', 'input']);
  });

  test('constants are folded, -0, NaN and infinities kept apart', () => {
    expect(simplify(f.add(1, f.mul(2, 3)))).toEqual(f.constant(7));
    expect(simplify(f.neg(0))).toEqual(f.constant(-0));
    expect(simplify(f.div(1, f.neg(0)))).toEqual(f.constant(-Infinity));
    expect(simplify(f.sub(Infinity, Infinity))).toEqual(f.constant(Number.NaN));
    expect(simplifyAll([f.constant(0), f.constant(-0)])).toEqual([f.constant(0), f.constant(-0)]);
  });

  test('the shapes of inputs that are named only for their size are known too', () => {
    expect(simplify(f.conform(2, x), { x: [1, 1] })).toEqual(f.constant(2));
    expect(simplify(f.count(x), { x: [4, 3] })).toEqual(f.constant(12));
    expect(simplify(f.count(x), { x: ['batch', 3] })).toMatchObject({ op: 'count' });
    expect(simplify(f.count(x, 'eachRow'), { x: ['batch', 3] })).toEqual(f.constant(3));
  });
});

describe('size', () => {
  test('a deep network is simplified in a time that grows with its length, without exhausting the call stack', () => {
    const chain = (layers: number) => {
      let h: Expr = f.input('x');
      for (let i = 0; i < layers; i++) h = f.tanh(f.add(f.matmul(h, f.input('w')), f.input(`b${i}`)));
      return f.mean(f.square(h));
    };
    const shapes = (layers: number): Record<string, Shape> => ({
      x: ['batch', 8],
      w: [8, 8],
      ...Object.fromEntries(Array.from({ length: layers }, (_, i) => [`b${i}`, [1, 8] as const])),
    });
    const seconds = (layers: number) => {
      const start = performance.now();
      const gradient = gradients(chain(layers), ['w', 'b0']);
      simplifyAll(Object.values(gradient), shapes(layers));
      return (performance.now() - start) / 1000;
    };
    seconds(300);
    // 10 times the layers; a quadratic cost would be 100 times as much.
    const [small, large] = [Math.min(seconds(300), seconds(300)), Math.min(seconds(3000), seconds(3000))];
    expect(large / small).toBeLessThan(50);
  });
});

describe('two nodes are one', () => {
  const [a, b, k] = [f.input('a'), f.input('b'), f.input('k')];
  const twins: readonly [string, () => Expr][] = [
    ['a b', () => f.matmul(a, b)],
    ['aᵀ b', () => f.matmul(a, b, { transposeA: true })],
    ['a bᵀ', () => f.matmul(a, b, { transposeB: true })],
    ['aᵀ bᵀ', () => f.matmul(a, b, { transposeA: true, transposeB: true })],
    ['b a', () => f.matmul(b, a)],
    ['the sum of a', () => f.sum(a)],
    ['the sum of its rows', () => f.sum(a, 'eachRow')],
    ['the sum of its columns', () => f.sum(a, 'eachColumn')],
    ['its mean', () => f.mean(a)],
    ['a³', () => f.pow(a, 3)],
    ['a⁴', () => f.pow(a, 4)],
    ['random numbers', () => f.uniform(1, a)],
    ['those of another stream', () => f.uniform(2, a)],
    ['those for b', () => f.uniform(1, b)],
    ['by columns', () => f.gather(a, k, 'columns')],
    ['by rows', () => f.gather(a, k, 'rows')],
    ['how many', () => f.count(a)],
    ['how many in a row', () => f.count(a, 'eachRow')],
  ];

  test('if they compute the same', () => {
    for (const [name, make] of twins) {
      const [one, two] = simplifyAll([make(), make()]);
      expect(one, name).toBe(two);
    }
  });

  test('and only then', () => {
    const made = simplifyAll(twins.map(([, make]) => make()));
    for (const [i, node] of made.entries()) {
      expect(twins[made.indexOf(node)]![0], 'taken for another').toBe(twins[i]![0]);
    }
  });
});

describe('signs', () => {
  const [a, b] = [f.input('a'), f.input('b')];
  test.each<[string, Expr, number]>([
    ['a - (-b)', f.sub(a, f.neg(b)), 12],
    ['a + (-b)', f.add(a, f.neg(b)), -2],
    ['-a + b', f.add(f.neg(a), b), 2],
    ['-(a - b)', f.neg(f.sub(a, b)), 2],
    ['(-a) (-b)', f.mul(f.neg(a), f.neg(b)), 35],
    ['a / (-b)', f.div(a, f.neg(b)), -5 / 7],
  ])('of %s stay right', (_, x, expected) => {
    expect(evaluate(simplify(x), { a: 5, b: 7 }).data[0]).toBe(expected);
  });
});
