import { derivative, text } from '@nn/formula';
import { type DescentEnds, type EndCounts, landscape, whereDescentsEnd } from '@nn/optim';
import { shown } from '../telling/equations.js';
import { type Step, step, type Table } from '../telling/step.js';
import type { Text } from '../telling/text.js';
import { count } from '../terminal/words.js';
import { descents } from './descents.js';

/** Samples of a mini-batch on the surface, which has a dozen. */
const MINI_BATCH = 2;

/** The places where a descent may end. */
const places: Readonly<Record<keyof EndCounts, Text>> = {
  globalMinimum: { en: 'global minimum', zh: '全局最小值' },
  localMinimum: { en: 'local minimum', zh: '局部最小值' },
  saddle: { en: 'saddle', zh: '鞍点' },
  elsewhere: { en: 'elsewhere', zh: '其他地方' },
};

function surface(): Step {
  const { formula, sample, stationary, tilts } = landscape;
  const known = Object.entries(stationary) as [keyof typeof stationary, (typeof stationary)['saddle']][];
  return step(
    { en: 'A surface that is not convex', zh: '一个非凸的曲面' },
    {
      en: 'The loss of a line is convex: it has one minimum, the same from every start. The losses of networks are not convex. This surface over u and v has two minima, and a saddle between them, which goes up along v and down along u:',
      zh: '直线的损失是凸的，只有一个最小值，从哪里出发都一样。神经网络的损失却不是凸的。下面这个曲面有两个最小值，它们之间有一个鞍点，沿 v 两边都上坡，沿 u 两边都下坡：',
    },
    {
      equations: [
        ['f', text(formula)],
        ['df/du', text(derivative(formula, 'u'))],
        ['df/dv', text(derivative(formula, 'v'))],
      ],
    },
    { en: 'There are three places where both slopes are 0:', zh: '两个方向的斜率同时为 0 的地方有三处：' },
    {
      equations: known.map(([, { u, v }]) => [`f(${shown(u)}, ${shown(v)})`, text(formula, { values: { u, v } })]),
    },
    {
      head: [
        { en: 'place', zh: '位置' },
        'u',
        'v',
        { en: 'loss', zh: '损失' },
        { en: 'curvature along u', zh: '沿 u 的曲率' },
        { en: 'along v', zh: '沿 v 的曲率' },
      ],
      rows: known.map(([name, { u, v, loss, curvature }]) => [
        places[name],
        ...[u, v, loss, curvature.u, curvature.v].map(shown),
      ]),
    },
    {
      en: `It is the mean of ${tilts.length} samples, each of which tilts it by an a and a b of its own. Over all samples the tilts cancel; over a few they do not:`,
      zh: `它是 ${tilts.length} 个样本的平均值，每个样本都用各自的 a 和 b 让它倾斜。全部样本合起来，倾斜正好抵消；只看几个样本，就抵消不了：`,
    },
    { equations: [['sample', text(sample)]] },
  );
}

const countTable = (counts: DescentEnds['random']): Table => ({
  head: [{ en: 'descent', zh: '下降' }, ...Object.values(places)],
  rows: Object.entries(descents).map(([name, said]) => [
    said,
    ...Object.keys(places).map((place) => String(counts[name as keyof typeof descents][place as keyof EndCounts])),
  ]),
});

const whereTheyEnd = ({ seeds, random, ridge }: DescentEnds): Step =>
  step(
    { en: 'Where they end', zh: '它们停在哪里' },
    {
      en: `${count(seeds, 'descent')} of each sort, mini-batches of ${MINI_BATCH}; with a learning rate that falls, so that they come to rest. From random starts, so many ended within 0.1 of each place (elsewhere are those still on their way):`,
      zh: `每种下降各 ${seeds} 次，小批量每次更新用 ${MINI_BATCH} 个样本；学习率会逐渐变小，好让它们停下来。从随机的起点出发，停在每个位置（距离不超过 0.1）的次数如下，“其他地方”是还没有走到的：`,
    },
    countTable(random),
    {
      en: 'From starts on the ridge, u = 0, where the slope leads straight into the saddle:',
      zh: '从山脊（u = 0）上出发，那里的坡度正好通向鞍点：',
    },
    countTable(ridge),
  );

