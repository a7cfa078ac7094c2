import { readFileSync } from 'node:fs';
import { type Expr, evaluate, fromJSON, gradients, input, mul, sum, text, toJSON } from '@nn/formula';
import { type Backend, compile, executable, reference, wasm } from '@nn/matrix';
import { describe, expect, test } from 'vitest';
import * as nn from '../src/index.js';

interface Case {
  readonly settings: Readonly<Record<string, number>>;
  readonly x: number[][];
  readonly y: number[][];
  readonly upstream: number[][];
  readonly gradient: number[][];
}

/** What PyTorch computes: tools/reference/activations.py. */
const { activations }: { activations: Record<string, Case[]> } = JSON.parse(
  readFileSync(new URL('./fixtures/activations.json', import.meta.url), 'utf8'),
);

const exported: Record<string, unknown> = { ...nn };

/** The activation of this name with these settings. */
function made(name: string, settings: Case['settings']): nn.Activation {
  const found = exported[name] as nn.Activation | ((...values: number[]) => nn.Activation);
  return typeof found === 'function' ? found(...Object.values(settings)) : found;
}

const cases = Object.entries(activations).flatMap(([name, all]) =>
  all.map((each, k) => [`${name} ${Object.entries(each.settings).join()}(${k})`, name, each] as const),
);

/** The output, and what reaches x when `upstream` reaches the output. */
function expressions({ formula: { expression } }: nn.Activation): { y: Expr; gradient: Expr } {
  const gradient = gradients(sum(mul(expression, input('upstream'))), ['x']).x!;
  return { y: expression, gradient };
}

function computedOn(backend: Backend, activation: nn.Activation, { x, upstream }: Case) {
  const place = (given?: number[][]) => {
    const region = backend.region(x.length * x[0]!.length);
    if (given) region.view().set(given.flat());
    return { region, offset: 0, rows: x.length, cols: x[0]!.length };
  };
  const { y, gradient } = expressions(activation);
  const [outY, outGradient] = [place(), place()];
  const outputs = [
    { value: y, into: outY },
    { value: gradient, into: outGradient },
  ];
  const inputs = { x: place(x), upstream: place(upstream) };
  executable(backend, [compile({ backend, inputs, outputs, batch: 0 })]).run(0);
  return { y: [...outY.region.view()], gradient: [...outGradient.region.view()] };
}

function expectClose(found: ArrayLike<number>, wanted: number[][], relative: number, absolute: number, what: string) {
  wanted.flat().forEach((x, k) => {
    const y = found[k]!;
    if (!(Math.abs(x - y) <= absolute + relative * Math.abs(x))) expect(y, `${what}, element ${k}`).toBe(x);
  });
}

describe.each(cases)('%s', (_, name, each) => {
  const activation = made(name, each.settings);

  test('in double precision, as PyTorch', () => {
    const { y, gradient } = expressions(activation);
    const given = { x: each.x, upstream: each.upstream };
    // Beside the relative error, that of a rounded number of size 1: 1 - eˣ for small x.
    expectClose(evaluate(y, given).data, each.y, 1e-10, 1e-15, 'output');
    expectClose(evaluate(gradient, given).data, each.gradient, 1e-10, 1e-15, 'gradient');
  });

  test.each([wasm(), reference()])('in single precision, as PyTorch, on $name', (backend) => {
    const { y, gradient } = computedOn(backend, activation, each);
    expectClose(y, each.y, 1.3e-6, 1e-5, 'output');
    expectClose(gradient, each.gradient, 1.3e-6, 1e-5, 'gradient');
  });

  test('is data, and can be read', () => {
    const { expression } = activation.formula;
    expect(toJSON(fromJSON(toJSON(expression)))).toEqual(toJSON(expression));
    expect(text(expression)).not.toContain('undefined');
    expect(activation.name).toBe(name);
  });
});

/** Those of the package, by name: they stand alone, or are made with settings. */
const isActivation = (value: unknown) => {
  const { name, formula } = (value ?? {}) as Partial<nn.Activation>;
  return typeof name === 'string' && typeof formula === 'function';
};
const withSettings = ['elu', 'leakyRelu'];
const fixed = Object.entries(exported).flatMap(([name, value]) => (isActivation(value) ? [name] : []));
const names = [...fixed, ...withSettings];

test('every activation that is compared is exported', () => {
  expect(names).toEqual(expect.arrayContaining(Object.keys(activations)));
});

for (const name of names.filter((name) => !Object.hasOwn(activations, name)))
  test.skip(`${name}, as PyTorch (no numbers yet: add a line to tools/reference/activations.py and run it)`);

// PyTorch's 1 + erf and 1 + tanh lose them; these are x Φ(x), and the formula with tanh, from mpmath with 60 decimal places.
test.each([
  ['gelu', -3, -0.0040496940948902835],
  ['gelu', -5, -1.4332578593959695e-6],
  ['gelu', -8, -4.976768459417427e-15],
  ['gelu', -12, -2.1317785344932147e-32],
  ['geluTanh', -3, -0.003637392081773019],
  ['geluTanh', -5, -2.291796196629506e-7],
  ['geluTanh', -8, -3.1077829375011112e-21],
])('%s keeps its digits where it is nearly 0: at %d', (name, x, expected) => {
  const relativeError = (y: number) => Math.abs(y / expected - 1);
  const activation = made(name, {});
  expect(relativeError(activation.formula({ x }))).toBeLessThan(1e-13);
  const each = { settings: {}, x: [[x]], upstream: [[1]], y: [], gradient: [] };
  // Up to six roundings come before the exponent, and each counts as often as the exponent is large.
  const bound = 6 * 2 ** -24 * (1 + Math.abs(Math.log(-expected)));
  expect(relativeError(computedOn(wasm(), activation, each).y[0]!)).toBeLessThan(bound);
});

test.each(Object.keys(activations))('%s of NaN is NaN', (name) => {
  const { expression } = made(name, {}).formula;
  expect([...Array.from(evaluate(expression, { x: [[Number.NaN]] }).data)]).toEqual([Number.NaN]);
  expect(computedOn(wasm(), made(name, {}), { x: [[Number.NaN]], upstream: [[1]] } as Case).y).toEqual([Number.NaN]);
});
