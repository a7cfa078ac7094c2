import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type LearningCurves, tasksNamed } from '../src/networks/curves.js';
import { mnistImages } from '../src/networks/data.js';
import { learn } from '../src/networks/learn.js';
import { type LearningTask, learningTasks, SEEDS } from '../src/networks/networks.js';
import { resultsFolder } from '../src/paths.js';
import { meanCurve } from '../src/report/networks.js';

const read = (name: string): LearningCurves => JSON.parse(readFileSync(join(resultsFolder, `${name}.json`), 'utf8'));
const [nn, pytorch] = [read('networks'), read('networks-pytorch')];

/** Five trainings differ in their means by less than this, in parts of the test images. */
const CHANCE = 0.005;

/** The mean curve of trainings with the first seeds. */
async function trained(task: LearningTask, seeds: number): Promise<number[]> {
  const curves: (readonly number[])[] = [];
  for (let seed = 0; seed < seeds; seed++) curves.push((await learn(task, seed))!);
  return meanCurve(curves);
}

describe.each(learningTasks)('$name', ({ name, goal = 0, epochs }) => {
  it('was measured with every seed, reached its goal, and is as good as PyTorch after as many epochs', () => {
    const [own, theirs] = [nn.accuracies[name]!, pytorch.accuracies[name]!];
    for (const curves of [own, theirs]) expect(curves.map(({ length }) => length)).toEqual(Array(SEEDS).fill(epochs));
    expect(meanCurve(own).at(-1)).toBeGreaterThanOrEqual(goal);
    expect(meanCurve(own).at(-1)).toBeGreaterThan(meanCurve(theirs).at(-1)! - CHANCE);
  });
});

/** Two trainings differ from two others by less than this. */
const CHANCE_OF_TWO = 0.015;

describe('trained now', () => {
  it('the dense network of digits reaches its goal', async () => {
    const [task] = tasksNamed(['digits']);
    expect((await trained(task!, SEEDS)).at(-1)).toBeGreaterThanOrEqual(task!.goal!);
  });

  it.each(tasksNamed(['digits, standardized', 'digits, convolutional']))(
    '$name: as good as PyTorch on the same images',
    async (task) => {
      const theirs = meanCurve(pytorch.accuracies[task.name]!.slice(0, 2)).at(-1)!;
      expect((await trained(task, 2)).at(-1)).toBeGreaterThan(theirs - CHANCE_OF_TWO);
    },
  );

  const there = mnistImages() !== undefined;
  const unless = there ? '' : ' (skipped: MNIST is not there; name its folder by NN_MNIST)';

  it.skipIf(!there)(`the dense network of MNIST reaches its goal${unless}`, async () => {
    const [task] = tasksNamed(['MNIST, dense']);
    expect((await trained(task!, 1)).at(-1)).toBeGreaterThanOrEqual(task!.goal!);
  });

  it.skipIf(!there)(`the convolutional network of MNIST is where PyTorch is after two epochs${unless}`, async () => {
    const [task] = tasksNamed(['MNIST, convolutional']);
    const theirs = meanCurve(pytorch.accuracies[task!.name]!)[1]!;
    expect((await trained({ ...task!, epochs: 2 }, 1)).at(-1)).toBeGreaterThan(theirs - CHANCE_OF_TWO);
  });
});

it('refuses networks that there are not', () => {
  expect(() => tasksNamed(['XOR'])).toThrow(/XOR: expected networks out of: digits/);
  expect(tasksNamed([])).toEqual(learningTasks);
});
