import { random } from '@nn/matrix';
import { dense, linear, relu, softmax } from '@nn/net';
import type { ReportOptions } from '../../src/report/report.js';
import { modelOf, tableOf } from './model.js';

/** What the names in a made-up report are. */
export interface Names {
  readonly columns: readonly [string, string, string];
  readonly classes: readonly [string, string, string];
  readonly cells: readonly [string, string];
  readonly other: readonly [string, string, string, string, string];
}

const english: ReportOptions['io'] = { lang: 'en', tell: (text) => (typeof text === 'string' ? text : text.en) };

/** The same in every language. */
const both = (text: string) => ({ en: text, zh: text });

/** All that a report may tell, of an untrained network, under these names: of two numbers and three classes, or of a category and a number. */
export function optionsOf({ columns, classes, cells, other }: Names, task: 'classes' | 'number'): ReportOptions {
  const [x, y] = [random(1).normal(60, 1), random(2).normal(60, 1)].map((m) => Array.from(m.data));
  const second = task === 'classes' ? y! : y!.map((v) => cells[v > 0 ? 0 : 1]);
  const truth = task === 'classes' ? x!.map((v, i) => classes[v > 0.5 ? 0 : y![i]! > 0 ? 1 : 2]) : x!.map((v) => 3 * v);
  const [first, other_, target] = columns;
  const table = { ...tableOf({ [first]: x!, [other_]: second, [target]: truth }), source: other[0] };
  const made = modelOf(table, { target, task }, (outputs) => [
    dense(4, relu),
    dense(outputs, task === 'classes' ? softmax : linear),
  ]);
  const line = (_: unknown, i: number) => ({ loss: 2 / (i + 1), validationLoss: 3 / (i + 1), validationAccuracy: 0.5 });
  const metadata = {
    recipe: { hidden: [4], [other[1]]: other[2], optimizerSettings: { [other[1]]: other[2] } },
    epochs: 3,
    history: { validating: [1, 2, 3].map(line), training: [1, 2, 3].map(line) },
    data: { source: other[0], rows: 60, sha256: 'ab'.repeat(32) },
  };
  return {
    ...made,
    metadata,
    io: english,
    name: `${other[3]}.safetensors`,
    table,
    judged: { ...made, rows: table },
    notes: [other[4]],
    diagnoses: [
      { code: 'constant-column', severity: 'hint', says: both(other[4]), advice: both(other[0]) },
      { code: 'dead-relu', severity: 'warning', where: both(first), says: both(other[4]), advice: both(other[0]) },
      { code: 'softmax-twice', severity: 'error', says: both(other[2]), advice: both(other[3]) },
    ],
  };
}
