import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { repository, resultsFolder } from '../src/paths.js';
import { chart } from '../src/report/chart.js';
import { digits } from '../src/report/format.js';
import { goals } from '../src/report/goals.js';
import { page } from '../src/report/page.js';
import { taskText } from '../src/report/terminal.js';
import { render } from '../src/save.js';
import { fixture } from './fixture.js';

const accuracy = {
  splits: 5,
  sklearn: '1.2',
  tables: [
    { name: 'iris', task: 'classes', rows: 150, nn: 0.96, sklearn: 0.94 },
    { name: 'linear', task: 'number', rows: 500, nn: 0.976, sklearn: 0.56, standardized: 0.971 },
  ],
} as const;

const curves = (last: number) => ({
  'MNIST, dense': [
    [0.9, last],
    [0.93, last + 0.01],
  ],
});
const networks = {
  nn: { versions: {}, accuracies: curves(0.96) },
  pytorch: { versions: { torch: '1.13' }, accuracies: curves(0.94) },
};

describe('a table of a task', () => {
  const text = taskText(fixture, fixture.tasks[0]!);

  it('shows rates of all the work and ratios within rounds', () => {
    expect(text).toMatch(/nn, 1 thread +80,000 .* 4\.00 +0\.0240 +89\.1 % +all/);
  });

  it('scales what a slow side did on a part, and says which', () => {
    expect(text).toMatch(/tfjs-cpu +2,000 .* 0\.100 .* 1\/4/);
  });

  it('says who is not in it', () => {
    expect(text).toContain('jax-js: out of memory');
  });
});

describe('goals', () => {
  const reached = (what: string) => goals.find((g) => g.what === what)?.reached(fixture);

  it('are met or not by the median of the ratios', () => {
    expect(reached('A against PyTorch, one thread')).toEqual({ text: '4.00 times', met: true });
    expect(reached('A against PyTorch, two threads')).toEqual({ text: '8.00 times', met: true });
    expect(reached('Bundle that only predicts')?.met).toBe(true);
    expect(reached('Bundle that trains')).toEqual({ text: '20.1 kB', met: false });
  });

  it('count 60 MB, and 12 for each executor, to what memory is needed', () => {
    expect(reached('Peak memory of A, B and C')).toEqual({
      text: 'at worst 99.0 of 98.0 MB (A, nn-2)',
      met: false,
    });
  });

  it('say nothing of what was not measured', () => {
    expect(reached('A against tfjs-wasm')).toBeUndefined();
  });
});

describe('the page', () => {
  const written = page(fixture, accuracy, networks);

  it('says that a quick run is one, on which machine, and who was not there', () => {
    expect(written).toContain('> These numbers are from a quick run');
    expect(page({ ...fixture, quick: false }, accuracy, networks)).not.toContain('quick run');
    expect(written).toContain('A processor, 2 cores, 8 GiB of memory');
    expect(written).toContain('brain.js (not found; to install it: npm run peers)');
  });

  it('holds the numbers, the goals and the accuracy', () => {
    expect(written).toContain('| **nn, 1 thread** | 80,000 |');
    expect(written).toContain('| A against PyTorch, one thread | at least 2.5 times | 4.00 times | yes |');
    expect(written).toContain('| iris | 150 | **0.960** | 0.940 |');
    expect(written).toContain('0.971 (linear)');
    expect(written).toContain('| MNIST, dense: 784-128-10 | 20 | 96.50 ± 0.71 | 94.50 ± 0.71 | 96.00 | 2 | never |');
    expect(written).toContain('| MNIST, convolutional: conv2d(16, 3), maxPool2d(2), conv2d(32, 3),');
  });

  it('is the one in docs, and so is its chart', () => {
    if (!existsSync(join(resultsFolder, 'latest.json'))) return;
    const rendered = render('latest');
    // Written by hand? `pnpm bench report` writes both anew.
    expect(readFileSync(join(repository, 'docs', 'benchmarks.md'), 'utf8')).toBe(rendered.page);
    expect(readFileSync(join(repository, 'docs', 'benchmarks.svg'), 'utf8')).toBe(rendered.chart);
  });
});

describe('the chart', () => {
  const svg = chart(fixture);

  it('has the best of each side, the fastest first, and the others as long as they are fast', () => {
    expect([...svg.matchAll(/text-anchor="end">([^<]*)</g)].map(([, name]) => name)).toEqual([
      'nn',
      'PyTorch',
      'tfjs-cpu',
    ]);
    const lengths = [...svg.matchAll(/<rect [^>]*width="([\d.]+)"/g)].map(([, width]) => Number(width));
    expect(lengths[1]! / lengths[0]!).toBeCloseTo(1 / 8, 2);
  });

  it('is well-formed: what is special is written as a number', () => {
    expect(svg).toContain('>small &#38; simple<');
  });
});

it('numbers have three digits that count', () => {
  expect([31.24, 1253, 0.01234, 0.0000218, 99.96].map((n) => digits(n))).toEqual([
    '31.2',
    '1,250',
    '0.0123',
    '2.18e-5',
    '100',
  ]);
});
