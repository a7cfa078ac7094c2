import { abs, latex, mean, mul, pow, softplus, square, sub, sum } from '@nn/formula';
import { describe, expect, test } from 'vitest';
import { loss, meanSquaredError } from '../src/index.js';
import { double } from './support.js';

describe("a loss of one's own", () => {
  const cubic = loss('cubic', (y, t) => mean(pow(abs(sub(y, t)), 3)));
  const [y, t] = [double([[3], [-1]]), double([[1], [2]])];

  test('has a value, the derivative 3 e |e| / n, and a print', () => {
    expect(cubic.name).toBe('cubic');
    expect(cubic.value(y, t)).toBe((8 + 27) / 2);
    expect(cubic.gradient(y, t).toArray()).toEqual([[(3 * 2 * 2) / 2], [(-3 * 3 * 3) / 2]]);
    expect(latex(cubic.formula)).toContain('^{3}');
    expect(cubic).not.toHaveProperty('link');
  });

  test('takes weights', () => {
    const weights = double([[3], [1]]);
    expect(cubic.value(y, t, { weights })).toBe((3 * 8 + 27) / 4);
    expect(cubic.gradient(y, t, { weights }).toArray()).toEqual([[(3 * 3 * 2 * 2) / 4], [(-3 * 3 * 3) / 4]]);
  });

  test('that is written like one of the package is equal to it', () => {
    const own = loss('own', (y, t) => mean(square(sub(y, t))));
    expect(own.value(y, t)).toBe(meanSquaredError().value(y, t));
    expect(own.gradient(y, t).toArray()).toEqual(meanSquaredError().gradient(y, t).toArray());
  });

  test('may have a link', () => {
    const made = loss('own', (y, t) => mean(square(sub(y, t))), {
      activation: 'softplus',
      build: (z, t) => mean(square(sub(softplus(z), t))),
    });
    expect(made.link!.activation).toBe('softplus');
    expect(made.link!.formula({ y: 0, t: 0 })).toBeCloseTo(Math.LN2 ** 2, 15);
  });

  test('must give one number', () => {
    const build = () => loss('wide', (y, t) => square(sub(y, t)));
    expect(build).toThrow(TypeError);
    expect(build).toThrow(/wide: expected one number.*got.*mean/);
    expect(() => loss('tall', (y, t) => sum(mul(y, t), 'eachRow'))).toThrow(/tall: expected one number/);
    expect(() => loss('linked', (y, t) => mean(sub(y, t)), { activation: 'tanh', build: (z, t) => sub(z, t) })).toThrow(
      /linked: link: expected one number/,
    );
  });
});
