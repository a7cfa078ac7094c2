import type { Results } from '../src/results.js';

const participant = (id: string, name: string, own: boolean) => ({ id, name, own, threads: 1, versions: {} });

/** A small run of the benchmark with round numbers. */
export const fixture: Results = {
  quick: true,
  date: '2000-01-01',
  rounds: 3,
  minutes: 1,
  machine: { processor: 'A processor', cores: 2, gibibytes: 8, system: 'Linux x64', node: '20.0.0' },
  images: '8,000 images',
  contestants: [
    participant('nn-1', 'nn, 1 thread', true),
    participant('nn-2', 'nn, 2 threads', true),
    participant('torch-1', 'PyTorch, 1 thread', false),
    participant('tfjs-cpu', 'tfjs-cpu', false),
  ],
  missing: [{ id: 'brain.js', name: 'brain.js', why: 'not found', install: 'npm run peers' }],
  tasks: [
    {
      id: 'A',
      title: 'A: small & simple',
      measure: { unit: 'samples/s', show: 'rate', work: 8000, scale: 1 },
      entries: [
        { id: 'nn-1', seconds: [0.1, 0.2, 0.1], part: 1, outcome: { loss: 0.024, accuracy: 0.891 } },
        { id: 'nn-2', seconds: [0.05, 0.1, 0.05], part: 1, outcome: { loss: 0.024, accuracy: 0.891 } },
        { id: 'torch-1', seconds: [0.4, 0.8, 0.4], part: 1, outcome: { loss: 0.024, accuracy: 0.891 } },
        { id: 'tfjs-cpu', seconds: [1, 2, 1], part: 0.25, outcome: { loss: 0.05, accuracy: 0.6 } },
      ],
      absent: [{ id: 'jax-js', why: 'out of memory' }],
    },
  ],
  sizes: [
    { name: 'nn', what: 'predict', gzipped: 11_900 },
    { name: 'nn', what: 'train', gzipped: 20_100 },
  ],
  memory: [{ id: 'nn-2', training: 'A', peak: 99e6, needed: 26e6, executors: 1 }],
};
