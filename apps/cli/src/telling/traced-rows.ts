import type { Pipeline, Table } from '@nn/data';
import type { Matrix } from '@nn/matrix';
import type { Quantity, Trace } from '@nn/net';
import { abridged } from './abridged.js';
import { shown, shownList } from './equations.js';
import { matrixText } from './matrices.js';
import { type Block, type Step, step } from './step.js';
import type { Text } from './text.js';
import { traceSteps } from './trace-steps.js';
import { TOGETHER } from './wrap.js';

/** What a trace was made of, and how much of it is told. */
export interface TracedRows {
  readonly rows: Table;
  /** Which rows of their table they were, from 1. */
  readonly numbers: readonly number[];
  readonly x: Matrix;
  readonly t: Matrix;
  readonly pipeline: Pipeline;
  /** Only this layer. */
  readonly layer: number | undefined;
}

/** Matrices that are not larger are told whole. */
const SMALL = 24;

/** A matrix with its size; of a large one the first numbers and the last. */
function given({ name, value }: Quantity): readonly [string, string] {
  const { rows, cols } = value;
  if (rows * cols <= SMALL) return [name, matrixText(value)];
  const list = abridged(
    Array.from({ length: rows }, (_, i) => i),
    2,
    1,
  ).map((i) => (i === undefined ? '…' : `[${shownList(Array.from(value.data.slice(i * cols, (i + 1) * cols)))}]`));
  return [name, `[${list.join(', ')}] (${[rows, 'x', cols].join(TOGETHER)})`];
}

/** More rows than these are not told one by one. */
const MOST_ROWS = 3;

/** A row as it stands in the table, and as the numbers that the network gets. */
function rowTable({ rows, numbers, x, t, pipeline }: TracedRows, i: number): Block[] {
  let at = 0;
  const lines = pipeline.features.map((f) => {
    const cell = rows.column(f.name).cells[i]!;
    const width = f.kind === 'number' ? 1 : f.categories.length;
    const own = Array.from({ length: width }, (_, k) => x.at(i, at + k));
    at += width;
    const place = f.kind === 'number' ? '' : (f.categories[own.indexOf(1)] ?? '');
    return [f.name, cell, f.kind === 'number' ? shown(own[0]!) : place === '' ? '0' : `1 (${place})`];
  });
  const { name, kind } = pipeline.target;
  const cell = rows.column(name).cells[i]!;
  const answer = [name, cell, kind === 'classes' ? `t: 1 (${cell.trim()})` : `t: ${shown(t.at(i, 0))}`];
  return [
    { en: `Row ${numbers[i]}:`, zh: `第 ${numbers[i]} 行：` },
    {
      head: [
        { en: 'column', zh: '列' },
        { en: 'in the table', zh: '表中' },
        { en: 'in the network', zh: '网络中' },
      ],
      rows: [...lines, answer],
    },
  ];
}

/** What is given of a step, or of one layer in it. What the optimizer remembers is 0: it begins anew. */
function isGiven({ role, layer, formula, name }: Quantity, of: Trace, only: number | undefined): boolean {
  if (role === 'state') return false;
  if (only === undefined) return !formula;
  return (!formula && (layer === only || role === 'setting')) || name === of.layers[only]!.input.name;
}

/** A training step for rows of a table as it is told. */
export function tracedRows(of: Trace, told: TracedRows): { readonly title: Text; readonly steps: readonly Step[] } {
  const { layer, numbers } = told;
  const { loss, optimizer } = of.setting;
  const which = { en: numbers.length === 1 ? 'one row' : `${numbers.length} rows`, zh: `${numbers.length} 行` };
  const kinds = of.setting.layers.map(
    ({ kind, activation }, i) => `${i} ${kind}${activation ? ` (${activation})` : ''}`,
  );
  const shownRows = numbers.slice(0, MOST_ROWS).flatMap((_, i) => rowTable(told, i));
  return {
    title: { en: `One training step for ${which.en}`, zh: `用 ${which.zh}数据训练一步` },
    steps: [
      step(
        { en: 'What is given', zh: '已知' },
        {
          en: `The layers: ${kinds.join(', ')}. The loss is ${loss}, the optimizer ${optimizer}, which begins anew here: what it remembers is 0.`,
          zh: `各层：${kinds.join('、')}。损失是 ${loss}，优化器是 ${optimizer}，在这里从头开始：它记住的都是 0。`,
        },
        ...shownRows,
        {
          en: 'x holds the samples, t what should come out; W are weights and b biases, by the number of their layer. Rows and columns count from 0.',
          zh: 'x 是样本，t 是应有的输出；W 是权重，b 是偏置，下标是所在的层。行和列都从 0 数起。',
        },
        { equations: of.quantities.filter((q) => isGiven(q, of, layer)).map(given) },
      ),
      ...traceSteps(
        of,
        'gradient',
        {
          en: `Each weight goes a step, as ${optimizer} has it.`,
          zh: `每个权重按照 ${optimizer} 走一步。`,
        },
        (q) => layer === undefined || q.layer === layer,
      ),
    ],
  };
}
