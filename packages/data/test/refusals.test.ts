import { describe } from 'vitest';
import {
  bad,
  describeComplete,
  describeRefusals,
  outside,
  type Refusal,
  type Refusals,
} from '../../../refusals.shared.js';
import * as data from '../src/index.js';
import { type MakeOptions, TableError } from '../src/index.js';

const iris = data.iris();

const madeUp = (make: (options: MakeOptions) => unknown): Refusal[] => [
  ...outside((count) => make({ count }), 'count: expected a whole number from 2, one for each class', -1, 1, 2.5),
  ...outside((noise) => make({ noise }), 'noise: expected a standard deviation from 0', -1, Number.POSITIVE_INFINITY),
  ...outside((seed) => make({ seed }), 'seed: expected a whole number', 0.5),
  [() => make(bad(5)), TypeError, 'options: expected an object such as { count: 200 }, got 5'],
  [() => make(bad(null)), TypeError, 'options: expected an object such as { count: 200 }, got null'],
];

const noTable = 'train: expected a table, as readCsv(…) and split(…) give it';
const noFile = 'bytes: expected the bytes of an IDX file, a Uint8Array';
const noColumn =
  "iris: there is no column 'nope'; its columns are sepal_length, sepal_width, petal_length, petal_width, species";
const noStream = 'stream: expected a stream of text or bytes, such as createReadStream(…)';
const text = async function* () {};

/** How a table is read may be said to three functions, which refuse alike. */
const reading = (read: (options: never) => unknown): Refusal[] => [
  [() => read(bad(5)), TypeError, "options: expected an object such as { delimiter: ';' }, got 5"],
  [() => read(bad({ delimiter: '' })), TypeError, "delimiter: expected a character such as ;, got ''"],
  [() => read(bad({ delimiter: '\n' })), TypeError, "delimiter: expected a character such as ;, got '\n'"],
  [
    () => read(bad({ quote: '“' })),
    TypeError,
    "quote: expected a character of ASCII such as ', or '' for none, got '“'",
  ],
  [
    () => read(bad({ quote: ';', delimiter: ';' })),
    RangeError,
    "quote: expected another character than the delimiter, got ';'",
  ],
  [() => read(bad({ missing: 'NA' })), TypeError, "missing: expected a list of texts such as ['', 'NA'], got 'NA'"],
  [
    () => read(bad({ types: { a: 'words' } })),
    TypeError,
    "types: expected types of columns such as { zip: 'category', age: 'number', id: 'ignore' }, got an object",
  ],
];
const streaming = (read: (stream: never, options?: never) => unknown): Refusal[] => [
  [() => read(bad('a,b')), TypeError, `${noStream}, got 'a,b'`],
  ...reading((options) => read(bad(text()), options)),
  [
    () => read(bad(text()), bad({ format: 'xlsx' })),
    TypeError,
    "format: expected one of csv, tsv, jsonl, idx, got 'xlsx'",
  ],
  [
    () => read(bad(text()), bad({ labels: 5 })),
    TypeError,
    'labels: expected the bytes of an IDX file, a Uint8Array, got 5',
  ],
];

const refusals: Refusals = {
  circles: madeUp(data.circles),
  moons: madeUp(data.moons),
  spiral: madeUp(data.spiral),
  fitPipeline: [
    [() => data.fitPipeline(bad(undefined), { target: 'a' }), TypeError, `${noTable}, got undefined`],
    [
      () => data.fitPipeline(iris, bad(undefined)),
      TypeError,
      "options: expected an object such as { target: 'species' }, got undefined",
    ],
    [() => data.fitPipeline(iris, { target: 'nope' }), TableError, noColumn],
  ],
  nearest: [
    [() => data.nearest(bad(3), []), TypeError, 'name: expected a text, got 3'],
    [() => data.nearest('a', bad(undefined)), TypeError, 'names: expected a list of texts, got undefined'],
  ],
  pipelineFitter: [
    [
      () => data.pipelineFitter(bad(undefined)),
      TypeError,
      "options: expected an object such as { target: 'species' }, got undefined",
    ],
    [() => data.pipelineFitter(bad({ target: 5 })), TypeError, 'target: expected the name of a column, got 5'],
    [
      () => data.pipelineFitter({ target: 'a' }).push(bad(undefined)),
      TypeError,
      'push: part: expected a table, as readCsv(…) and split(…) give it, got undefined',
    ],
  ],
  pipelineFromJSON: [
    [
      () => data.pipelineFromJSON(bad(undefined)),
      TypeError,
      'json: expected an object with features and a target, got undefined',
    ],
  ],
  readCsv: [
    [() => data.readCsv(bad(5)), TypeError, 'expected text, bytes (Uint8Array) or a stream of them, got 5'],
    ...reading((options) => data.readCsv('a\n1', options)),
    [() => data.readCsv('a,a\n1,2'), TableError, '<input>:1: columns with the same name: a; give each its own'],
  ],
  readIdx: [
    [() => data.readIdx(bad(undefined)), TypeError, `${noFile}, got undefined`],
    [() => data.readIdx(bad([0, 0])), TypeError, `${noFile}, got [0, 0]`],
    [
      () => data.readIdx(new Uint8Array()),
      RangeError,
      'these bytes are not an IDX file (its first two are 0); is it still compressed?',
    ],
  ],
  readTable: streaming(data.readTable),
  readTables: streaming(data.readTables),
  summaries: [[() => data.summaries(bad(undefined)), TypeError, 'table: expected a table, got undefined']],
  table: [
    [() => data.table(bad(undefined)), TypeError, 'columns: expected a list of columns { name, cells }, got undefined'],
    [
      () => data.table(bad({ a: [1] })),
      TypeError,
      'columns: expected a list of columns { name, cells }, got an object',
    ],
    [() => data.table(bad([[1, 2]])), RangeError, 'columns: expected a list of columns { name, cells }, got [[1, 2]]'],
  ],
  split: [
    ...outside((test) => iris.split({ test }), 'test: expected a part between 0 and 1', 0, 1, -1, 2),
    [() => iris.split({ test: 0.2, stratify: 'nope' }), TableError, noColumn],
  ],
};

describeRefusals(refusals);
describe('@nn/data', () => {
  describeComplete(data, [refusals], {
    TableError: 'an error, as any Error is made',
    digits: 'takes nothing',
    iris: 'takes nothing',
    tally: 'takes nothing',
    xor: 'takes nothing',
  });
});
