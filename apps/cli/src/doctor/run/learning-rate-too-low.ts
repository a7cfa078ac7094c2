import type { Diagnosis } from '../diagnosis.js';
import { brief, percent } from '../words.js';
import { type Course, larger, lastQuarter, mean } from './course.js';

/** Weights of a network that learnt something are another fifth or more; in so few parts none has been reached. */
const MOVED = 0.02;
/** The loss is still there, and the slope is as steep as at first: what is missing is way, not a way. */
const [FALLEN, STEEP] = [0.2, 0.5];

/** With fewer updates nothing is reached anyhow. */
const FEWEST_UPDATES = 50;

/** Steps so small that nothing is reached: the weights are where they were, though there is a slope to go down. */
export function learningRateTooLow(course: Course): Diagnosis[] {
  const { initial, losses, updates, moved, steepness, learningRate } = course;
  if (updates < FEWEST_UPDATES || !(steepness >= STEEP) || !(moved < MOVED)) return [];
  const end = mean(lastQuarter(losses));
  if (!(end > larger(initial, -FALLEN))) return [];
  const rate = brief(learningRate * 100);
  return [
    {
      code: 'learning-rate-too-low',
      severity: 'warning',
      says: {
        en: `at a learning rate of ${brief(learningRate)} the weights moved by ${percent(moved)} in ${losses.length} epochs and the loss went from ${brief(initial)} to ${brief(end)}, while the slope is as steep as at first`,
        zh: `学习率为 ${brief(learningRate)} 时，${losses.length} 轮里权重只动了 ${percent(moved)}，损失从 ${brief(initial)} 到 ${brief(end)}，而坡度和开始时一样陡`,
      },
      advice: {
        en: `--learning-rate ${rate}, in code learningRate: ${rate}; findLearningRate(model, x, t, { loss, optimizer }) of @nn/net suggests one`,
        zh: `用 --learning-rate ${rate}，代码里是 learningRate: ${rate}；@nn/net 的 findLearningRate(model, x, t, { loss, optimizer }) 会给出建议`,
      },
    },
  ];
}
