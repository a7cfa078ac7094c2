import type { Words } from '$lib/words/index.js';

/** The English texts. Their keys are the keys of every language. */
export const en = {
  heading: 'A neuron by hand',
  lead: 'Two inputs, two weights, a bias, one output. Move the weights and see every number that follows: forward to the loss, and back to the gradient. Then let the gradient move them.',

  forward: 'Forward: from the inputs to the loss',
  forwardText:
    'Each input is multiplied by its weight. The products and the bias add up to z, the activation makes it the output y, and the loss E says how far y is from the target t.',
  drawing: 'The neuron: inputs on the left, their weights on the lines, output and target on the right',
  dragHint: 'Drag a weight up or down, or focus it and use the arrow keys (with Shift: finer).',
  weightSlider: 'Weight',
  biasSlider: 'Bias',
  activation: 'Activation',
  sigmoid: 'sigmoid',
  tanh: 'tanh',
  relu: 'ReLU',
  linear: 'linear',
  typed: 'The same, typed',
  weightedSum: 'weighted sum',
  output: 'output',
  loss: 'loss',

  back: 'Back: how much each weight is to blame',
  backText:
    'How would E change if a number changed a little? The answers are found from right to left, and each uses the one before. δ gathers all that comes from the right; a weight then only needs the input that stood at its own line.',
  slopeOfLoss: 'how E follows y',
  slopeOfOutput: 'how y follows z',
  deltaText: 'how E follows z: the product of the two',
  gradients: 'how E follows each weight and the bias',
  arrows: 'The violet arrows point the way in which this sample pulls each weight; beside them is ∂E/∂w.',
  meanNote:
    'There it is that of the chosen sample; a step uses the mean over all samples, from the last row of the table below.',

  step: 'A step: a little way downhill',
  stepText:
    'Every weight takes a step against its slope. The learning rate η says how long: too short and nothing seems to happen, too long and the step lands on the other slope, higher than before.',
  gradientSymbol: 'g is the slope of E by that weight, as found above.',
  controls: 'Training',
  oneStep: 'One step',
  train: 'Train',
  pause: 'Pause',
  reset: 'Reset',
  learningRate: 'Learning rate',
  steps: 'step',
  history: 'The loss, step by step',
  historyText: 'since the last change by hand',
  noHistory: 'Take a step and the line begins.',
  along: 'The loss from here',
  alongText: 'along one weight, the others kept as they are',
  alongStep: 'along the step, by its length η',
  alongAll: 'the step',
  alongChoice: 'Along',
  here: 'now',
  afterStep: 'after the next step',
  overshoot: 'The next step makes the loss larger: it is too long. Lower η.',
  overshootHint: 'To see a step that is too long, choose linear and raise η above 1.5.',
  diverged: 'The steps were too long and the loss grew without end. Lower η and reset.',
  flat: 'The slope is almost 0 here: further steps hardly move the weights.',
  paused: 'Still going down, only slowly: train on, or raise η.',

  plane: 'More samples: what one neuron can tell apart',
  planeText:
    'Every point of the plane is a pair of inputs, coloured by the output it gets. The line is where y is one half. One neuron has one straight line, whatever its weights are.',
  data: 'What to learn',
  one: 'one sample',
  and: 'AND',
  or: 'OR',
  xor: 'XOR',
  planeLabel: 'The plane of the inputs, coloured by the output',
  high: 'y near 1',
  low: 'y near 0',
  sample: 'Sample',
  samples: 'The samples',
  mean: 'mean',
  choose: 'Show this sample in the drawing',
  oneNote: 'A sample of your own: type its inputs and its target.',
  andNote: 'AND asks for 1 only where both inputs are 1. One line is enough: train, and see it turn into place.',
  orNote: 'OR asks for 1 where any input is 1. One line is enough here too.',
  xorNote:
    'XOR asks for 1 where exactly one input is 1. No straight line has those two corners on one side and the other two on the other: one neuron cannot learn it, however long it trains. It takes a hidden layer.',
  allRight: 'All samples are on their side of the line.',
  someWrong: 'Samples on the wrong side:',

  how: 'Where the numbers come from',
  howText:
    'Nothing here is a picture of a computation: it is the computation. A network of one neuron from @nn/net lives in a Web Worker and takes the steps, in double precision. Each line of mathematics is printed from the very formula that is computed, and the derivatives come from that formula too.',
  presets: {
    begin: 'where it begins',
    saturated: 'far out, where it is flat',
    overshoot: 'too long a step',
    and: 'learn AND',
    xor: 'try XOR',
  },
  check: {
    ask: 'The output is $y = 0.99$, the target is 0, and the activation is the sigmoid. Why does the neuron hardly learn?',
    answers: [
      'The error is small.',
      'The slope of the sigmoid is almost 0 there, and it is a factor of every gradient.',
      'The learning rate is used up.',
    ],
    because: [
      'The error $y - t$ is 0.99, nearly as large as it can be.',
      '$\\partial y / \\partial z = y (1 - y) \\approx 0.01$: whatever the error is, little of it comes through. Cross-entropy is a loss that gives it back.',
      'A learning rate does not wear off unless a schedule lowers it.',
    ],
    right: 1,
  },
  example: 'The same neuron in a program of your own',
} as const;

export type Dictionary = Words<typeof en>;
