import type { Diagnosis } from '../diagnosis.js';
import { type Look, unitsThat } from './look.js';

/** A unit hardly learns where its slope is below a hundredth of what it can be (1 for tanh, 1/4 for sigmoid). */
const FLAT = 0.01;
const PART = 0.5;

/** How steep each squashing activation is, by its output, in parts of the steepest. */
const SLOPES: Readonly<Record<string, (y: number) => number>> = {
  sigmoid: (y) => 4 * y * (1 - y),
  tanh: (y) => 1 - y * y,
};

/** Hidden layers of sigmoid or tanh of which most units are flat for every sample. Glorot and Bengio: Understanding the Difficulty … (2010), section 3. */
export const saturatedUnits = ({ layers, samples }: Look): Diagnosis[] =>
  layers.flatMap((layer): Diagnosis[] => {
    const slope = SLOPES[layer.activation ?? ''];
    if (!slope || layer.isLast) return [];
    const flat = unitsThat(layer, (y) => slope(y) < FLAT);
    if (flat < PART * layer.units) return [];
    return [
      {
        code: 'saturated-units',
        severity: 'warning',
        where: layer.place,
        says: {
          en: `${flat} of ${layer.units} units are at an end of ${layer.activation} for each of ${samples} samples, where its slope is below ${100 * FLAT} % of the steepest; they hardly learn`,
          zh: `${layer.units} 个单元中有 ${flat} 个对 ${samples} 个样本全都处在 ${layer.activation} 的两端，斜率不到最大值的 ${100 * FLAT} %；它们几乎学不动`,
        },
        advice: {
          en: 'scale the inputs, begin with smaller weights (glorot()), or take a smaller learning rate (--learning-rate); or take relu (--activation relu)',
          zh: '缩放输入，用更小的初始权重（glorot()），或者减小学习率（--learning-rate）；也可以改用 relu（--activation relu）',
        },
      },
    ];
  });
