import { computed } from '@nn/net';
import { equation, shown } from '../telling/equations.js';
import { type Step, step } from '../telling/step.js';
import { type Begin, bendOf, descend, pathTable } from './descent-path.js';
import { best, given, lossAt, pointsText } from './line.js';

/** The weight for several points at once: the points that are given, or else the two of the notes. */
export function answer(begin: Begin): { data: object; step: Step } {
  const own = begin.points.x.length > 1;
  const points = own ? begin.points : { x: [1, 2], t: [4, 7] };
  const through = pointsText(points);
  const exact = computed(best, given(points));
  const there = lossAt(exact.value, points);
  // From the answer itself there is no way to show.
  const shows = !own && begin.start !== exact.value;
  const descent = descend({ ...begin, points }, 0.5 / bendOf({ ...begin, points }));
  return {
    data: { answer: { points, w: exact.value, loss: there, ...(own ? {} : { descent }) } },
    step: step(
      { en: 'Through all points', zh: '同时经过所有的点' },
      {
        en: `Which w suits ${through.en} best? The one at which the gradient, the mean over the points, is 0:`,
        zh: `哪个 w 最适合 ${through.zh} 这些点？就是让梯度（对所有点取平均）等于 0 的那个：`,
      },
      equation('w', exact),
      there > 1e-12 * Math.max(...points.t.map((t) => t * t))
        ? {
            en: `No such line meets all points: there the loss is ${shown(there)}, and nowhere less.`,
            zh: `没有一条这样的直线能经过所有的点：那里的损失是 ${shown(there)}，别处只会更大。`,
          }
        : { en: 'There the line meets all of them.', zh: '此时直线经过所有的点。' },
      shows && {
        en: `Descent finds it too, here from w = ${shown(begin.start)}:`,
        zh: `梯度下降也能找到它，这里从 w = ${shown(begin.start)} 开始：`,
      },
      shows && pathTable(descent),
    ),
  };
}
