import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { fixed, subscript } from '../src/lib/view/format.js';
import { keyed, tidy } from '../src/lib/view/keys.js';
import { linearScale, roundUp, thinned } from '../src/lib/view/plot.js';
import { activationNames, activations } from '../src/routes/[lang=lang]/neuron/activations.js';
import { boundary, halfway } from '../src/routes/[lang=lang]/neuron/boundary.js';
import { arrowLength, thickness } from '../src/routes/[lang=lang]/neuron/drawing.js';
import { PLANE } from '../src/routes/[lang=lang]/neuron/protocol.js';

describe('the line where y is one half', () => {
  test.each(activationNames)('is at a sum that gives one half: %s', (name) => {
    expect(activations[name].formula({ x: halfway(name) })).toBeCloseTo(0.5, 10);
  });

  test.each([
    { w1: 1, w2: 1, b: -1.5 },
    { w1: 2, w2: -1, b: 0.1 },
    { w1: 0, w2: 3, b: -1 },
    { w1: -4, w2: 0, b: 2 },
    { w1: 1, w2: 1, b: -1 },
  ])('lies on w1 x1 + w2 x2 + b = z, from edge to edge: %j', ({ w1, w2, b }) => {
    const line = boundary({ w1, w2, b }, 0.25, PLANE)!;
    for (const [x1, x2] of line) {
      expect(w1 * x1 + w2 * x2 + b).toBeCloseTo(0.25, 10);
      expect([x1, x2].some((v) => v === PLANE.from || v === PLANE.to)).toBe(true);
      for (const v of [x1, x2]) expect(v >= PLANE.from - 1e-9 && v <= PLANE.to + 1e-9).toBe(true);
    }
    expect(line[0]).not.toEqual(line[1]);
  });

  test('is not there where it passes by, and where all weights are 0', () => {
    expect(boundary({ w1: 1, w2: 1, b: 20 }, 0, PLANE)).toBeUndefined();
    expect(boundary({ w1: 0, w2: 0, b: 1 }, 0, PLANE)).toBeUndefined();
  });
});

describe('a weight in hand', () => {
  test.each([
    ['ArrowUp', false, 1.1],
    ['ArrowLeft', false, 0.9],
    ['ArrowDown', true, 0.99],
    ['PageUp', false, 2],
    ['Home', false, -8],
    ['End', true, 8],
    ['Tab', false, undefined],
  ])('%s (fine: %s) -> %s', (key, fine, value) =>
    expect(keyed({ key, shiftKey: fine }, 1, { min: -8, max: 8 })).toBe(value),
  );

  test('stays within reach, in hundredths', () => {
    expect(tidy(9.3, { min: -8, max: 8 })).toBe(8);
    expect(tidy(-0.1 - 0.2, { min: -8, max: 8 })).toBe(-0.3);
  });

  test('is drawn thicker the larger it is; its arrow longer the steeper', () => {
    const sizes = [0, 0.5, -1, 3, -6];
    expect(sizes.map(thickness)).toEqual(sizes.map(thickness).sort((a, b) => a - b));
    expect(arrowLength(0)).toBe(0);
    expect(arrowLength(-0.5)).toBe(arrowLength(0.5));
    expect(arrowLength(0.5)).toBeGreaterThan(arrowLength(0.2));
    expect(arrowLength(1e9)).toBeLessThanOrEqual(30);
  });
});

describe('plots', () => {
  test.each([
    [0.0958, 0.1],
    [0.11, 0.2],
    [3, 5],
    [70, 100],
    [10, 10],
    [0, 1],
  ])('roundUp(%s) = %s', (value, rounded) => expect(roundUp(value)).toBeCloseTo(rounded, 12));

  test('a scale goes through its ends', () => {
    const scale = linearScale([-8, 8], [48, 408]);
    expect([-8, 0, 8].map(scale)).toEqual([48, 228, 408]);
  });

  test('thinned keeps the first and the last', () => {
    const points = thinned(Array.from({ length: 5001 }, (_, i) => i));
    expect(points.length).toBeLessThanOrEqual(402);
    expect([points[0], points.at(-1)]).toEqual([
      [0, 0],
      [5000, 5000],
    ]);
  });
});

test.each([
  [-0.5, 2, '−0.50'],
  [-0.0001, 3, '0.000'],
  [1234567, 2, '1.2e6'],
  [Number.NEGATIVE_INFINITY, 2, '−∞'],
])('fixed(%s, %s) = %s', (value, decimals, written) => expect(fixed(value, decimals)).toBe(written));

test('subscript', () => expect(['w1', 'w2', 'b'].map(subscript)).toEqual(['w₁', 'w₂', 'b']));

describe('the colours of text stand out by 4.5 to 1 (WCAG 2.2, AA)', () => {
  const css = readFileSync(new URL('../src/app.css', import.meta.url), 'utf8');
  const [light, dark] = css.split('prefers-color-scheme: dark');
  const colours = (part: string) =>
    Object.fromEntries([...part.matchAll(/--([a-z-]+): (#[0-9a-f]{6})/g)].map(([, name, hex]) => [name!, hex!]));
  const luminance = (hex: string) => {
    const [r, g, b] = [1, 3, 5].map((at) => {
      const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
      return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
    }) as [number, number, number];
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (a: string, b: string) => {
    const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number];
    return (high + 0.05) / (low + 0.05);
  };

  test.each([
    ['light', light!],
    ['dark', dark!],
  ])('%s', (_, part) => {
    const palette = colours(part);
    for (const ground of ['paper', 'card', 'tint']) {
      for (const ink of ['ink', 'muted', 'plus-ink', 'minus-ink', 'slope']) {
        expect(contrast(palette[ink]!, palette[ground]!), `${ink} on ${ground}`).toBeGreaterThanOrEqual(4.5);
      }
    }
    // What is no text, but has to be seen.
    for (const mark of ['edge', 'plus', 'minus', 'focus']) {
      expect(contrast(palette[mark]!, palette.card!), mark).toBeGreaterThanOrEqual(3);
    }
  });
});
