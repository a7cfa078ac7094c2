/** Tests begin processes, which may wait for others. */
export default { test: { testTimeout: 120_000, hookTimeout: 60_000 } };
