import type { Pipeline } from '@nn/data';
import { short } from '../terminal/words.js';

/** An example of more columns is no help. */
const MOST = 20;

/** A text as one word of a shell, whatever it holds. */
const word = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`;

/** How a program asks: a call with the model's own columns, each at its mean or most frequent. */
export function example({ features }: Pipeline, address: string): string {
  const values = features
    .slice(0, MOST)
    .map((f) => [f.name, f.kind === 'number' ? Number(short(f.mean)) : f.fill] as const);
  const row = features.length > MOST ? '@row.json' : JSON.stringify(Object.fromEntries(values));
  return `curl ${address}/predict -H 'content-type: application/json' -d ${word(row)}`;
}
