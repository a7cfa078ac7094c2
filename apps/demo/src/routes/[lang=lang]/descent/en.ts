import type { Words } from '$lib/words/index.js';

export const en = {
  prose: {
    lead: 'A loss says how wrong a network is. Its slope says which way is down. Gradient descent takes a step that way, and asks again.',
    rule: 'One step is $w \\leftarrow w - \\eta\\, g$: the slope $g$ at the place where you stand, times a learning rate $\\eta$. Where the curve is steep the step is long; near the bottom it shrinks by itself.',
    length:
      'How long may a step be? The **curvature** decides, the slope of the slope. A learning rate of 1 / curvature jumps straight to the bottom of a bowl. Up to 2 / curvature the step overshoots, and still comes nearer; beyond that each landing is higher than the last.',
    decay:
      'A learning rate that **decays** can be bold at first and careful in the end: it takes what would overshoot for ever and lets it settle. **Momentum** keeps part of the last step, and may carry a descent over a small hill.',
  },
  drag: 'The start, w',
  dragHint: 'Drag the ringed dot along the curve, or focus it and use the arrow keys.',
  figure: 'The loss as a curve over w, and the steps of the descent on it',
  curve: 'The loss',
  curves: { bowl: 'a bowl', wells: 'two wells', flat: 'a funnel in a plain' },
  rate: 'Learning rate η',
  decay: 'Its decay',
  decays: { none: 'none', inverse: 'η / (1 + k t)', exponential: 'η e^(−k t)', halved: 'halved every 5 steps' },
  strength: 'Decay k',
  momentum: 'Momentum',
  steps: 'Steps',
  verdict: 'What became of it',
  verdicts: {
    converged: 'It has arrived: the slope is 0 here.',
    slow: 'It is on its way, and not there yet.',
    oscillating: 'It overshoots: each step lands on the other side.',
    diverged: 'It has diverged: the steps are too long, each leads higher.',
  },
  product: 'learning rate × curvature',
  productHint: 'below 1: goes part of the way. 1 to 2: overshoots and comes nearer. Above 2: leads away.',
  table: 'Every step',
  columns: { step: 'step', w: 'w', loss: 'E', gradient: 'slope g', curvature: 'curvature', rate: 'η' },
  end: 'the end',
  presets: {
    right: 'a good rate',
    short: 'too short',
    overshoot: 'overshoot',
    diverge: 'too long',
    tamed: 'too long, with decay',
    wrongWell: 'the wrong well',
    overTheHill: 'over the hill',
    plateau: 'a plain',
  },
  check: {
    ask: 'On the bowl $\\tfrac12 w^2$ the curvature is 1. What does a learning rate of 1.5 do?',
    answers: ['It diverges.', 'It overshoots, and comes nearer with each step.', 'It goes straight to the bottom.'],
    because: [
      'That begins above 2 / curvature = 2. Try 1.5: every landing is half as far away as the one before.',
      'Each step multiplies $w$ by $1 - 1.5 = -0.5$: the other side, half as far.',
      'That is what 1 / curvature = 1 does.',
    ],
    right: 1,
  },
} as const;

export type Dictionary = Words<typeof en>;
