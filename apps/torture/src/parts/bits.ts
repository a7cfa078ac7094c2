import { type Case, cases } from '../bits/cases.js';
import { type Cell, cells } from '../bits/cells.js';
import { type By, hashOf } from '../bits/hash-of.js';
import { keptHashes } from '../bits/hashes.js';
import type { Outcome, Part, Setting } from '../part.js';

/** Computes some cases in this process; gives what differs from the hashes that are kept. */
async function here(some: readonly Case[], by: By, computed: () => void): Promise<string[]> {
  const kept = keptHashes();
  const wrong: string[] = [];
  for (const each of some) {
    const hash = await hashOf(each, by);
    const how = by === 'reference' ? 'the reference' : `${by} threads`;
    if (hash !== kept[each.name]) wrong.push(`here, ${how}: ${each.name}: expected ${kept[each.name]}, got ${hash}`);
    computed();
  }
  return wrong;
}

/** Few of the cases in this process: the reference takes long. */
async function short({ tell }: Setting): Promise<Outcome> {
  const wanted: [By, Case[]][] = [
    [1, cases.filter(({ large, loss }) => !large && loss === 'crossEntropy')],
    [2, cases.filter(({ large, name }) => !large && name.endsWith('adam, crossEntropy, batches of 16'))],
    [2, cases.filter(({ name }) => name === 'large dense, sgd, crossEntropy, batches of 16')],
    ['reference', cases.filter(({ name }) => name === 'dense, adam, crossEntropy, batches of 16')],
  ];
  const of = wanted.reduce((n, [, some]) => n + some.length, 0);
  let done = 0;
  const failures: string[] = [];
  for (const [by, some] of wanted) failures.push(...(await here(some, by, () => tell(++done, of))));
  return { checked: done, failures };
}

/** What is printed of a cell. */
const summary = ({ engine, threads, found }: Cell): [string, string] => [
  `${engine} on ${threads} threads`,
  'missing' in found ? `not tested: ${found.missing}` : found.version,
];

async function whole({ tell }: Setting): Promise<Outcome> {
  const all = await cells(tell);
  // The plain TypeScript takes a hundred times as long: not the large ones, and each loss once by each network.
  const some = cases.filter(({ large, name }) => !large && name.includes(', adam, ') && name.endsWith('of 16'));
  let done = 0;
  const differs = await here(some, 'reference', () => tell(++done, some.length));
  return {
    checked: all.reduce((n, { agreed, wrong }) => n + agreed + wrong.length, some.length),
    failures: [...all.flatMap(({ wrong }) => wrong), ...differs],
    measured: {
      ...Object.fromEntries(all.map(summary)),
      'the reference': `${some.length} cases`,
    },
  };
}

/** Weights after a thousand steps, compared by their SHA-256 with those in the repository. */
export const bits: Part = {
  name: 'bits',
  promise: 'the weights of a training are the same bits in every engine, on any number of threads',
  run: (setting) => (setting.scale === 'short' ? short(setting) : whole(setting)),
};
