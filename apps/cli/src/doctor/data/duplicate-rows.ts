import type { Matrix } from '@nn/matrix';
import type { Diagnosis } from '../diagnosis.js';
import { readerOf, type Samples } from './samples.js';

/** Fewer are no matter: of 150 irises two are the same. */
const [FEWEST, LEAST_PART] = [3, 0.05];
/** Where columns take few values, rows come again by chance: only what has many counts. */
const RICH = 10;
/** At most so large a part of the held rows may be expected to come again by chance. */
const BY_CHANCE = 0.05;

/** Rows held back that are, number by number, among those learnt from: they judge what was learnt by heart. */
export function duplicateRows(samples: Samples): Diagnosis[] {
  const { x, held, lines } = samples;
  if (!held || held.x.rows === 0) return [];
  const twins = twinsOf(x, held.x);
  const least = Math.max(FEWEST, LEAST_PART * held.x.rows);
  if (twins.length < least || !isTelling(samples)) return [];
  const [inHeld, inTrain] = twins[0]!;
  const [a, b] = [lines?.train[inTrain] ?? inTrain, lines?.held[inHeld] ?? inHeld];
  return [
    {
      code: 'duplicate-rows-across-splits',
      severity: 'warning',
      says: {
        en: `${twins.length} of ${held.x.rows} rows held back are also among the ${x.rows} rows learnt from (${lines ? `lines ${a} and ${b} are the same` : `row ${b} of the former is row ${a} of the latter`}), so the network looks better than it is`,
        zh: `留出的 ${held.x.rows} 行中有 ${twins.length} 行也在用来学习的 ${x.rows} 行里（${lines ? `第 ${a} 行和第 ${b} 行相同` : `前者的第 ${b} 行就是后者的第 ${a} 行`}），网络看上去会比实际的好`,
      },
      advice: {
        en: 'keep one of each before the rows are divided; where rows are copies, or several of one person or thing, hold back all of them or none',
        zh: '划分之前每种只留一行；如果几行是副本，或出自同一个人、同一件东西，就要么全部留出，要么全部用来学习',
      },
    },
  ];
}

/** A number from a row's bits (FNV-1a over whole words): rows that differ seldom share it. */
function hashes({ data, rows, cols }: Matrix): Uint32Array {
  const words = new Uint32Array(data.buffer, data.byteOffset, data.byteLength / 4);
  const each = words.length / Math.max(1, rows);
  return Uint32Array.from({ length: cols > 0 ? rows : 0 }, (_, i) => {
    let hash = 0x811c9dc5;
    for (let k = i * each; k < (i + 1) * each; k++) {
      hash = Math.imul(hash ^ words[k]!, 0x01000193);
      // Multiplying moves bits up only.
      hash ^= hash >>> 15;
    }
    return hash;
  });
}

/** Each row of `held` that is in `x`, with where it is there. */
function twinsOf(x: Matrix, held: Matrix): [inHeld: number, inTrain: number][] {
  const places = new Map<number, number[]>();
  const same = x.data.constructor === held.data.constructor ? held : { ...held, data: Float64Array.from(held.data) };
  const from = same === held ? x : { ...x, data: Float64Array.from(x.data) };
  hashes(from).forEach((hash, i) => {
    const there = places.get(hash);
    if (there) there.push(i);
    else places.set(hash, [i]);
  });
  const equal = (i: number, j: number) => {
    for (let k = 0; k < x.cols; k++) if (held.data[i * x.cols + k] !== x.data[j * x.cols + k]) return false;
    return true;
  };
  const twins: [number, number][] = [];
  hashes(same).forEach((hash, i) => {
    const j = places.get(hash)?.find((candidate) => equal(i, candidate));
    if (j !== undefined) twins.push([i, j]);
  });
  return twins;
}

/**
 * Whether rows are hardly the same by chance. A column has as many values in effect as 1 / Σ p², the p being the parts of the rows with each value. Were columns
 * independent, a row held back would meet one of n others with a chance of n / (product of these); where nearly every row has a value of its own, by none.
 */
function isTelling({ x, columns }: Samples): boolean {
  let product = 1;
  for (const column of columns) {
    const counts = new Map<number, number>();
    const value = readerOf(x, column);
    for (let i = 0; i < x.rows; i++) counts.set(value(i), (counts.get(value(i)) ?? 0) + 1);
    const values = 1 / [...counts.values()].reduce((s, n) => s + (n / x.rows) ** 2, 0);
    if (values >= RICH) product *= values > x.rows / 3 ? Number.POSITIVE_INFINITY : values;
    if (x.rows / product <= BY_CHANCE) return true;
  }
  return false;
}
