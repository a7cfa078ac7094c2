import { Absent } from './absent.js';
import { cases } from './cases.js';
import { hashesInChromium } from './chromium.js';
import { keptHashes } from './hashes.js';
import { hashesInNode } from './node.js';

/** One engine with one number of threads, and how its hashes compare with those that are kept. */
export interface Cell {
  /** `Node 22` */
  readonly engine: string;
  readonly threads: number;
  /** The version that was found; or why nothing was computed. */
  readonly found: { readonly version: string } | { readonly missing: string };
  readonly agreed: number;
  /** What differs, a sentence each. */
  readonly wrong: readonly string[];
}

type Told = (name: string, hash: string) => void;

/** Engines, and what computes all hashes in them with so many threads; it gives the engine's version. */
const engines: Readonly<Record<string, (threads: number, told: Told) => Promise<string>>> = {
  ...Object.fromEntries(
    [20, 22, 24].map((major) => [`Node ${major}`, (threads: number, told: Told) => hashesInNode(major, threads, told)]),
  ),
  Chromium: (threads, told) => hashesInChromium(cases, threads, told),
};
const THREADS = [1, 2, 4];

/** Computes every case in one engine, on so many threads. */
async function cell(engine: string, threads: number, computed: () => void): Promise<Cell> {
  const kept = keptHashes();
  const wrong: string[] = [];
  let agreed = 0;
  try {
    const version = await engines[engine]!(threads, (name, hash) => {
      if (kept[name] === hash) agreed++;
      else wrong.push(`${engine}, ${threads} threads: ${name}: expected ${kept[name]}, got ${hash}`);
      computed();
    });
    if (agreed + wrong.length < cases.length) wrong.push(`${engine}, ${threads} threads: not every case was computed`);
    return { engine, threads, found: { version }, agreed, wrong };
  } catch (error) {
    const missing = (error as Error).message.split('\n')[0]!;
    if (!(error instanceof Absent)) wrong.push(`${engine}, ${threads} threads: ${missing}`);
    return { engine, threads, found: { missing }, agreed, wrong };
  }
}

/** Computes every case in every engine, on 1, 2 and 4 threads. */
export async function cells(tell: (done: number, of: number) => void): Promise<Cell[]> {
  const all: Cell[] = [];
  let done = 0;
  const of = Object.keys(engines).length * THREADS.length * cases.length;
  for (const engine of Object.keys(engines)) {
    for (const threads of THREADS) all.push(await cell(engine, threads, () => tell(++done, of)));
  }
  return all;
}
