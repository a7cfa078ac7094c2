import { checkList, checkOption } from '@nn/formula';

/** How many letters must be put in, left out, changed or swapped with their neighbour to make one word of the other. */
function distance(a: string, b: string): number {
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = a[i - 1] === b[j - 1] ? 0 : 1;
      let best = Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + change);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) best = Math.min(best, before[j - 2]! + 1);
      next.push(best);
    }
    before = row;
    row = next;
  }
  return row[b.length]!;
}

/** Names that are longer are not mistyped; and among more of them nobody looks for one. Else a table of strange names would take hours to refuse. */
const [LONGEST, MOST] = [100, 1000];

/**
 * The name most like a mistyped one, if any is close enough to be meant. A third of its letters may differ, so
 * none of one or two, but by case. Names of more than 100 letters are not looked at, nor more than the first 1,000.
 */
export function nearest(name: string, names: readonly string[]): string | undefined {
  checkOption('nearest: name', name, 'a text', typeof name === 'string', 'none');
  checkList('nearest: names', names, 'a list of texts');
  if (name.length > LONGEST) return undefined;
  const close = Math.floor(name.length / 3);
  let best: string | undefined;
  let least = close + 1;
  for (const candidate of names.slice(0, MOST)) {
    if (Math.abs(candidate.length - name.length) >= least) continue;
    const d = distance(name.toLowerCase(), candidate.toLowerCase());
    if (d < least) [best, least] = [candidate, d];
  }
  return best;
}
