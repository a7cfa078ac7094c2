import { toValues, type Values } from '@nn/formula';
import type { Inputs } from './slope.js';

/** Samples as matrices, and how many there are. Throws RangeError where there are none, or their numbers of rows differ. */
export function checkRows(
  who: string,
  given: Inputs,
): { readonly samples: Readonly<Record<string, Values>>; readonly count: number } {
  const entries = Object.entries(given ?? {}).map(
    ([name, x]) => [name, toValues(x, `${who}: samples: ${name}`)] as const,
  );
  const rows = entries.map(([name, { rows }]) => `${name} has ${rows}`).join(', ');
  const count = entries[0]?.[1].rows ?? 0;
  if (count === 0) {
    throw new RangeError(`${who}: samples: expected inputs with a row for each sample, got ${rows || 'none'}`);
  }
  if (entries.some(([, values]) => values.rows !== count)) {
    throw new RangeError(`${who}: samples: expected the same number of rows in each, got: ${rows}`);
  }
  return { samples: Object.fromEntries(entries), count };
}

/** These rows of every input. */
export const rowsOf = (samples: Readonly<Record<string, Values>>, rows: Int32Array): Record<string, Values> =>
  Object.fromEntries(Object.entries(samples).map(([name, values]) => [name, take(values, rows)]));

function take({ cols, data }: Values, rows: Int32Array): Values {
  const taken = new Float64Array(rows.length * cols);
  rows.forEach((row, i) => {
    for (let j = 0; j < cols; j++) taken[i * cols + j] = data[row * cols + j]!;
  });
  return { rows: rows.length, cols, data: taken };
}
