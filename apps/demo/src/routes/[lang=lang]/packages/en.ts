import type { Words } from '$lib/words/index.js';

export const en = {
  prose: {
    lead: 'Seven small packages, one for each idea. Take the one that you need; it brings along no more than its arrows show.',
    idea: 'A loss knows no network, a network knows no loss: `net` says which shape a loss must have, and anything of that shape will do, yours too. So nothing is registered anywhere, and a bundler leaves out what you do not import.',
    api: 'Everything that can be imported, with its types and all of its docstring, stands in the reference.',
    sizes:
      'Sizes are minified and gzipped, with all that is needed, other packages too. They are limits: every change of the sources is checked against them. What a single import costs stands on the page of its package.',
  },
  together: 'How they hang together',
  drawing: 'Which package depends on which',
  drawingHint:
    'An arrow leads to what a package depends on. Whoever needs matrix needs formula too; that is not drawn. + marks what others wrote.',
  dependsOn: 'depends on',
  nothing: 'nothing',
  install: 'All that a training needs',
  api: 'The reference of all packages',
  each: 'Each package',
  about: {
    formula: 'Expressions over matrices. From one expression come its value, its derivative and its print.',
    matrix: 'Matrices, random numbers, and the compiler that turns formulas into kernels of WebAssembly.',
    loss: 'How wrong an output is, as one number. Each loss is one formula.',
    optim: 'How a gradient moves the weights: optimizers, learning rates that change, batches, descents to look at.',
    data: 'Tables from CSV, preprocessing that travels with the model, and small data sets.',
    net: 'Layers, training, evaluation, the model file, and a look inside each step.',
    blas: 'Large products by the BLAS of the system, for Node. Where there is none, it says so and goes on without.',
  },
  atMost: 'at most',
  exports: 'functions and values to import',
} as const;

export type Dictionary = Words<typeof en>;
