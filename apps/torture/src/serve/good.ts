import { iris, type Pipeline } from '@nn/data';
import type { Network } from '@nn/net';
import type { Chance } from '../chance.js';
import type { Asked, Reply } from './ask.js';

/** A request, and what is wrong with the answer to it; undefined where it is right. */
export interface Tried {
  readonly what: string;
  readonly asked: Asked;
  readonly wrong: (reply: Reply) => string | undefined;
}

type Row = Readonly<Record<string, unknown>>;
type Answer = { readonly prediction?: unknown; readonly error?: unknown };

export const JSON_TYPE = { 'content-type': 'application/json' };

/** Rows that have no answer, each for a reason of its own. */
const BAD_ROWS: readonly unknown[] = [
  null,
  7,
  'row',
  [1, 2, 3, 4],
  {},
  { sepal_length: 1 },
  { sepal_length: 'long', sepal_width: 1, petal_length: 1, petal_width: 1 },
  { sepal_length: null, sepal_width: 1, petal_length: 1, petal_width: 1 },
  { sepal_length: [[[]]], sepal_width: {}, petal_length: true, petal_width: 1 },
  { sepal_length: '1e999', sepal_width: 1, petal_length: 1, petal_width: 1 },
  { sepal_length: 1e300, sepal_width: 1, petal_length: 1, petal_width: 1 },
  { ['__proto__']: 1, constructor: 2, Sepal_Length: 3 },
];

/** Requests for the irises, and the answers that the network itself gives. */
export function goodRequests(model: Network, pipeline: Pipeline) {
  const table = iris();
  const columns = table.columns.filter(({ name }) => name !== 'species');
  const output = model.predict(pipeline.encode(table).x).toArray();
  const values = pipeline.decode(model.predict(pipeline.encode(table).x));
  const classes = pipeline.target.kind === 'classes' ? pipeline.target.classes : [];
  const expected = output.map((numbers, i) =>
    JSON.stringify({
      prediction: values[i],
      probabilities: Object.fromEntries(classes.map((c, k) => [c, numbers[k]])),
    }),
  );
  const row = (i: number): Row => Object.fromEntries(columns.map(({ name, cells }) => [name, Number(cells[i])]));

  /** What is wrong with answers, of which some must be those of rows of the table, and the others errors. */
  const judged =
    (places: readonly (number | undefined)[]) =>
    ({ status, text }: Reply): string | undefined => {
      if (status !== 200) return `status ${status}: ${text.slice(0, 300)}`;
      const { predictions } = JSON.parse(text) as { predictions: Answer[] };
      if (predictions.length !== places.length) return `${predictions.length} answers for ${places.length} rows`;
      const at = places.findIndex((place, k) =>
        place === undefined
          ? typeof predictions[k]!.error !== 'string'
          : JSON.stringify(predictions[k]) !== expected[place],
      );
      return at < 0
        ? undefined
        : `row ${at}: got ${JSON.stringify(predictions[at])}, expected ${expected[places[at]!] ?? 'an error'}`;
    };
  const csvJudged =
    (places: readonly number[]) =>
    ({ status, text }: Reply): string | undefined => {
      const right = `species,error\n${places.map((i) => `${values[i]},""\n`).join('')}`;
      return status === 200 && text === right ? undefined : `status ${status}: ${text.slice(0, 300)}`;
    };
  const csvOf = (places: readonly number[]) =>
    [columns.map(({ name }) => name), ...places.map((i) => columns.map(({ cells }) => cells[i]))]
      .map((cells) => cells.join(','))
      .join('\n');

  return ({ below, of }: Chance): Tried => {
    const places = Array.from({ length: of([1, 1, 3, 20, 150]) }, () => below(table.rows));
    const rows = places.map(row);
    switch (below(6)) {
      case 0:
        return {
          what: `rows ${places} as CSV`,
          asked: { headers: { 'content-type': 'text/csv' }, body: csvOf(places) },
          wrong: judged(places),
        };
      case 1:
        return {
          what: `rows ${places} as JSON lines`,
          asked: {
            headers: { 'content-type': 'application/x-ndjson' },
            body: rows.map((each) => JSON.stringify(each)).join('\n'),
          },
          wrong: judged(places),
        };
      case 2:
        return {
          what: `rows ${places}, answered as CSV`,
          asked: { headers: { ...JSON_TYPE, accept: 'text/csv' }, body: JSON.stringify({ rows }) },
          wrong: csvJudged(places),
        };
      case 3: {
        const mixed = places.map((place) => (below(2) === 0 ? place : undefined));
        const body = JSON.stringify(mixed.map((place) => (place === undefined ? of(BAD_ROWS) : row(place))));
        return { what: `good and bad rows ${body}`, asked: { headers: JSON_TYPE, body }, wrong: judged(mixed) };
      }
      default:
        return {
          what: `rows ${places} as JSON`,
          asked: { headers: JSON_TYPE, body: JSON.stringify(rows) },
          wrong: judged(places),
        };
    }
  };
}
