import type { Words } from '$lib/words/index.js';

export const en = {
  prose: {
    formula: {
      lead: 'Expressions over matrices, written once. From one expression come its value, its derivative, and its print.',
      what: 'Every activation, loss and optimizer of nn is such an expression, so nobody writes a derivative, a kernel or a line of LaTeX by hand. It works as well alone: to show mathematics on a page, or to check a gradient of your own.\n\n- `formula` makes a function of named inputs, numbers or matrices; `derivative` makes another one from it.\n- `text`, `latex` and `mathml` print it, with symbols or with numbers in place.\n- An expression is plain JSON, so a file can hold it without naming code.\n- `checkFormula` compares a derivative with central differences and names the worst element.',
    },
    matrix: {
      lead: 'Matrices and random numbers, and the compiler that turns formulas into kernels of WebAssembly.',
      what: 'The same seed and the same operations give the same bits on every machine, in Node and in every browser, on one thread and on eight. There is no native part and nothing to build.\n\n- `matrix`, `matmul`, `transpose`, `map` and their kin, for daily work with rows of numbers.\n- `random(seed)` draws numbers that do not depend on the machine.\n- `wasm` computes with SIMD and threads; `reference` is plain TypeScript that can be read, and gives the same bits.\n- `compile` makes a program of expressions. `@nn/net` is built on it.',
    },
    loss: {
      lead: 'How wrong an output is, as one number.',
      what: 'Each loss is one formula of the output y and the target t; its gradient, its kernels and its print follow from it.\n\n- For numbers, for classes, for counts, for quantiles: the table below has them all, with their names in use elsewhere.\n- `crossEntropy` of a network that ends in softmax is computed from the logits, stable at ±10,000.\n- Samples and classes may have weights.\n- `loss` makes one of your own; `checkLoss` checks it.',
    },
    optim: {
      lead: 'How a gradient moves the weights.',
      what: 'An optimizer is a formula for the update. A schedule is a function of time. A descent is a list of points that can be looked at, one by one.\n\n- From `sgd` with momentum to `adamW`, `lion` and `lbfgs`, each compared with PyTorch’s trajectories where PyTorch has it.\n- Learning rates that decay, warm up, wait or go round.\n- `minimize` tells each step of a descent and gives a verdict: converged, slow, oscillating, diverged.\n- `compareDescents` sets batch, stochastic and mini-batch descent side by side.',
    },
    data: {
      lead: 'Tables, and the preprocessing that travels with a model.',
      what: 'Split first, then learn means and classes from one part only: nothing leaks from the rows that will judge the model. What was learnt is plain data and is saved beside the weights.\n\n- `readCsv` reads what pandas, R and Excel write, and says what it left out or took for something else.\n- `fitPipeline` standardizes numbers, makes columns of words, fills in what is missing, and can turn it all back.\n- `iris`, `digits`, `xor`, `spiral`, `moons` and `circles` are there to begin with.',
    },
    net: {
      lead: 'Networks: layers, training, evaluation, and the model file.',
      what: 'It knows no loss and no optimizer by name. Any object of the right shape will do; those of `@nn/loss` and `@nn/optim` have it.\n\n- `network`, `fit`, `evaluate`, `predict`; or `steps`, for one update at a time.\n- Dense layers, convolutions, normalization, dropout, residual paths; sizes are checked by the type-checker where they are known.\n- `save` and `load`: one `.safetensors` file with weights, architecture, preprocessing and recipe. `@nn/net/predict` only predicts, in a third of the size.\n- `trace` shows every number of a step; `diagnose` names units that cannot learn.',
    },
    blas: {
      lead: 'Large products of matrices by the BLAS of the system; everything else on WebAssembly, over the same memory.',
      what: 'For Node, where OpenBLAS or Accelerate is there: about twice as fast on large networks, without a copy.\n\n- `blas()` is a backend: give it to a network, or make it the default.\n- Where there is no BLAS, a warning says what to install, and WebAssembly serves.\n- It gives up the same bits everywhere: every BLAS adds up in an order of its own.',
    },
  },
  purpose: 'What it is for',
  version: 'Version',
  dependsOn: 'Depends on',
  nothing: 'nothing',
  usedBy: 'Used by',
  size: 'Size with all that it needs, minified and gzipped; checked on every change',
  reference: 'Reference',
  install: 'Install',
  example: 'A whole example',
  exampleHint:
    'The first example of the README. The tests install the package in an empty folder, run it there, and compare what it prints.',
  exports: 'What there is to import',
  exportsHint:
    'Beside each name stands what importing it alone costs, with all that it needs, minified and gzipped. A name leads to its page in the reference.',
  columns: { name: 'Name', about: 'What it is' },
  types: 'Types:',
} as const;

export type Dictionary = Words<typeof en>;