/** What the counts make of what is commonly said. */
function claims({ seeds, random, ridge }: DescentEnds): Step {
  const stayed = random.stochastic.localMinimum;
  const helped = random.stochastic.globalMinimum > random.batch.globalMinimum;
  return step(
    { en: 'What is said of them, and what was counted', zh: '常见的说法，与数出来的结果' },
    {
      en: `“Batch descent stops in a local minimum.” It takes the one on whose side it began: of ${seeds} random starts, ${random.batch.globalMinimum} ended in the global minimum and ${random.batch.localMinimum} in the local one. Nothing tells it that there is a deeper one. Where the loss is convex there is no other.`,
      zh: `“批量下降会停在局部最小值。”它从哪一边开始，就走进哪一边的最小值：${seeds} 个随机起点中，${random.batch.globalMinimum} 个走到全局最小值，${random.batch.localMinimum} 个停在局部最小值。它无从知道还有更低的地方。如果损失是凸的，就不存在别的最小值。`,
    },
    {
      en: `“It is caught in saddle points.” From random starts it ended there ${random.batch.saddle} times of ${seeds}, from the ridge ${ridge.batch.saddle} times. A saddle holds only those who come exactly along its ridge. (Near it the slope is small, so it does cost time.)`,
      zh: `“它会困在鞍点。”从随机起点出发，${seeds} 次中有 ${random.batch.saddle} 次停在鞍点；从山脊出发，有 ${ridge.batch.saddle} 次。只有正好沿着山脊走来，才会被鞍点困住。（不过鞍点附近坡度很小，会耽误时间。）`,
    },
    {
      en: `“The noise of few samples leads out.” Out of the saddle: from the ridge, stochastic descent ended there ${ridge.stochastic.saddle} times of ${seeds}, mini-batch descent ${ridge.miniBatch.saddle} times. Out of the local minimum: from random starts, ${random.stochastic.globalMinimum} and ${random.miniBatch.globalMinimum} ended in the global one, beside ${random.batch.globalMinimum} of batch descent.`,
      zh: `“样本少，噪声大，就能逃出来。”逃出鞍点：从山脊出发，${seeds} 次中随机下降有 ${ridge.stochastic.saddle} 次停在鞍点，小批量下降有 ${ridge.miniBatch.saddle} 次。逃出局部最小值：从随机起点出发，走到全局最小值的分别有 ${random.stochastic.globalMinimum} 次和 ${random.miniBatch.globalMinimum} 次，批量下降是 ${random.batch.globalMinimum} 次。`,
    },
    helped
      ? {
          en: `So noise helps, and promises nothing: ${stayed === 0 ? 'of more stochastic descents some would have stayed' : `${count(stayed, 'stochastic descent')} stayed`} in the local minimum. It has to be strong enough to cross the saddle, and die down in the end; this surface was made for that, and on another the counts are others.`,
          zh: `可见噪声有帮助，但什么也不保证：${stayed === 0 ? '次数再多一些，就会有随机下降留在局部最小值' : `仍有 ${stayed} 次随机下降留在局部最小值`}。噪声要大到能翻过鞍点，最后又要平息下来；这个曲面正是为此设计的，换一个曲面，次数就不同了。`,
        }
      : {
          en: 'With so few descents chance decides: more of them (--seeds 1000) show what noise does.',
          zh: '次数太少，结果全凭运气：多走几次（--seeds 1000），才看得出噪声的作用。',
        },
  );
}

/** Where many descents of each sort end on a surface with two minima and a saddle. */
export function optima(seeds: number): { data: object; steps: Step[] } {
  const ends = whereDescentsEnd({ seeds, miniBatch: MINI_BATCH });
  const { random, ridge } = ends;
  return {
    data: { surface: { stationary: landscape.stationary, seeds, random, ridge } },
    steps: [surface(), whereTheyEnd(ends), claims(ends)],
  };
}
