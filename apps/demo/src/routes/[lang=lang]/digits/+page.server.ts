import { digits } from '@nn/data';
import { wordsOf } from '$lib/words/prose.server.js';
import { en } from './en.js';
import { zh } from './zh.js';

const words = wordsOf<typeof en>({ en, zh });

/** A few images of each digit, so that the page shows what it learns from before the worker has started. */
function examples(each: number) {
  const table = digits();
  const labels = table.column('digit').cells;
  return Array.from({ length: 10 }, (_, digit) =>
    labels.flatMap((label, row) => (label === String(digit) ? [row] : [])).slice(0, each),
  ).map((rows) => rows.map((row) => table.columns.slice(0, 64).map(({ cells }) => Number(cells[row]))));
}

export const load = (event: { params: { lang: string } }) => ({ ...words(event), examples: examples(2) });
