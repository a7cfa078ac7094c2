import type { Words } from '$lib/words/index.js';

export const en = {
  prose: {
    lead: 'A loss is one number for how wrong all predictions are together. Which number that is decides what a network cares about.',
    cancel:
      'Here two predictions are too high and two too low, by as much. Every one of them is wrong, and the **mean error** is 0: it says that all is well. **Squares** cannot cancel: each error becomes an area, and areas add up. Drag the dots and see what each loss makes of them.',
    pulls:
      'A network does not learn from the loss but from its **slope by each prediction**: the arrows. The squared error pulls hardest where a prediction is furthest off, so a single outlier can outweigh all the rest. The absolute error pulls everywhere alike. Huber is the one for small errors and the other for large ones. Half the squared error has the error itself as its slope, which is why textbooks take it. The sum grows with the number of samples, the mean does not. And the root of the mean square is in the units of the target: it is the side of the dashed square.',
    surprise:
      'Where the answer is a class, a network gives a probability $p$ to the right one. How surprised must it be to hear which one was right? $-\\log p$: not at all where it was certain, and without limit as $p$ goes to 0. **Cross-entropy** is the mean of that surprise.',
    flat: 'The probability is the sigmoid of a sum $z$, and only $z$ is what weights can move. Far to the left the sigmoid is flat. The slope of the squared error has that flatness as a factor, $\\sigma(z)\\,(1 - \\sigma(z))$: a network that is as wrong as can be hears next to nothing. The logarithm takes just this factor away: for cross-entropy the slope by $z$ is $p - 1$, the error itself. The more wrong, the steeper.',
  },
  figure: 'Predictions as dots, targets as bars, and the square over each error',
  dragHint:
    'Drag a dot up or down, or focus it and use the arrow keys. The bar is its target. Violet arrows: where a step against the slope of the chosen loss takes it. The dashed square is as large as the others on average.',
  prediction: 'Prediction',
  target: 'Target',
  mean: 'mean of these',
  losses: 'What each loss says',
  lossNames: {
    meanError: 'Mean error',
    meanAbsoluteError: 'Mean absolute error',
    meanSquaredError: 'Mean squared error',
    halfSquaredError: 'Half squared error',
    sumSquaredError: 'Sum of squared errors',
    rootMeanSquaredError: 'Root mean squared error',
    huber: 'Huber',
  },
  about: {
    meanError:
      'Errors of opposite sign cancel. Its slope is the same everywhere and points one way for ever: the lower the predictions, the better, it says.',
    meanAbsoluteError: 'All errors count as positive. Each prediction is pulled equally hard, however far off it is.',
    meanSquaredError: 'Errors are squared: twice as wrong counts four times, and is pulled twice as hard.',
    halfSquaredError:
      'Half the mean square. The 2 of the square and the ½ cancel in the slope: it is the error, divided by the number of samples.',
    sumSquaredError: 'The same squares, added up and not averaged. More samples, more loss and longer steps.',
    rootMeanSquaredError:
      'The root of the mean square: a typical error, in the units of the target. It has its minimum where the mean square has its own.',
    huber:
      'A square for errors up to δ, a straight line beyond: careful near the target, and not to be impressed by an outlier.',
  },
  delta: 'Huber’s δ',
  table: 'The predictions in numbers',
  columns: { prediction: 'prediction', target: 'target', error: 'y − t', square: '(y − t)²', slope: 'slope by y' },
  remove: 'Remove prediction',
  add: 'a prediction',
  sizes:
    'Printed from the expressions that compute the numbers above; n counts the samples (and j the outputs of one, here a single one).',
  root: 'In short: (y − t) / (n E). Where every error is 0 a root has no slope, and 0 is taken.',
  pulls: 'What the slopes do',
  classes: 'Surprise',
  byProbability: 'By the probability p',
  byProbabilityText: 'of the right class: what each loss says.',
  byLogit: 'By the sum z',
  byLogitText: 'before the sigmoid: what a network feels.',
  judges: { crossEntropy: 'cross-entropy', squared: 'squared error' },
  slopes: 'slope at this place',
  p: 'probability p',
  judged: 'What the two losses say',
  says: 'E',
  slopeByP: 'slope by p',
  slopeByZ: 'slope by z',
  surprise: 'The surprise, with two classes or with three',
  bits: 'bits: as surprising as so many heads in a row.',
  tiny: 'Cross-entropy over classes; the tiny number keeps the logarithm of 0 finite.',
  linked: {
    crossEntropy: 'Cross-entropy by z: softplus(z) is log(1 + e to the z).',
    squared: 'Squared error through a sigmoid.',
  },
  presets: {
    cancel: 'errors that cancel',
    squares: 'their squares',
    outlier: 'an outlier, squared',
    absolute: 'an outlier, absolute',
    huber: 'an outlier, Huber',
    sum: 'a sum grows',
    perfect: 'all right',
    sure: 'certain and wrong',
  },
  check: {
    ask: 'One prediction is off by 1, another by 10. How much harder does the squared error pull at the second?',
    answers: ['As hard as at the first', '10 times as hard', '100 times as hard'],
    because: [
      'That is what the absolute error does.',
      'The slope of $e^2$ is $2e$: it grows as the error does.',
      'Its square is 100 times as large. But what pulls is the slope, $2e$.',
    ],
    right: 1,
  },
} as const;

export type Dictionary = Words<typeof en>;
