import type { Words } from '$lib/words/index.js';

export const en = {
  prose: {
    lead: 'A loss, an optimizer, an activation, a layer: each is a formula and a few lines. Its derivative, its kernels and its print follow from the formula.',
    ways: 'There are two ways. In a **package or a file of your own** you write the piece and use it: nothing is registered, and yours is equal to those that are there. Or you add it to **this repository**, where a command begins it with everything that belongs to it: the file, the export, the tests.\n\nThe code on this page is read from the repository when the page is built. The pieces stand in `examples/third-party`, a package as someone else would publish it; the tests install it from tarballs, train with it, save, and load again.',
    how: {
      loss: 'A loss is a formula of the output `y` and the target `t`; both are matrices, one row for each sample. `loss` makes it of a name and that formula. This one forgives outliers.',
      optimizer:
        'An optimizer is a formula of `parameter` and `gradient`, of what it remembers from step to step (`slots`), and of numbers that may change with each step (`scalars`), such as the learning rate. This one moves every weight by the same length, in the direction of its mean gradient.',
      activation:
        'An activation is a formula of `x`. It is saved in the model file as that formula, so whoever loads the model needs none of your code.',
      layer:
        'A layer says what it makes of the shape of a sample, which parameters it has and how they begin, and its forward expression. The backward pass is derived. A layer is code, so `load` is given a reader that makes it again; the package exports it as `layers`.',
    },
    tests: {
      loss: 'The row in the table is all that the suite needs: it checks the derivative, extreme values, weights of samples and classes, the print, and the numbers of PyTorch, once somebody has run the script. Everything else passes from the start; then you edit the formula.',
      optimizer:
        'The row in the table is all that the suite needs: it checks the settings, what is refused, saving and going on, and compares the path with PyTorch’s, once somebody has run the script. Everything else passes from the start; then you edit the formula.',
      activation:
        'The gradient check finds every activation that is exported; the comparison with PyTorch follows once somebody has run the script. Everything passes from the start; then you edit the formula.',
      layer:
        'The test file that comes along checks the derivative with `checkLayer`, and that a saved layer is loaded to the bit; the comparison with PyTorch follows once somebody has run the script. Everything passes from the start; then you edit the formula.',
    },
    backend:
      'A backend is what computes. It gives memory and makes steps ready to run, and there are only six kinds of steps: map, reduce, matmul, gather, scatterAdd and transpose. A network takes any backend as an option. This whole program wraps one and counts what it does: in a training step of two layers, two products forward and three back (nobody asks for the gradient of the data).',
    conformance:
      'This is the whole interface. What each step means, to the order in which sums are added up, stands in `packages/matrix/src/plan.ts`; `reference` is a complete backend in 40 lines. The suite in `packages/matrix/test/conformance` runs cases of every kind against the reference and expects the same bits. To have only large products computed elsewhere, `wasm({ products: productsBy(library) })` is enough; `@nn/blas` does no more.',
    publish:
      'The packages of nn are `peerDependencies` of yours, so that a project has each of them once. Before you publish, the gradient checks should pass: each piece alone, then all of them together. Below them, what your users write.',
  },
  pieces: 'What can be added',
  kinds: { loss: 'A loss', optimizer: 'An optimizer', activation: 'An activation', layer: 'A layer' },
  inRepository: 'In this repository:',
  makes: 'It makes',
  changes: 'And it adds lines to',
  backend: 'A backend',
  backendExample: 'A backend that counts',
  publish: 'To check and to publish',
} as const;

export type Dictionary = Words<typeof en>;
