import { gzipSync } from 'node:zlib';
import { fitPipeline, iris, type ReadOptions, readCsv, readTables, type Table, TableError, tally } from '@nn/data';
import { unpacked } from '@nn/data/node';
import { type Chance, chance } from '../chance.js';
import { collect } from '../collect.js';
import { mutatedTable } from '../mutate-table.js';
import { notOurs } from '../ours.js';
import { type Part, patience } from '../part.js';
import { grownBy, mebibytes } from '../peak.js';

/** How much memory may be taken beside three times the size of a table. */
const SPARE = 64 * 2 ** 20;

/** A good table, and what is said of how it is written. */
interface Good {
  readonly bytes: Uint8Array;
  readonly options?: ReadOptions;
  readonly packed?: boolean;
}

const utf8 = (text: string) => new TextEncoder().encode(text);

function goodTables(): Good[] {
  const { columns, rows } = iris();
  const names = columns.map(({ name }) => name);
  const cells = Array.from({ length: Math.min(rows, 150) }, (_, i) => columns.map((c) => c.cells[i]!)).filter(
    (_, i) => i % 6 === 0,
  );
  const written = (between: string) => [names, ...cells].map((row) => `${row.join(between)}\n`).join('');
  const objects = cells.map(
    (row) =>
      `${JSON.stringify(Object.fromEntries(row.map((cell, j) => [names[j], Number.isNaN(Number(cell)) ? cell : Number(cell)])))}\n`,
  );
  const images = Uint8Array.of(
    0,
    0,
    8,
    3,
    0,
    0,
    0,
    8,
    0,
    0,
    0,
    3,
    0,
    0,
    0,
    3,
    ...Array.from({ length: 72 }, (_, k) => (k * 37) % 256),
  );
  const labels = Uint8Array.of(0, 0, 8, 1, 0, 0, 0, 8, 0, 1, 2, 0, 1, 2, 0, 1);
  const quoted =
    'name,"said, of it",n,y\n"a","two\r\nlines",1.5,"say ""yes"""\nb,"",?,no\n"c",x,-2e3,no\nd,"x,y",0,no\n';
  return [
    { bytes: utf8(written(',')) },
    { bytes: utf8(quoted) },
    { bytes: utf8(written(';').replaceAll('.', ',')) },
    { bytes: utf8(written('\t')), options: { format: 'tsv' } },
    { bytes: utf8(objects.join('')), options: { format: 'jsonl' } },
    { bytes: images, options: { format: 'idx' } },
    { bytes: images, options: { format: 'idx', labels } },
    {
      bytes: utf8(`${written(',')}1,2,3,4,versicolor\n`),
      options: { header: false, missing: ['', '-999'], types: { petal_width: 'category' } },
    },
    { bytes: gzipSync(written(',')), packed: true },
  ];
}

/** In pieces, as from a disk or a network. */
async function* pieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

/** Learns from a table what its rows become, and makes numbers of them. */
function learnt(table: Table, { of }: Chance): void {
  const { encode, decode } = fitPipeline(table, { target: of(table.columns).name });
  const { t } = encode(table, tally());
  if (t) decode(t);
}

/** Reads a table in one of the ways there are, and learns from it. */
async function used(bytes: Uint8Array, { options = {}, packed = false }: Good, by: Chance): Promise<void> {
  if (!packed && by.below(3) === 0)
    return learnt(readCsv(by.below(4) === 0 ? Buffer.from(bytes).toString('latin1') : bytes, csvOf(options)), by);
  const stream = pieces(bytes, by.of([1, 7, 1000, 65_536]) * (bytes.length > 10_000 ? 1000 : 1));
  const all = readTables(packed ? (await unpacked(stream, '<input>')).pieces : stream, options);
  for await (const table of all) learnt(table, by);
}

const csvOf = ({ format: _, labels: _labels, ...csv }: ReadOptions) => csv;

/** What is wrong with what was thrown at a table; undefined where it is a refusal in our words. */
const wrongWith = (error: unknown) =>
  error instanceof TableError ? notOurs(error) : (notOurs(error) ?? `no TableError: ${error}`);

/** Tables that were damaged, or made to do harm. */
export const tables: Part = {
  name: 'tables',
  promise: 'a table is refused in words, or it is numbers; in bounded time and memory',
  run: async ({ scale, seed, tell }) => {
    const cases = scale === 'short' ? 1000 : 10_000;
    const good = goodTables();
    const by = chance(seed);
    const failures: string[] = [];
    let [slowest, most, refused] = [0, 0, 0];
    // What compiling the code takes is not the tables'.
    for (const each of good) await used(each.bytes, each, chance(seed)).catch(() => {});
    const grown = await grownBy(async () => {
      for (let k = 0; k < cases; k++) {
        const of = by.of(good);
        const bytes = mutatedTable(of.bytes, by);
        most = Math.max(most, bytes.length);
        const began = performance.now();
        try {
          await used(bytes, by.below(20) === 0 ? { ...by.of(good), packed: false } : of, by);
        } catch (error) {
          refused++;
          const wrong = wrongWith(error);
          if (wrong !== undefined) failures.push(`table ${k} of seed ${seed}: ${wrong}`);
        }
        const took = performance.now() - began;
        slowest = Math.max(slowest, took);
        if (took > patience({ scale }))
          failures.push(`table ${k} of seed ${seed}, ${bytes.length} bytes, took ${Math.round(took)} ms`);
        if (k % 100 !== 0) continue;
        collect();
        tell(k, cases);
      }
    });
    if (grown !== undefined && grown > SPARE + 3 * most)
      failures.push(`memory grew by ${mebibytes(grown)} MiB over ${cases} tables`);
    return {
      checked: cases,
      failures,
      measured: {
        refused,
        'slowest (ms)': Math.round(slowest),
        'largest (kB)': Math.round(most / 1000),
        'memory grew by (MiB)': mebibytes(grown),
      },
    };
  },
};
