import type { Words } from '$lib/words/index.js';

export const en = {
  prose: {
    lead: 'A layer is a table of weights. One product with this table carries numbers forward. The same table, turned over, carries errors back.',
    picture:
      'On the left the units of a layer: the inputs, or the hidden units of a larger network. On the right its outputs. Every edge is one weight, and every weight is one cell: $w_{ij}$ leads from unit $i$ to output $j$. Point at an edge or at a cell, and the other lights up. Tap it and it stays; tap again, or press Escape, and it lets go.',
    forward:
      'Column $j$ of $W$ holds all that output $j$ listens to. So its sum is the numbers of the units times that column: $z_j = \\sum_i x_i\\, w_{ij}$. All sums together are **one product** of matrices. Every number in a frame can be typed.',
    backward:
      'Backward the question is turned round: which errors does unit $i$ have a part in? In those of all outputs that it leads to, and these weights stand in **row** $i$ of $W$. A product of matrices wants them in a column. That is all that the transpose $W^\\top$ does: it puts the weights that leave a unit where the product looks for them.',
    signs:
      'The error here is output minus target, the slope of ½ (y − t)². Texts that write target minus output have the same numbers with the other sign.',
    rules: {
      proportional:
        'The first idea: who had the larger weight has the larger part in the error. Each column of $W$ is divided by its sum, so the shares of an output add up to 1. Weights of both signs can make the sum small, and the shares huge; at a sum of 0 there are none.',
      transposed:
        'The denominators only make the whole larger or smaller, so drop them. What is left is $W^\\top$: no division, nothing that can blow up. Who carries more still gets more.',
      gradient:
        'What calculus says: first multiply each error by the slope of the activation where the output stands. Only this is the derivative of the loss. Where the activation is flat, next to nothing goes back.',
    },
    notation:
      'A sample can be written as a row or as a column. The packages write **rows**: $x\\, W$ forward, $e\\, W^\\top$ back; many samples are then many rows. Many books write **columns**: $W^\\top x$ forward, $W e$ back. It is the same table and the same numbers, only seen in a mirror.',
  },
  drawing:
    'The layer as a network: units on the left, outputs on the right. Each edge is a button that pins its weight.',
  drawingHint: 'Violet: the errors of the outputs, and what arrives at the units by',
  weight: 'Weight from unit {from} to output {to}',
  part: 'what the lit edge brings',
  unit: 'Unit {unit} receives:',
  weights: 'Weights, forward',
  backwardMatrix: 'Matrix that leads back',
  vectors: {
    x: 'Number of unit',
    z: 'Sum of output',
    y: 'Output',
    t: 'Target of output',
    e: 'Error of output',
    back: 'Error sent back to unit',
  },
  pinned: 'Pinned: {weight}, from unit {from} to output {to}.',
  noPin: 'No weight is pinned.',
  release: 'Let go (Escape)',
  forward: 'Forward',
  forwardProduct: 'The layer in numbers',
  backward: 'Back, by three rules',
  notationLegend: 'A sample is',
  notations: { rows: 'a row: x W', columns: 'a column: Wᵀ x' },
  units: 'Units',
  outputs: 'Outputs',
  activation: 'Activation',
  activations: { linear: 'none', sigmoid: 'sigmoid', tanh: 'tanh', relu: 'ReLU' },
  rule: 'Errors in the drawing',
  rules: { proportional: 'Shares by weight', transposed: 'Transposed weights', gradient: 'Gradient' },
  table: 'What each unit receives',
  unitColumn: 'unit',
  together: 'together',
  errors: 'The errors of the outputs together:',
  presets: {
    first: 'three units, two outputs',
    byHand: 'to check by hand',
    columns: 'columns',
    saturated: 'flat activation',
    cancelling: 'shares explode',
    zeroSum: 'no shares at all',
    silent: 'a silent output',
    larger: '4 × 3',
  },
  check: {
    ask: 'Four units lead to three outputs, so $W$ is 4 × 3. The errors of the outputs are one row of three numbers. What is the size of the matrix that they are multiplied by on the way back?',
    answers: ['4 × 3', '3 × 4', '3 × 3'],
    because: [
      'A row of 3 numbers cannot be multiplied by a matrix of 4 rows. Turn it over.',
      '1 × 3 times 3 × 4 is 1 × 4: one error for each unit. That is $W^\\top$.',
      'That would give three errors, and there are four units to receive one.',
    ],
    right: 1,
  },
} as const;

export type Dictionary = Words<typeof en>;
