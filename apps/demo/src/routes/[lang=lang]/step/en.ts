import type { Words } from '$lib/words/index.js';

export const en = {
  prose: {
    lead: 'One step of training a whole network, with nothing left out. Every number on this page is computed by the step that the packages take, and stands here with the formula that computed it.',
    how: 'Walk through the step with the buttons, the slider or the arrow keys ← and →. The drawing shows as much as is known so far: what is being computed is violet, what it is computed from is ringed. Choose a number in the matrix to see how it comes about.',
    begin:
      'Everything in a frame can be typed. These are the numbers before the first step. The output layer ends in a sigmoid, so targets lie between 0 and 1; biases are the dots above the units.',
    roles: {
      sum: 'What comes in, times the weights, plus the bias. Each unit of the layer has one column of $W$.',
      output: 'The activation bends each sum. Without it, two layers would be no more than one.',
      loss: 'One number says how wrong the outputs are. Everything from here on asks: which way would make it smaller?',
      error:
        'How the loss would move if this output moved. At the end it comes from the loss itself; further in, from the errors of the next layer, through the transposed weights.',
      delta:
        'The error times the slope of the activation: how the loss would move if the **sum** moved. Where the activation is flat, nothing gets through. With cross-entropy behind a sigmoid the two cancel, and what is left is $y - t$.',
      gradient:
        'What came in along an edge, times the delta at its end. A weight from an input of 0 had no part in the result, and gets no gradient. A bias always hears a 1, so its gradient is the delta.',
      newState:
        'What the optimizer remembers from step to step: part of what was, and part of the new gradient. Numbers below 1e−30 are set to 0, since tiny ones would make every later step slow.',
      newParameter: 'The weight after the step: against the gradient, since the gradient points uphill.',
    },
    after:
      'After the last number the step is taken: $W_0^\\prime$ becomes $W_0$, and all begins again with the same formulas. That is all that training is.',
  },
  drawing: 'The network: inputs, hidden units, outputs, targets and loss. Lit is where {name} stands.',
  previous: 'back',
  next: 'on',
  first: 'To the first quantity',
  last: 'To the last quantity',
  place: 'Where the step has come to',
  placeOf: '{name}: {at} of {count}',
  phases: { forward: 'Forward', loss: 'Loss', back: 'Back', update: 'Update' },
  layers: { hidden: 'hidden layer', output: 'output layer' },
  roles: {
    sum: 'Sums of the {layer}',
    output: 'Outputs of the {layer}',
    loss: 'The loss',
    error: 'Error of the {layer}',
    delta: 'Delta of the {layer}',
    gradient: 'Gradient, {layer}',
    newState: 'What the optimizer keeps, {layer}',
    newParameter: 'New parameters, {layer}',
  },
  numbers: 'Its numbers',
  cell: 'row {row}, column {col}',
  takenNone: 'This is the first step.',
  taken: '{steps} steps are taken before this one.',
  takenOne: '1 step is taken before this one.',
  take: 'Take the step',
  takeTen: 'Take ten',
  undo: 'Undo one',
  lossesSoFar: 'Loss before each step:',
  all: 'The whole step as a table',
  columns: { name: 'name', numbers: 'numbers', formula: 'formula' },
  given: 'given',
  begin: 'What it begins with',
  firstNumbers: 'The first numbers',
  size: 'Units: inputs, hidden, outputs',
  activation: 'Activation of the hidden layer',
  activations: { tanh: 'tanh', sigmoid: 'sigmoid', relu: 'ReLU' },
  loss: 'Loss',
  losses: {
    halfSquaredError: 'half squared error',
    meanSquaredError: 'mean squared error',
    binaryCrossEntropy: 'cross-entropy',
  },
  optimizer: 'Optimizer',
  optimizers: { sgd: 'plain descent', momentum: 'momentum 0.9', adam: 'Adam' },
  rate: 'Learning rate η',
  matrices: {
    x: 'Inputs',
    t: 'Targets',
    W0: 'Weights of the hidden layer',
    b0: 'Biases of the hidden layer',
    W1: 'Weights of the output layer',
    b1: 'Biases of the output layer',
  },
  presets: {
    begin: 'the beginning',
    hiddenError: 'the error reaches the hidden layer',
    update: 'a weight moves',
    entropy: 'cross-entropy: y − t',
    twoOutputs: 'two outputs',
    dead: 'dead units',
    adam: 'Adam',
    momentum: 'momentum, after 5 steps',
    learnt: 'after 60 steps',
  },
  check: {
    ask: 'The first input is set to 0. Which gradients are then 0, whatever else happens?',
    answers: ['All of $dW_0$.', 'The first row of $dW_0$.', 'The first column of $dW_0$.'],
    because: [
      'The other input still has its part. Type 0 for the first input and look at $dW_0$.',
      'Row 1 of $W_0$ holds the weights that leave the first input, and each of their gradients is $x_1$ times a delta.',
      'A column belongs to a hidden unit. That would be so if the delta of the unit were 0.',
    ],
    right: 1,
  },
} as const;

export type Dictionary = Words<typeof en>;
