import type { LearningCurves } from '../networks/curves.js';
import { learningTasks } from '../networks/networks.js';
import { markdownTable } from './markdown.js';

const mean = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0) / numbers.length;

/** Of a sample. */
const deviation = (numbers: readonly number[]) =>
  Math.sqrt(numbers.reduce((sum, x) => sum + (x - mean(numbers)) ** 2, 0) / (numbers.length - 1));

const percent = (part: number) => (100 * part).toFixed(2);

/** The mean over the seeds after each epoch. */
export const meanCurve = (curves: readonly (readonly number[])[]): number[] =>
  curves[0]!.map((_, epoch) => mean(curves.map((curve) => curve[epoch]!)));

/** After the last epoch: mean and spread in percent, and in which epoch the mean first reaches the goal. */
export function cells(curves: readonly (readonly number[])[] | undefined, goal: number | undefined): [string, string] {
  if (!curves) return ['not measured', ''];
  const last = curves.map((curve) => curve.at(-1)!);
  const end = `${percent(mean(last))} ± ${percent(deviation(last))}`;
  if (goal === undefined) return [end, ''];
  const reached = meanCurve(curves).findIndex((accuracy) => accuracy >= goal);
  return [end, reached < 0 ? 'never' : String(reached + 1)];
}

/** The section of the page about networks that PyTorch trains too. */
export function networksSection(nn: LearningCurves, pytorch: LearningCurves): string {
  const rows = learningTasks.map(({ name, about, epochs, goal }) => {
    const [own, ownEpoch] = cells(nn.accuracies[name], goal);
    const [theirs, theirEpoch] = cells(pytorch.accuracies[name], goal);
    return [`${name}: ${about}`, String(epochs), own, theirs, goal ? percent(goal) : '', ownEpoch, theirEpoch];
  });
  const heading = ['', 'epochs', 'nn', 'PyTorch', 'goal', 'reached in epoch: nn', 'PyTorch'];
  return `### The same networks in PyTorch

Networks of relu and softmax, cross-entropy, Adam with its defaults, batches of 32, each side with its own first weights, its own shuffles and its own dropout, trained for a fixed number of
epochs; no training is stopped by the test images, though sizes and numbers of epochs were chosen after seeing some. Of these, how many in a hundred are right after the last epoch, mean and standard deviation of 5 trainings, and the epoch in which the mean first reaches the goal. Digits: 1,797 images, of
which each training is tested with another fifth; MNIST: 8,000 images, tested with 1,973. \`npm run bench -- accuracy\` trains them and writes apps/bench/results/networks.json (those of MNIST where
NN_MNIST names its folder); PyTorch ${pytorch.versions.torch} was asked by tools/reference/accuracy.py.

${markdownTable(heading, rows)}`;
}
