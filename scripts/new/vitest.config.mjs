/** Tests begin processes, which may wait for others. What vitest keeps is not beside the sources, where turbo would take it for one. */
export default {
  cacheDir: '../../node_modules/.vite',
  test: { testTimeout: 120_000, hookTimeout: 60_000 },
};
