// What a new piece of each kind is made of: new files from templates/, and lines in files that are there.
import { atEnd, exported, imported, sorted } from './edits.mjs';

export const kinds = {
  loss: ({ name, file }) => ({
    home: 'packages/loss',
    created: { [`packages/loss/src/${file}.ts`]: 'loss.ts.txt' },
    edits: [
      exported('packages/loss/src/index.ts', `export { ${name} } from './${file}.js';`),
      atEnd(
        'packages/loss/test/table.ts',
        'export const table: readonly Row[] = [',
        '];',
        `  { name: '${name}', make: losses.${name}, outputs: 'real', over: 'mean' },`,
      ),
      atEnd(
        'tools/reference/losses.py',
        'LOSSES = {',
        '}',
        `    "${name}": (real, lambda y, t: (y - t).square().mean()),`,
      ),
    ],
  }),

  optimizer: ({ name, file }) => ({
    home: 'packages/optim',
    created: { [`packages/optim/src/optimizers/${file}.ts`]: 'optimizer.ts.txt' },
    edits: [
      exported('packages/optim/src/index.ts', `export { ${name} } from './optimizers/${file}.js';`),
      atEnd(
        'packages/optim/test/table.ts',
        'export const table: readonly Row[] = [',
        '];',
        [
          '  {',
          `    name: '${name}',`,
          `    make: optim.${name},`,
          '    full: { learningRate: 0.1, momentum: 0.9, weightDecay: 0.1 },',
          '    bad: { learningRate: notFinite, momentum: notBelow1, weightDecay: notFinite },',
          '  },',
        ].join('\n'),
      ),
      atEnd(
        'tools/reference/optimizers.py',
        'CASES = {',
        '}',
        [
          `    "${name}": (`,
          '        lambda params, lr=0.01, momentum=0.9, weight_decay=0: SGD(params, lr, momentum, weight_decay=weight_decay),',
          '        [*usual(), {"settings": {"learningRate": 0.1, "momentum": 0.5}}],',
          '    ),',
        ].join('\n'),
      ),
    ],
  }),

  activation: ({ name, file }) => ({
    home: 'packages/net',
    created: { [`packages/net/src/activations/${file}.ts`]: 'activation.ts.txt' },
    edits: [
      exported('packages/net/src/index.ts', `export { ${name} } from './activations/${file}.js';`),
      atEnd(
        'tools/reference/activations.py',
        'ELEMENTWISE = {',
        '}',
        `    "${name}": [({}, lambda x: x * torch.sigmoid(x))],`,
      ),
    ],
  }),

  layer: ({ name, file }) => ({
    home: 'packages/net',
    created: {
      [`packages/net/src/layers/${file}.ts`]: 'layer.ts.txt',
      [`packages/net/test/${file}.test.ts`]: 'layer.test.ts.txt',
    },
    edits: [
      exported('packages/net/src/index.ts', `export { ${name} } from './layers/${file}.js';`),
      imported('packages/net/src/model-file/layers.ts', `import { ${name} } from '../layers/${file}.js';`),
      sorted(
        'packages/net/src/model-file/layers.ts',
        'export const builtIn: LayerReaders = {',
        '};',
        name,
        `  ${name},`,
      ),
      atEnd(
        'tools/reference/layers.py',
        'CASES = [',
        ']',
        `    ({"kind": "${name}", "args": [], "inputs": 4}, {"scale": [1, 4]}, lambda x, p: x * p["scale"]),`,
      ),
    ],
  }),
};
