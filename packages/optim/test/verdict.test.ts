import { abs, add, div, type Formula, formula, log, mul, neg, pow, sigmoid, square, sub } from '@nn/formula';
import { describe, expect, test } from 'vitest';
import { adam, landscape, listed, type MinimizeOptions, minimize, sgd } from '../src/index.js';

/** Of curvature 1, with its minimum at 3. */
const parabola = formula(['w'], (w) => div(square(sub(w, 3)), 2));
const verdict = (f: Formula<'w'>, start: number, options?: MinimizeOptions<'w'>) => minimize(f, start, options).verdict;

describe('plain descent on a parabola', () => {
  test.each([
    { learningRate: 0.01, kind: 'slow', says: 'is 0.01, below 1: a step goes a part of the way' },
    { learningRate: 0.5, kind: 'converged', says: 'is 0.5, below 1: a step goes a part of the way' },
    { learningRate: 1, kind: 'converged', says: 'is 1, exactly 1: a step goes the whole way' },
    { learningRate: 1.5, kind: 'converged', says: 'is 1.5, between 1 and 2: a step overshoots, and comes nearer' },
    { learningRate: 1.95, kind: 'oscillating', says: 'is 1.95, between 1 and 2: a step overshoots, and comes nearer' },
    { learningRate: 2, kind: 'oscillating', says: 'is 2, exactly 2: a step overshoots to the same height' },
    { learningRate: 2.1, kind: 'diverged', says: 'is 2.1, above 2: each step overshoots ever further' },
  ])('with a product of $learningRate is $kind', ({ learningRate, kind, says }) => {
    const { text, ...numbers } = verdict(parabola, 5, { learningRate });
    expect(numbers).toEqual({ kind, learningRate, curvature: 1, product: learningRate });
    expect(text).toContain(`Learning rate ${learningRate} times curvature 1 ${says}.`);
    expect(text.toLowerCase().startsWith(kind)).toBe(true);
    expect(text).not.toMatch(/NaN|undefined|saddle|maximum/);
  });

  test.each([1, 2, 3, 4])('is judged after %d steps too', (steps) => {
    const after = (learningRate: number) => verdict(parabola, 5, { learningRate, steps }).kind;
    expect([0.5, 1, 1.5, 2, 2.5].map(after)).toEqual(['slow', 'converged', 'oscillating', 'oscillating', 'diverged']);
  });

  test('is judged before any step, by the one that would be made', () => {
    const { text, ...numbers } = verdict(parabola, 5, { learningRate: 2.5, steps: 0 });
    expect(numbers).toEqual({ kind: 'slow', learningRate: 2.5, curvature: 1, product: 2.5 });
    expect(text).toContain('after 0 steps');
    expect(verdict(parabola, 3, { steps: 0 }).kind).toBe('converged');
  });

  test('says in full what happened, by which rule, and what to do', () => {
    expect(verdict(parabola, 5, { learningRate: 2.5, steps: 10 }).text).toBe(
      'Diverged: the loss went from 2 to 6651 in 10 steps, and grows. ' +
        'Learning rate 2.5 times curvature 1 is 2.5, above 2: each step overshoots ever further. ' +
        'From where it began, a learning rate below 2 / curvature = 2 comes nearer.',
    );
    expect(verdict(parabola, 5, { learningRate: 0.5, steps: 1 }).text).toBe(
      "Slow: after 1 step the gradient's length is 1, above the tolerance of 1e-6. " +
        'Learning rate 0.5 times curvature 1 is 0.5, below 1: a step goes a part of the way. ' +
        'More steps come nearer; a learning rate of 1 / curvature = 1 would go the whole way along this slope.',
    );
    expect(verdict(parabola, 5, { learningRate: 1 }).text).toBe(
      "Converged: after 100 steps the gradient's length is 0, within the tolerance of 1e-6. " +
        'Learning rate 1 times curvature 1 is 1, exactly 1: a step goes the whole way. ' +
        'This is a minimum: the curvature there is 1.',
    );
  });

  test('goes by the tolerance that is asked for', () => {
    expect(verdict(parabola, 5, { learningRate: 0.5, steps: 4, tolerance: 0.1 }).kind).toBe('slow');
    expect(verdict(parabola, 5, { learningRate: 0.5, steps: 4, tolerance: 0.125 }).kind).toBe('converged');
  });

  test('goes by the end of the path where the rate changes', () => {
    const rising = listed([...Array(10).fill(0.5), 2.5]);
    // The loss is still below where it began, but it grows.
    const late = minimize(parabola, 5, { learningRate: rising, steps: 14 });
    expect(late.path.at(-1)!.loss).toBeLessThan(late.path[0]!.loss);
    expect(late.verdict).toMatchObject({ kind: 'diverged', product: 2.5 });
    const falling = listed([...Array(10).fill(2.5), 0.5]);
    expect(verdict(parabola, 5, { learningRate: falling, steps: 14 })).toMatchObject({ kind: 'slow', product: 0.5 });
    expect(verdict(parabola, 5, { learningRate: falling, steps: 60 }).kind).toBe('converged');
  });

  test('in a long valley is judged along the gradient', () => {
    const valley = formula(['a', 'b'], (a, b) => add(mul(50, square(a)), div(square(b), 2)));
    const start = { a: 1, b: 1 };
    expect(minimize(valley, start, { learningRate: 0.021 }).verdict).toMatchObject({ kind: 'diverged' });
    expect(minimize(valley, start, { learningRate: 0.021 }).verdict.product).toBeCloseTo(2.1, 3);
    expect(minimize(valley, start, { learningRate: 0.0199, steps: 30 }).verdict.kind).toBe('oscillating');
    // The steep side is settled, and the flat one is left.
    const { kind, product } = minimize(valley, start, { learningRate: 0.01, steps: 300 }).verdict;
    expect(kind).toBe('slow');
    expect(product).toBeCloseTo(0.01, 6);
  });
});

