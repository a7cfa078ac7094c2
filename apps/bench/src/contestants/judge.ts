import type { Outcome, TrainingJob } from '../jobs.js';
import { readFloats } from './numbers.js';

type Numbers = ArrayLike<number>;

const argmax = (values: Numbers, from: number, count: number): number => {
  let best = 0;
  for (let j = 1; j < count; j++) if (values[from + j]! > values[from + best]!) best = j;
  return best;
};

/** The loss and accuracy of outputs for the test samples of a job, the same arithmetic for every side. One output is a class by 0.5. */
export function judge(outputs: Numbers, { loss, sizes, test }: TrainingJob): Outcome {
  const width = sizes.at(-1)!;
  const t = readFloats(test.t, test.rows * width);
  let [total, right] = [0, 0];
  for (let i = 0; i < test.rows * width; i += width) {
    for (let j = i; j < i + width; j++) {
      if (loss === 'meanSquaredError') total += (outputs[j]! - t[j]!) ** 2 / width;
      else if (t[j]! > 0) total -= t[j]! * Math.log(Math.max(outputs[j]!, 1e-38));
    }
    const same = width === 1 ? outputs[i]! > 0.5 === t[i]! > 0.5 : argmax(outputs, i, width) === argmax(t, i, width);
    if (same) right++;
  }
  return { loss: total / test.rows, accuracy: right / test.rows };
}

/** What shows that sides computed the same: the sum of all numbers, each of it times a weight of its place. */
export function fingerprint(values: Numbers): Outcome {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]! * (1 + (i % 7));
  return { sum };
}
