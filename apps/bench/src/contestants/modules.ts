import type { Open } from './contestant.js';

/** Where the contestants are; each is loaded in its own process only. */
export const modules = {
  nn: async () => (await import('./nn.js')).open,
  tfjs: async () => (await import('./tfjs.js')).open,
  brain: async () => (await import('./brain.js')).open,
  jax: async () => (await import('./jax.js')).open,
  'ml-matrix': async () => (await import('./ml-matrix.js')).open,
  onnxruntime: async () => (await import('./onnxruntime.js')).open,
  peak: async () => (await import('./peak.js')).open,
} satisfies Record<string, () => Promise<Open>>;

export type ModuleName = keyof typeof modules;