describe('a place where the gradient is 0 need not be a minimum:', () => {
  test('a saddle', () => {
    const { kind, text } = minimize(landscape.formula, { u: 0, v: 0.8 }, { learningRate: 0.3 }).verdict;
    expect(kind).toBe('converged');
    expect(text).toContain('This is a saddle, not a minimum: the curvature there is -1 to 1, by direction');
    const product = formula(['a', 'b'], (a, b) => mul(a, b));
    expect(minimize(product, { a: 0, b: 0 }).verdict.text).toContain('a saddle, not a minimum');
  });

  test('a maximum', () => {
    const { text, ...numbers } = verdict(
      formula(['w'], (w) => neg(square(w))),
      0,
      { learningRate: 0.3 },
    );
    expect(numbers).toEqual({ kind: 'converged', learningRate: 0.3, curvature: -2, product: 0.3 * -2 });
    expect(text).toContain('is -0.6, below 0: the loss bends down, and the slope gets steeper.');
    expect(text).toContain('This is a maximum, not a minimum: the curvature there is -2, and any push leads down.');
  });

  test('a plain', () => {
    const flat = [
      verdict(
        formula(['w'], (w) => mul(0, w)),
        1,
      ),
      verdict(
        formula(['w'], (w) => sigmoid(w)),
        -40,
      ),
      verdict(
        formula(['w'], (w) => pow(w, 4)),
        0,
      ),
    ];
    for (const { kind, text } of flat) {
      expect(kind).toBe('converged');
      expect(text).toContain('This place is flat');
    }
  });

  test('the floor of a valley is one, though a gradient within the tolerance leaves its curvature a little below 0', () => {
    // Minima wherever a b = 1; inside the curve the curvature along it is slightly negative.
    const hyperbola = formula(['a', 'b'], (a, b) => square(sub(mul(a, b), 1)));
    const { path, verdict } = minimize(
      hyperbola,
      { a: 0.2, b: 0.9 },
      { learningRate: 0.1, steps: 80, tolerance: 1e-4 },
    );
    const { a, b } = path.at(-1)!.w;
    expect(a * b).toBeLessThan(1);
    expect(verdict.kind).toBe('converged');
    expect(verdict.text).toContain('This is a minimum');
  });
});

