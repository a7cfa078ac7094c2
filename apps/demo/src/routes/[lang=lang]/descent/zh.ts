import type { Dictionary } from './en.js';

export const zh: Dictionary = {
  prose: {
    lead: '损失说明网络错得有多厉害，斜率说明哪边是下坡。梯度下降就朝那边走一步，然后再问一次。',
    rule: '一步就是 $w \\leftarrow w - \\eta\\, g$：脚下的斜率 $g$ 乘以学习率 $\\eta$。陡的地方步子大，快到谷底时步子自然变小。',
    length:
      '一步可以多长？由**曲率**决定，也就是斜率的斜率。学习率取 1 / 曲率，一步就到碗底；不超过 2 / 曲率，会越过谷底，但仍越来越近；再大，每次落脚都比上次更高。',
    decay:
      '会**衰减**的学习率开始大胆、后来谨慎：本来会永远越过去的，也能安定下来。**动量**保留上一步的一部分，有时能带着下降翻过小山包。',
  },
  drag: '起点 w',
  dragHint: '沿曲线拖动带圈的点，或者选中它，用方向键移动。',
  figure: '损失随 w 变化的曲线，以及下降的每一步',
  curve: '损失曲线',
  curves: { bowl: '一个碗', wells: '两个坑', flat: '平原上的漏斗' },
  rate: '学习率 η',
  decay: '衰减方式',
  decays: { none: '不衰减', inverse: 'η / (1 + k t) 反比', exponential: 'η e^(−k t) 指数', halved: '每 5 步减半' },
  strength: '衰减系数 k',
  momentum: '动量',
  steps: '步数',
  verdict: '结果如何',
  verdicts: {
    converged: '到了：这里的斜率是 0。',
    slow: '还在路上，没有到。',
    oscillating: '越过去了：每一步都落在另一侧。',
    diverged: '发散了：步子太长，一步比一步高。',
  },
  product: '学习率 × 曲率',
  productHint: '小于 1：走完一部分路。1 到 2：越过谷底，但更近。大于 2：越走越远。',
  table: '每一步',
  columns: { step: '步', w: '权重 w', loss: '损失 E', gradient: '斜率 g', curvature: '曲率', rate: '学习率 η' },
  end: '终点',
  presets: {
    right: '合适的学习率',
    short: '太小',
    overshoot: '越过谷底',
    diverge: '太大',
    tamed: '太大，但会衰减',
    wrongWell: '掉进浅坑',
    overTheHill: '翻过山包',
    plateau: '平原',
  },
  check: {
    ask: '碗形损失 $\\tfrac12 w^2$ 的曲率是 1。学习率取 1.5 会怎样？',
    answers: ['发散。', '越过谷底，但一步比一步近。', '一步就到谷底。'],
    because: [
      '那要超过 2 / 曲率 = 2 才会。试试 1.5：每次落脚都只有上次的一半远。',
      '每一步把 $w$ 乘以 $1 - 1.5 = -0.5$：到了另一侧，距离减半。',
      '那是学习率 1 / 曲率 = 1 的效果。',
    ],
    right: 1,
  },
};
