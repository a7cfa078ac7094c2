import type { Words } from '$lib/words/index.js';

export const en = {
  prose: {
    lead: 'A network has to begin somewhere. Zero looks fair, and so does one number for all weights. Both keep it from learning, for two different reasons.',
    rule: 'The same small network learns the same four samples four times, by the same optimizer; inputs are −1 for no and 1 for yes. Only the first weights differ. Each line below is one weight of one hidden unit, step by step.',
    zeros:
      '**All zero.** The error comes back to a hidden unit through the weight that leads on from it. If that weight is 0, what arrives is 0: the hidden weights have a gradient of exactly 0. With tanh or ReLU a hidden unit that gets 0 says 0, so the weights to the output have none either, and only the bias of the output can move. With sigmoid they all say one half; then the weights to the output may move, and the hidden ones follow, all alike: twins.',
    twins:
      '**All equal.** Now there is a gradient, but every hidden unit has the same weights, so it says the same, gets the same error, and takes the same step. After it they are equal again. They stay twins for ever, to the last bit: the difference above is not small, it is 0. However many units there are, they do the work of one, and one is not enough for XOR.',
    random:
      '**Random.** Units that begin differently see different errors and part ways. That is all that randomness is for: it breaks the tie. How large it should be depends on how many inputs are summed: Glorot and He choose it so that signals neither fade nor swell from layer to layer.',
    large:
      '**Random, but too large.** The units differ, yet their sums are so far from 0 that sigmoid and tanh are flat there. The slope is almost 0, and the error is multiplied by it on its way back. They are said to be saturated: not exactly stuck, but for all the steps you have they may as well be.',
  },
  beginnings: { zeros: 'All zero', constant: 'All equal', random: 'Random', large: 'Random, too large' },
  presets: {
    xor: 'XOR',
    or: 'OR, which twins can do',
    sigmoids: 'sigmoid and Adam',
    and: 'AND from zero, with sigmoid',
    dead: 'ReLUs that are dead',
    almost: 'almost zero',
    adam: 'Adam does not help',
  },
  play: 'Play',
  pause: 'Pause',
  scrub: 'Place in the training',
  step: 'step',
  show: 'The lines show the weights',
  weights: { x1: 'from x₁', x2: 'from x₂', bias: 'bias', out: 'to the output' },
  chart: 'The weights of the hidden units over the steps:',
  units: 'Hidden units',
  apart: 'farthest that units were ever apart',
  moved: 'farthest that any weight of theirs moved',
  found: 'What the diagnosis finds before the first step',
  layers: { hidden: 'hidden units', output: 'output' },
  findings: {
    identicalUnits: 'twins that begin alike and are moved alike',
    noGradient: 'no gradient reaches them',
    undefinedGradient: 'the gradient is not finite',
    saturatedUnits: 'saturated, flat for every sample',
  },
  nothing: 'Nothing that keeps it from learning.',
  diverged: 'The numbers ran away; shown is what was before.',
  activation: 'Activation of the hidden units',
  constant: 'The equal weights',
  random: 'The random weights',
  randoms: { glorot: 'Glorot', he: 'He', normal: 'normal' },
  spread: 'Their spread',
  large: 'Spread, too large',
  seed: 'Seed',
  optimizer: 'Optimizer',
  optimizers: { sgd: 'plain descent', adam: 'Adam' },
  rate: 'Learning rate η',
  steps: 'Steps',
  losses: 'The loss',
  lossesLabel: 'The loss of the four trainings over the steps',
  answers: 'What they answer at the end',
  answersHint: 'The targets are yours to type, from 0 to 1.',
  target: 'Target t',
  before: 'Before the first step',
  beforeTable: 'The first gradients in numbers',
  columns: {
    beginning: 'first weights',
    hidden: 'largest hidden gradient',
    output: 'largest gradient to the output',
    flat: 'flat hidden outputs',
    loss: 'loss at the end',
  },
  of: 'of',
  formulaNote:
    'A network of one input, two hidden units and a linear output, to keep it short. Each derivative has the factor v of its own unit: where that is 0, so is the gradient. And with w₁ = w₂ and v₁ = v₂ the two are the same.',
  check: {
    ask: 'A hidden layer has 100 units, all with weights 0.3. Will a longer training or a better optimizer part them?',
    answers: [
      'Yes, after enough steps rounding parts them.',
      'No: equal units get equal gradients, whatever the optimizer.',
      'Yes, Adam gives each weight a rate of its own.',
    ],
    because: [
      'Rounding treats equal numbers equally: the same sums give the same bits. Look at the difference above: it is 0 after all steps.',
      'Equal weights, equal outputs, equal errors, equal steps. Only something that differs between them, such as random weights or dropout, can part them.',
      'Adam finds that rate from the gradients, which are equal. Try the preset.',
    ],
    right: 1,
  },
} as const;

export type Dictionary = Words<typeof en>;
