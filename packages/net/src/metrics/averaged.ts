import { checkGiven, shown } from '@nn/formula';
import type { Matrix } from '@nn/matrix';
import { checkClasses, decide } from './classes.js';
import type { Metric } from './metric.js';

/** How the numbers of several classes become one: the mean of each class's own, or one over all counts together. */
export interface AverageOptions {
  readonly average?: 'macro' | 'micro';
}

/** One class against the rest: how many samples are of it and said to be (true positives), are said to be of it, and are of it. */
export interface Counts {
  right: number;
  said: number;
  is: number;
}

/** A part of a whole; 0 of nothing. */
export const part = (count: number, whole: number): number => (whole === 0 ? 0 : count / whole);

/** The counts of each class; of a single column, those of class 1 alone. */
function countsOf(metric: string, output: Matrix, target: Matrix): Counts[] {
  const classes = checkClasses(metric, output, target);
  const said = decide(output);
  const all = Array.from({ length: Math.max(2, output.cols) }, (): Counts => ({ right: 0, said: 0, is: 0 }));
  classes.forEach((c, i) => {
    all[c]!.is++;
    all[said[i]!]!.said++;
    if (c === said[i]) all[c]!.right++;
  });
  return output.cols === 1 ? all.slice(1) : all;
}

/** A metric of counts, averaged over the classes. */
export function averaged<Name extends string>(
  name: Name,
  options: AverageOptions,
  measure: (counts: Counts) => number,
): Metric<Name> {
  const { average = 'macro' } = checkGiven(name, options, "{ average: 'micro' }");
  if (average !== 'macro' && average !== 'micro') {
    throw new TypeError(`${name}: average: expected 'macro' or 'micro', got ${shown(average)}`);
  }
  return {
    name,
    value: (output, target) => {
      const counts = countsOf(name, output, target);
      const total = (key: keyof Counts) => counts.reduce((sum, each) => sum + each[key], 0);
      if (average === 'micro') return measure({ right: total('right'), said: total('said'), is: total('is') });
      return counts.reduce((sum, each) => sum + measure(each), 0) / counts.length;
    },
  };
}