describe('where the loss is no parabola', () => {
  test('a line is slow, and never ends', () => {
    const { text, ...numbers } = verdict(
      formula(['w'], (w) => neg(w)),
      1,
      { learningRate: 0.3 },
    );
    expect(numbers).toEqual({ kind: 'slow', learningRate: 0.3, curvature: 0, product: 0 });
    expect(text).toContain('is 0, so the loss has no bend here that would limit a step.');
  });

  test('a slope that gets steeper is slow, until it leaves the finite numbers', () => {
    const hill = formula(['w'], (w) => neg(square(w)));
    const { kind, product, text } = verdict(hill, 1, { learningRate: 0.3, steps: 20 });
    expect([kind, product]).toEqual(['slow', 0.3 * -2]);
    expect(text).toContain('below 0: the loss bends down, and the slope gets steeper');
    expect(verdict(hill, 1, { learningRate: 0.3, steps: 2000 }).kind).toBe('diverged');
  });

  test('a kink is overshot, which the gradients show and the curvature does not', () => {
    const { text, ...numbers } = verdict(
      formula(['w'], (w) => abs(w)),
      0.5,
      { learningRate: 1 },
    );
    expect(numbers).toEqual({ kind: 'oscillating', learningRate: 1, curvature: 0, product: 0 });
    expect(text).toContain('by the gradients before and after it, the product was 2.');
  });

  test('a step out of the domain diverges', () => {
    // The minimum of w - log w is at 1; the step leads below 0.
    const barrier = formula(['w'], (w) => sub(w, log(w)));
    const { kind, text } = verdict(barrier, 3, { learningRate: 6 });
    expect(kind).toBe('diverged');
    expect(text).toContain(
      'step 1 led to where the loss, the gradient or w is not finite; the loss before it was 1.901.',
    );
    expect(text).toContain('a learning rate below 2 / curvature = 18 comes nearer.');
  });

  test('a learning rate of 0 moves nothing', () => {
    const { path, verdict } = minimize(parabola, 5, { learningRate: 0 });
    expect(path.every(({ w }) => w === 5)).toBe(true);
    expect(verdict).toMatchObject({ kind: 'slow', product: 0 });
    expect(verdict.text).toContain('so nothing moves. A learning rate above 0 moves.');
  });
});

describe('optimizers with a memory are judged by their path', () => {
  test.each([
    { name: 'adam', optimizer: adam(), learningRate: 0.5, steps: 20, kind: 'oscillating' },
    { name: 'adam', optimizer: adam(), learningRate: 0.01, steps: 50, kind: 'slow' },
    { name: 'adam', optimizer: adam(), learningRate: 0.1, steps: 2000, kind: 'converged' },
    // Plain descent would diverge at 2.5; Adam's steps are no longer than the rate, so it cannot go far.
    { name: 'adam', optimizer: adam(), learningRate: 2.5, steps: 30, kind: 'oscillating' },
    { name: 'sgd with momentum', optimizer: sgd({ momentum: 0.9 }), learningRate: 0.001, steps: 20, kind: 'slow' },
    { name: 'sgd with momentum', optimizer: sgd({ momentum: 0.9 }), learningRate: 0.5, steps: 40, kind: 'oscillating' },
    // With momentum m descent is stable up to a product of 2 (1 + m).
    { name: 'sgd with momentum', optimizer: sgd({ momentum: 0.9 }), learningRate: 3.7, steps: 800, kind: 'converged' },
    { name: 'sgd with momentum', optimizer: sgd({ momentum: 0.9 }), learningRate: 3.9, steps: 100, kind: 'diverged' },
    {
      name: 'sgd with weight decay',
      optimizer: sgd({ weightDecay: 0.5 }),
      learningRate: 0.5,
      steps: 100,
      kind: 'slow',
    },
  ])('$name at $learningRate after $steps steps is $kind', ({ name, optimizer, learningRate, steps, kind }) => {
    const found = verdict(parabola, 5, { optimizer, learningRate, steps });
    expect(found).toMatchObject({ kind, learningRate, curvature: 1, product: learningRate });
    expect(found.text).toContain(
      `That is the rule of plain descent; ${name} goes by its own, so the path alone decides.`,
    );
  });
});
