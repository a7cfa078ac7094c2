import type { Diagnosis } from '../diagnosis.js';
import { type Look, unitsThat } from './look.js';

/** Some units are 0 for a few samples in every network; that so large a part of a layer is silent is no accident. */
const PART = 0.5;
const RECTIFIERS = new Set(['relu', 'relu6']);

/** Layers of which most units are 0 for every sample: their slope is 0 too, so they cannot come back. Lu et al.: Dying ReLU (2020). */
export const deadRelu = ({ layers, samples }: Look): Diagnosis[] =>
  layers.flatMap((layer): Diagnosis[] => {
    if (layer.isLast || !RECTIFIERS.has(layer.activation ?? '')) return [];
    const dead = unitsThat(layer, (y) => y === 0);
    if (dead < PART * layer.units) return [];
    return [
      {
        code: 'dead-relu',
        severity: 'warning',
        where: layer.place,
        says: {
          en: `${dead} of ${layer.units} units are 0 for each of ${samples} samples; no gradient goes through them, so they stay so`,
          zh: `${layer.units} 个单元中有 ${dead} 个对 ${samples} 个样本全都是 0；梯度过不去，它们就一直是 0`,
        },
        advice: {
          en: 'take a smaller learning rate (a tenth: --learning-rate), scale the inputs, begin with he() and biases of 0; or take an activation without a dead side: gelu, tanh, in code leakyRelu()',
          zh: '把学习率减小到十分之一（--learning-rate），缩放输入，用 he() 初始化、偏置从 0 开始；或者换没有死区的激活函数：gelu、tanh，代码里还有 leakyRelu()',
        },
      },
    ];
  });
