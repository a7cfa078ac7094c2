import { type ElementwiseOp, operations } from '@nn/formula';
import { describe, test } from 'vitest';
import type { Body, Buffer, Instruction, Size } from '../../src/plan.js';
import { expectSame, sizes, specials, wild } from '../support/both.js';
import { noise, type Place } from '../support/case.js';

/** A map of r x c whose results are the results of all instructions. */
const mapOf = (rows: Size, cols: Size, body: Body, operands: readonly Buffer[], place: Place) => {
  const results = body.code.map((_, i) => body.operands + i);
  const outputs = results.map(() => place(rows, cols));
  return [{ kind: 'map', rows, cols, body, operands, results, outputs }] as const;
};

describe('every operation, on special values', () => {
  const n = specials.length;
  const one = (k: number) => specials[Math.floor(k / n / n) % n]!;
  const two = (k: number) => specials[Math.floor(k / n) % n]!;
  const three = (k: number) => specials[k % n]!;
  const byCount = { 1: [three], 2: [two, three], 3: [one, two, three] };

  test.each(Object.entries(operations) as [ElementwiseOp, 1 | 2 | 3][])('%s', (op, count) => {
    const body: Body = { operands: count, code: [{ op, args: [0, 1, 2].slice(0, count) }] };
    const cols = n ** count;
    expectSame(
      (place) =>
        mapOf(
          1,
          cols,
          body,
          byCount[count].map((fill) => place(1, cols, fill)),
          place,
        ),
      op,
    );
  });

  test.each([0, 1, 2, 3, 5, 64, 65, 0.5, 1.5, -0.5, -1, -2, -3, 0.1, 1e3, -1e3])('pow %f', (exponent) => {
    const body: Body = { operands: 1, code: [{ op: 'pow', args: [0], exponent }] };
    expectSame((place) => mapOf(n, 3, body, [place(n, 3, (k) => specials[k % n]!)], place), `pow ${exponent}`);
  });

  test('constants', () => {
    const code = [...specials, 0.1, 1 / 3, 1e-46, 1e39].map(
      (value): Instruction => ({ op: 'constant', args: [], value }),
    );
    expectSame((place) => mapOf(2, 5, { operands: 0, code }, [], place), 'constants');
  });
});

describe('broadcasting', () => {
  const patterns = ['full', 'row', 'column', 'scalar'] as const;
  const rowsOf = (pattern: string, rows: Size): Size => (pattern === 'full' || pattern === 'column' ? rows : 1);
  const colsOf = (pattern: string, cols: Size): Size => (pattern === 'full' || pattern === 'row' ? cols : 1);
  const body: Body = {
    operands: 2,
    code: [
      { op: 'div', args: [0, 1] },
      { op: 'tanh', args: [2] },
      { op: 'maximum', args: [3, 1] },
    ],
  };

  const pairs = patterns.flatMap((p) => patterns.map((q) => [p, q] as const));
  test.each(pairs)('%s with %s', (p, q) => {
    for (const rows of sizes.slice(0, 8)) {
      for (const cols of sizes) {
        expectSame((place) => {
          const a = place(rowsOf(p, rows), colsOf(p, cols), wild(1));
          const b = place(rowsOf(q, rows), colsOf(q, cols), wild(2));
          return mapOf(rows, cols, body, [a, b], place);
        }, `${p} with ${q}, ${rows} x ${cols}`);
      }
    }
  });

  test.each(pairs)('%s with %s, rows of a batch', (p, q) => {
    for (const cols of [1, 4, 6]) {
      expectSame(
        (place) => {
          const a = place(rowsOf(p, 'batch'), colsOf(p, cols), wild(1));
          const b = place(rowsOf(q, 'batch'), colsOf(q, cols), wild(2));
          return mapOf('batch', cols, body, [a, b], place);
        },
        `${p} with ${q}, batch x ${cols}`,
        [3, 0, 1, 7, 2],
      );
    }
  });

  test.each(pairs)('%s with %s, columns of a batch', (p, q) => {
    expectSame(
      (place) => {
        const a = place(rowsOf(p, 3), colsOf(p, 'batch'), wild(1));
        const b = place(rowsOf(q, 3), colsOf(q, 'batch'), wild(2));
        return mapOf(3, 'batch', body, [a, b], place);
      },
      `${p} with ${q}, 3 x batch`,
      [3, 0, 1, 7, 2],
    );
  });
});

describe('outputs', () => {
  test('may stand where operands do', () => {
    const body: Body = {
      operands: 3,
      code: [
        { op: 'add', args: [0, 1] },
        { op: 'mul', args: [0, 2] },
      ],
    };
    for (const cols of [1, 2, 3, 4, 5, 6, 7, 30]) {
      expectSame((place) => {
        const [a, b] = [place(5, cols, wild(1)), place(5, cols, wild(2))];
        const operands = [a, b, place(1, cols, wild(3))];
        return [{ kind: 'map', rows: 5, cols, body, operands, results: [4, 3], outputs: [b, a] }];
      }, `in place, 5 x ${cols}`);
    }
  });

  test('may be operands as they are, and the same value twice', () => {
    const body: Body = { operands: 2, code: [{ op: 'neg', args: [0] }] };
    expectSame((place) => {
      const operands = [place(3, 5, wild(1)), place(1, 5, wild(2))];
      const outputs = [place(3, 5), place(3, 5), place(3, 5), place(3, 5)];
      return [{ kind: 'map', rows: 3, cols: 5, body, operands, results: [1, 2, 2, 0], outputs }];
    }, 'operands as results');
  });
});

describe('uniform', () => {
  const words = [0x1234, 0xffff, 0x8001, 0x7fff, 0, 1, 0xffff, 0xffff];
  const body: Body = {
    operands: 3,
    code: [
      { op: 'uniform', args: [], key: 1 },
      { op: 'uniform', args: [], key: 2 },
      { op: 'mul', args: [0, 3] },
    ],
  };

  test.each([1, 2, 3, 4, 5, 8, 9, 64, 65])('depends on key and element only, %i columns', (cols) => {
    for (const pattern of ['full', 'row']) {
      expectSame(
        (place) => {
          const x = place(pattern === 'full' ? 'batch' : 1, cols, noise(1));
          const keys = [place(1, 4, (k) => words[k]!), place(1, 4, (k) => words[k + 4]!)];
          return mapOf('batch', cols, body, [x, ...keys], place);
        },
        `uniform, ${cols} columns`,
        [9, 1, 0, 2],
      );
    }
  });

  test('in a matrix of the size of its key', () => {
    const key: Body = { operands: 1, code: [{ op: 'uniform', args: [], key: 0 }] };
    expectSame((place) => mapOf(1, 4, key, [place(1, 4, (k) => words[k]!)], place), '1 x 4');
    expectSame((place) => mapOf('batch', 4, key, [place(1, 4, (k) => words[k]!)], place), 'batch x 4', [1, 3]);
  });
});
